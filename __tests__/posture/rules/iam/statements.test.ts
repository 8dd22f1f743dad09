import { iamPassRole, iamResourceMismatch } from "../../../../posture/rules/iam/statements";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Stack } from "../support";

const at = "aws_iam_role_policy.p";
const policy = (Action: unknown, Resource: unknown, more: object = {}): Stack =>
  stackOf({
    aws_iam_role_policy: {
      p: {
        role: "r",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource, ...more }] }),
      },
    },
  });
const OBJECTS = "arn:aws:s3:::bucket/*";
const TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/notes";
const ROLES = "arn:aws:iam::123456789012:role/*";
const LAMBDA = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };

describe("iam-resource-mismatch", () => {
  holds(iamResourceMismatch, {
    fires: {
      "a table's action on objects": [
        policy("dynamodb:GetItem", OBJECTS),
        [{ at, says: [`dynamodb:GetItem is allowed on ${OBJECTS} only`, "arn:aws:dynamodb:…"] }],
      ],
      "one of two": [policy(["dynamodb:GetItem", "S3:GetObject"], [OBJECTS]), [{ at, says: ["dynamodb:GetItem"] }]],
      "every action of a service": [policy("sqs:*", "arn:aws:sns:eu-central-1:123456789012:t"), [{ at }]],
      "a key's action on objects": [policy("kms:Decrypt", OBJECTS), [{ at, says: ["arn:aws:kms:…"] }]],
      "an action that takes no ARN": [policy("lambda:ListFunctions", OBJECTS), [{ at, says: ["* where the action"] }]],
      "a parameter's value by a secret's ARN": [
        policy("ssm:GetParameter", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a"),
        [{ at, says: ["takes no such ARN", "arn:aws:ssm:…"] }],
      ],
    },
    silent: {
      "its own": policy(["dynamodb:GetItem", "s3:GetObject"], [TABLE, OBJECTS]),
      everything: policy("dynamodb:GetItem", "*"),
      "a service by pattern": policy("dynamodb:GetItem", "arn:aws:*:*:*:table/notes"),
      "an archive's key": policy("events:CreateArchive", "arn:aws:kms:eu-central-1:123456789012:key/a"),
      "a web ACL for a pool": policy(
        "cognito-idp:AssociateWebACL",
        "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1",
      ),
      "a role to assume": policy("sts:AssumeRole", "arn:aws:iam::123456789012:role/a"),
      "a service with ARNs of many": policy("ec2:RunInstances", OBJECTS),
      forbidden: policy("dynamodb:GetItem", OBJECTS, { Effect: "Deny" }),
      "everything but an action": policy(undefined, OBJECTS, { NotAction: "dynamodb:GetItem" }),
      "everything but a resource": policy("dynamodb:GetItem", undefined, { NotResource: OBJECTS }),
      "a resource that isn't known yet": stackOf({
        aws_iam_role_policy: {
          p: {
            role: "r",
            policy: `\${jsonencode({"Statement" = [{"Effect" = "Allow", "Action" = ["dynamodb:GetItem"], "Resource" = ["${OBJECTS}", aws_dynamodb_table.notes.arn]}]})}`,
          },
        },
      }),
    },
  });
});

describe("iam-pass-role", () => {
  holds(iamPassRole, {
    fires: {
      everything: [policy("iam:PassRole", "*"), [{ at, says: ["iam:PassRole is allowed on *", "the role's ARN"] }]],
      "every role of the account": [policy(["logs:PutLogEvents", "iam:passrole"], ROLES), [{ at, says: [ROLES] }]],
      "by a pattern": [policy("iam:Pass*", "*"), [{ at }]],
      "every action of IAM": [policy("iam:*", "*"), [{ at }]],
    },
    silent: {
      "one role": policy("iam:PassRole", "arn:aws:iam::123456789012:role/task"),
      "to one service": policy("iam:PassRole", "*", { Condition: LAMBDA }),
      "another action of IAM": policy("iam:GetRole", "*"),
      forbidden: policy("iam:PassRole", "*", { Effect: "Deny" }),
    },
  });
});
