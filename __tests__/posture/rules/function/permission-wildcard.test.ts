import { permissionWildcard } from "../../../../posture/rules/function/permission-wildcard";
import { holds } from "../holds";
import { goodStack, permission } from "../support";

const at = "aws_lambda_permission.items";
const source = (source_arn: string) => goodStack(permission({ source_arn }));

holds(permissionWildcard, {
  fires: {
    "every API": [
      source("arn:aws:execute-api:eu-west-1:123456789012:*/*/*"),
      [{ at, says: ["more than one API", "execution_arn"] }],
    ],
    everything: [source("*"), [{ at }]],
  },
  silent: {
    "one API": goodStack(),
    "one API by its ARN": source("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/*"),
  },
});
