import { routeWithoutScopes } from "../../../../posture/rules/route/route-without-scopes";
import { holds } from "../holds";
import { goodStack, jwt, pool, route, stackOf } from "../support";

const closed = pool({ admin_create_user_config: { allow_admin_create_user_only: true } });
const at = "aws_apigatewayv2_route.get_items";

holds(routeWithoutScopes, {
  fires: {
    "anyone can sign up": [
      goodStack(route({ authorization_scopes: undefined })),
      [{ at, severity: "warning", says: ["anyone can sign up", "authorization_scopes"] }],
    ],
    "administrators create users": [
      stackOf(closed, route({ authorization_scopes: [] })),
      [{ at, severity: "note", says: ["ID tokens too"] }],
    ],
    "another issuer": [
      stackOf(
        jwt({ jwt_configuration: { issuer: "https://acme.eu.auth0.com/", audience: ["api"] } }),
        route({ authorization_scopes: undefined }),
      ),
      [{ at, severity: "note", says: ["every token of the issuer"] }],
    ],
    "an authorizer from elsewhere": [
      goodStack(route({ authorizer_id: "abc123", authorization_scopes: undefined })),
      [{ at, severity: "note" }],
    ],
  },
  silent: {
    "with a scope": goodStack(),
    "an open route": goodStack(route({ authorization_type: "NONE", authorization_scopes: undefined })),
  },
  unknown: { "the scopes": goodStack(route({ authorization_scopes: ["${var.scope}"] })) },
});
