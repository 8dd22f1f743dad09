import {
  quotaRoutes,
  quotaAuthorizers,
  quotaIntegrations,
  quotaAudience,
  quotaScopes,
  quotaClient,
} from "../../../../posture/rules/api/quotas";
import { holds } from "../holds";
import { stackOf, goodStack, jwt, route, web } from "../support";
import type { Resources } from "../support";

describe("quota-routes", () => {
  const routes = (count: number): Resources => ({
    aws_apigatewayv2_route: Object.fromEntries(
      Array.from({ length: count - 1 }, (_, i) => [
        `r${i}`,
        { api_id: "${aws_apigatewayv2_api.api.id}", route_key: `GET /${i}` },
      ]),
    ),
  });

  holds(quotaRoutes, {
    fires: { "301": [stackOf(routes(301)), [{ at: "aws_apigatewayv2_api.api", says: ["301", "300"] }]] },
    silent: { "300": stackOf(routes(300)) },
  });
});

describe("quota-authorizers", () => {
  const authorizers = (count: number): Resources => ({
    aws_apigatewayv2_authorizer: Object.fromEntries(
      Array.from({ length: count - 1 }, (_, i) => [
        `a${i}`,
        { api_id: "${aws_apigatewayv2_api.api.id}", name: `a${i}` },
      ]),
    ),
  });

  holds(quotaAuthorizers, {
    fires: { "11": [stackOf(authorizers(11)), [{ at: "aws_apigatewayv2_api.api", says: ["11", "10"] }]] },
    silent: { "10": stackOf(authorizers(10)) },
  });
});

describe("quota-integrations", () => {
  const integrations = (count: number): Resources => ({
    aws_apigatewayv2_integration: Object.fromEntries(
      Array.from({ length: count - 1 }, (_, i) => [
        `i${i}`,
        { api_id: "${aws_apigatewayv2_api.api.id}", integration_type: "HTTP_PROXY" },
      ]),
    ),
  });

  holds(quotaIntegrations, {
    fires: { "301": [stackOf(integrations(301)), [{ at: "aws_apigatewayv2_api.api", says: ["301", "share"] }]] },
    silent: { "300": stackOf(integrations(300)) },
  });
});

describe("quota-audience", () => {
  const audience = (count: number) =>
    goodStack(
      jwt({
        jwt_configuration: {
          issuer: "https://issuer.example",
          audience: Array.from({ length: count }, (_, i) => `client-${i}`),
        },
      }),
    );

  holds(quotaAudience, {
    fires: { "51": [audience(51), [{ at: "aws_apigatewayv2_authorizer.jwt", says: ["51", "second authorizer"] }]] },
    silent: { "50": audience(50) },
  });
});

describe("quota-scopes", () => {
  const scopes = (count: number) =>
    goodStack(route({ authorization_scopes: Array.from({ length: count }, (_, i) => `api/s${i}`) }));

  holds(quotaScopes, {
    fires: { "11": [scopes(11), [{ at: "aws_apigatewayv2_route.get_items", says: ["11", "10"] }]] },
    silent: { "10": scopes(10) },
  });
});

describe("quota-client", () => {
  const at = "aws_cognito_user_pool_client.web";

  const many = (count: number, f: (i: number) => string) => Array.from({ length: count }, (_, i) => f(i));

  holds(quotaClient, {
    fires: {
      "51 scopes": [
        stackOf(web({ allowed_oauth_scopes: many(51, (i) => `api/s${i}`) })),
        [{ at, says: ["51", "allowed_oauth_scopes"] }],
      ],
      "101 callback URLs": [
        stackOf(web({ callback_urls: many(101, (i) => `https://app.example/${i}`) })),
        [{ at, says: ["101", "callback_urls"] }],
      ],
    },
    silent: {
      "50 and 100": stackOf(
        web({
          allowed_oauth_scopes: many(50, (i) => `api/s${i}`),
          logout_urls: many(100, (i) => `https://app.example/${i}`),
        }),
      ),
    },
  });
});
