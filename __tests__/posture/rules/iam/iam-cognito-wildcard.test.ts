import { iamCognitoWildcard } from "../../../../posture/rules/iam/iam-cognito-wildcard";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Resources } from "../support";

const policy = (Action: unknown, Effect = "Allow"): Resources => ({
  aws_iam_role_policy: {
    p: { role: "r", policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource: "*" }] }) },
  },
});
const written = (action: string): Resources => ({
  aws_iam_role_policy: {
    p: {
      role: "r",
      policy: `\${jsonencode({"Statement" = [{"Effect" = "Allow", "Action" = ["${action}"], "Resource" = [aws_cognito_user_pool.pool.arn]}]})}`,
    },
  },
});
const at = "aws_iam_role_policy.p";

holds(iamCognitoWildcard, {
  fires: {
    "every action": [stackOf(policy("cognito-idp:*")), [{ at, says: ["AdminGetUser"] }]],
    "among others": [stackOf(policy(["logs:PutLogEvents", "cognito-idp:*"])), [{ at }]],
    "on a pool that isn't there yet": [stackOf(written("cognito-idp:*")), [{ at }], "unknown"],
    "in a policy document": [
      stackOf({ aws_iam_policy_document: { p: { statement: [{ actions: ["cognito-idp:*"] }] } } }),
      [{ at: "aws_iam_policy_document.p" }],
    ],
  },
  silent: {
    "one action": stackOf(policy("cognito-idp:AdminGetUser")),
    forbidden: stackOf(policy("cognito-idp:*", "Deny")),
    "one action on a pool that isn't there yet": stackOf(written("cognito-idp:AdminGetUser")),
  },
  unknown: { "the policy": stackOf({ aws_iam_role_policy: { p: { role: "r", policy: "${var.policy}" } } }) },
});
