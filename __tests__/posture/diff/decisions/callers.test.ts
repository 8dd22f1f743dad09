import { compare } from "../../../../posture/diff/compare";
import { readSynth } from "../../../../posture/model/read";

/** One route behind an authorizer that accepts so many clients. */
const stack = (clients: number) => ({
  resource: {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      jwt: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        authorizer_type: "JWT",
        name: "jwt",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: {
          issuer: "https://issuer.example.com",
          audience: Array.from({ length: clients }, (_, i) => `client-${i}`),
        },
      },
    },
    aws_apigatewayv2_route: {
      items: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key: "GET /items",
        authorization_type: "JWT",
        authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
      },
    },
  },
});

it.each([
  [12, []],
  [13, ["clients beyond the first 12"]],
])("never says that nobody gains where somebody wasn't tried: %s clients", (clients, unclear) => {
  const model = () => readSynth(stack(clients));
  const comparison = compare(model(), model());
  const [before, after] = [comparison.before.routes[0], comparison.after.routes[0]];
  expect(comparison.decisions.compare(before, after)).toEqual({ gained: [], lost: [], unclear });
});
