import { functionPermission } from "../../../../posture/rules/function/function-permission";
import { holds } from "../holds";
import { goodStack, integration, permission, route, stackOf, without } from "../support";

const at = "aws_apigatewayv2_integration.items";
const source = (source_arn: string) => permission({ source_arn });

holds(functionPermission, {
  fires: {
    none: [without(goodStack(), "aws_lambda_permission.items"), [{ at, says: ["aws_lambda_function.items", "500"] }]],
    "for another service": [stackOf(permission({ principal: "s3.amazonaws.com" })), [{ at }]],
    "for another action": [stackOf(permission({ action: "lambda:GetFunction" })), [{ at }]],
    "for an alias, while the function itself is called": [stackOf(permission({ qualifier: "live" })), [{ at }]],
    "for another method": [
      stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/POST/items")),
      [{ at, says: ["GET /items", "*/*"] }],
      "unknown",
    ],
    "for another stage": [stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/prod/*")), [{ at }], "unknown"],
    "a pattern that leaves $default out": [
      stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/*/*"), route({ route_key: "$default" })),
      [{ at, says: ["$default"] }],
      "unknown",
    ],
    "the API's ARN without a route": [
      stackOf(source("${aws_apigatewayv2_api.api.execution_arn}")),
      [{ at }],
      "unknown",
    ],
  },
  silent: {
    "for all routes": goodStack(),
    "for every action": stackOf(permission({ action: "lambda:*" })),
    "for an alias that is called": stackOf(
      permission({ qualifier: "live" }),
      integration({
        integration_uri:
          "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:items:live/invocations",
      }),
    ),
    "for this route": stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/GET/items")),
    "for $default": stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/*"), route({ route_key: "$default" })),
    "a backend over HTTP": stackOf(
      integration({ integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" }),
    ),
  },
  unknown: {
    "a function that is elsewhere": stackOf(
      integration({ integration_uri: "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere" }),
    ),
    "whom it lets in": stackOf(permission({ principal: "${var.principal}" })),
  },
});
