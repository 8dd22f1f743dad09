import { authorizerPermission } from "../../../posture/rules/authorizer-permission";
import { holds } from "./doors";
import { lambdaAuthorizer, stackOf, without } from "./support";
import type { Resources } from "./support";

const at = "aws_apigatewayv2_authorizer.lambda";
const source = (source_arn: string): Resources => ({
  aws_lambda_permission: { authorizer: { ...lambdaAuthorizer()["aws_lambda_permission"]?.["authorizer"], source_arn } },
});

holds(authorizerPermission, {
  fires: {
    none: [
      without(stackOf(lambdaAuthorizer()), "aws_lambda_permission.authorizer"),
      [{ at, says: ["aws_lambda_function.authorizer", "aws_lambda_permission"] }],
    ],
    "for routes only": [
      stackOf(lambdaAuthorizer(), source("${aws_apigatewayv2_api.api.execution_arn}/*/GET/items")),
      [{ at }],
      "unknown",
    ],
  },
  silent: {
    "one for the authorizer": stackOf(lambdaAuthorizer()),
    "one for all": stackOf(lambdaAuthorizer(), source("${aws_apigatewayv2_api.api.execution_arn}/*/*")),
    "a role instead": without(
      stackOf(lambdaAuthorizer({ authorizer_credentials_arn: "arn:aws:iam::123456789012:role/api" })),
      "aws_lambda_permission.authorizer",
    ),
  },
  unknown: {
    "a function that is elsewhere": stackOf(
      lambdaAuthorizer({
        authorizer_uri:
          "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:elsewhere/invocations",
      }),
    ),
  },
});
