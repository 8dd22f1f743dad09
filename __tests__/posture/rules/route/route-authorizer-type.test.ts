import { routeAuthorizerType } from "../../../../posture/rules/route/route-authorizer-type";
import { holds } from "../holds";
import { goodStack, jwt, lambdaAuthorizer, route, stackOf } from "../support";

holds(routeAuthorizerType, {
  fires: {
    "a CUSTOM route with a JWT authorizer": [
      goodStack(route({ authorization_type: "CUSTOM" })),
      [{ at: "aws_apigatewayv2_route.get_items", nearest: "JWT", says: ["aws_apigatewayv2_authorizer.jwt"] }],
    ],
    "a JWT route with a Lambda authorizer": [
      stackOf(lambdaAuthorizer(), route({ authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}" })),
      [{ at: "aws_apigatewayv2_route.get_items", nearest: "CUSTOM" }],
    ],
  },
  silent: {
    "a JWT authorizer on a JWT route": goodStack(),
    "a Lambda authorizer on a CUSTOM route": stackOf(lambdaAuthorizer()),
  },
  unknown: { "the authorizer's type": goodStack(jwt({ authorizer_type: "${var.type}" })) },
});
