import { routeAuthorizerMissing } from "../../../../posture/rules/route/route-authorizer-missing";
import { holds } from "../holds";
import { goodStack, route } from "../support";

holds(routeAuthorizerMissing, {
  fires: {
    "a JWT route without one": [
      goodStack(route({ authorizer_id: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["names no authorizer", "authorizer_id"] }],
    ],
    "an IAM route with one": [
      goodStack(route({ authorization_type: "AWS_IAM" })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["Remove authorizer_id"] }],
    ],
  },
  silent: {
    "a JWT route with one": goodStack(),
    "an IAM route without": goodStack(route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
  },
  unknown: { "an authorization type": goodStack(route({ authorization_type: "${var.type}" })) },
});
