import { functionRoleTrust } from "../../../../posture/rules/function/function-role-trust";
import { holds } from "../holds";
import { goodStack, over } from "../support";
import type { Resources } from "../support";

const trust = (principal: object, effect = "Allow"): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Principal: principal, Action: "sts:AssumeRole" }],
  });
const withRole = (policy: string): Resources => ({
  ...over("aws_lambda_function", "items", { role: "${aws_iam_role.items.arn}" }),
  aws_iam_role: { items: { name: "items", assume_role_policy: policy } },
});
const LAMBDA = { Service: "lambda.amazonaws.com" };

holds(functionRoleTrust, {
  fires: {
    "another service": [
      goodStack(withRole(trust({ Service: "ec2.amazonaws.com" }))),
      [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items", "lambda.amazonaws.com"] }],
    ],
    "a principal of another kind": [
      goodStack(withRole(trust({ AWS: "123456789012" }))),
      [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items"] }],
    ],
    "a denial": [
      goodStack(withRole(trust(LAMBDA, "Deny"))),
      [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items"] }],
    ],
  },
  silent: {
    Lambda: goodStack(withRole(trust(LAMBDA))),
    "Lambda among others": goodStack(withRole(trust({ Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] }))),
    "a role that is elsewhere": goodStack(),
  },
  unknown: { "a policy that isn't known": goodStack(withRole("${var.policy}")) },
});
