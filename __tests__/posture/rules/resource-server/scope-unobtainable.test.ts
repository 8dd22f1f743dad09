import { scopeUnobtainable } from "../../../../posture/rules/resource-server/scope-unobtainable";
import { holds } from "../holds";
import { goodStack, jwt, machine, route, stackOf, web } from "../support";

const at = "aws_apigatewayv2_route.get_items";
const write = route({ authorization_scopes: ["${aws_cognito_resource_server.scopes.identifier}/write"] });
const both = jwt({
  jwt_configuration: {
    issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
    audience: ["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.machine.id}"],
  },
});
const withMachine = {
  aws_cognito_user_pool_client: {
    ...machine({ allowed_oauth_scopes: ["https://api.example/write"] })["aws_cognito_user_pool_client"],
  },
};

holds(scopeUnobtainable, {
  fires: {
    "no client may ask for the scope": [
      goodStack(write),
      [{ at, says: ["https://api.example/write", "aws_cognito_user_pool_client.web", "allowed_oauth_scopes"] }],
    ],
    "only a client outside the audience may": [stackOf(write, withMachine), [{ at }]],
  },
  silent: {
    "the web client may": goodStack(),
    "a machine in the audience may": stackOf(write, withMachine, both),
    "a scope that nobody declares, which scope-unknown says": goodStack(
      route({ authorization_scopes: ["https://api.example/raed"] }),
    ),
  },
  unknown: {
    "a client's scopes": stackOf(write, web({ allowed_oauth_scopes: ["openid", "${var.scope}"] })),
    "a client that is elsewhere": stackOf(
      write,
      jwt({
        jwt_configuration: { issuer: "https://${aws_cognito_user_pool.pool.endpoint}", audience: ["1example23456789"] },
      }),
    ),
  },
});
