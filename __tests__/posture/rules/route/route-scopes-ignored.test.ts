import { routeScopesIgnored } from "../../../../posture/rules/route/route-scopes-ignored";
import { holds } from "../holds";
import { goodStack, route } from "../support";

holds(routeScopesIgnored, {
  fires: {
    "on a public route": [
      goodStack(route({ authorization_type: "NONE", authorizer_id: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["anyone can call it", "JWT"] }],
    ],
    "on an IAM route": [
      goodStack(route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["AWS_IAM", "AWS refuses"] }],
    ],
    "on a Lambda route": [
      goodStack(route({ authorization_type: "CUSTOM" })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["CUSTOM"] }],
    ],
  },
  silent: {
    "on a JWT route": goodStack(),
    "on an IAM route without scopes": goodStack(
      route({ authorization_type: "AWS_IAM", authorizer_id: undefined, authorization_scopes: [] }),
    ),
  },
  unknown: { "an authorization type": goodStack(route({ authorization_type: "${var.type}" })) },
});
