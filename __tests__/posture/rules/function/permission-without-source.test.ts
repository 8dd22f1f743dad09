import { permissionWithoutSource } from "../../../../posture/rules/function/permission-without-source";
import { holds } from "../holds";
import { goodStack, permission } from "../support";

const at = "aws_lambda_permission.items";
const bare = (change: Record<string, unknown>) => goodStack(permission({ source_arn: undefined, ...change }));

holds(permissionWithoutSource, {
  fires: {
    "for API Gateway": [bare({}), [{ at, says: ["any account", "source_arn"] }]],
    "for Cognito": [bare({ principal: "cognito-idp.amazonaws.com" }), [{ at, says: ["the pool's ARN"] }]],
    "for everybody": [bare({ principal: "*" }), [{ at, says: ["everybody"] }]],
  },
  silent: {
    "with a source": goodStack(),
    "with an account": bare({ source_account: "123456789012" }),
    "for everybody who calls a function URL": bare({
      principal: "*",
      action: "lambda:InvokeFunctionUrl",
      function_url_auth_type: "NONE",
    }),
    "another service": bare({ principal: "events.amazonaws.com" }),
  },
  unknown: { "the principal": bare({ principal: "${var.principal}" }) },
});
