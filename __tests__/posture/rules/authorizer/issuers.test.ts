import { issuerRegion, issuerShape } from "../../../../posture/rules/authorizer/issuers";
import { holds } from "../holds";
import { goodStack, jwt, pool, stackOf } from "../support";

describe("issuer-region", () => {
  const at = "aws_apigatewayv2_authorizer.jwt";

  const issuer = (text: string) => goodStack(jwt({ jwt_configuration: { issuer: text, audience: ["web"] } }));

  holds(issuerRegion, {
    fires: {
      "an updated issuer of another region than the pool's": [
        issuer("https://issuer-cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
        [{ at, nearest: "eu-west-1", says: ["us-east-1", "issuer-cognito-idp.eu-west-1.amazonaws.com"] }],
      ],
      "a pool that can't have a replica": [
        stackOf(
          pool({ user_pool_tier: "LITE", id: "eu-west-1_AbCdEfGhI" }),
          jwt({
            jwt_configuration: {
              issuer: "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbCdEfGhI",
              audience: ["web"],
            },
          }),
        ),
        [{ at, nearest: "eu-west-1", says: ["us-east-1", "LITE"] }],
      ],
      "in China": [
        issuer("https://issuer-cognito-idp.cn-north-1.amazonaws.com.cn/cn-northwest-1_AbCdEfGhI"),
        [{ at, nearest: "cn-northwest-1" }],
      ],
    },
    silent: {
      "the pool's endpoint": goodStack(),
      "the pool's endpoint, chosen beside others": issuer(
        '${true ? "https://${aws_cognito_user_pool.pool.endpoint}" : "https://${aws_cognito_user_pool.pool.id}.example"}',
      ),
      "the id's region": issuer("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
      "an updated issuer": issuer("https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
      "another issuer": issuer("https://issuer.example"),
    },
    unknown: {
      "a replica, or a mistake": issuer("https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
      "an issuer from elsewhere": issuer("${var.issuer}"),
      "a region by expression": issuer("https://cognito-idp.${var.region}.amazonaws.com/eu-west-1_AbCdEfGhI"),
      "where the pool lives": issuer("https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.pool.id}"),
    },
  });
});

describe("issuer-shape", () => {
  const at = "aws_apigatewayv2_authorizer.jwt";

  const issuer = (text: string | undefined) =>
    goodStack(jwt({ jwt_configuration: { issuer: text, audience: ["${aws_cognito_user_pool_client.web.id}"] } }));

  const POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";

  holds(issuerShape, {
    fires: {
      "a slash after the pool's endpoint": [
        issuer("https://${aws_cognito_user_pool.pool.endpoint}/"),
        [{ at, nearest: "https://${aws_cognito_user_pool.pool.endpoint}" }],
        "unknown",
      ],
      "the endpoint without a scheme": [
        issuer("${aws_cognito_user_pool.pool.endpoint}"),
        [{ at, nearest: "https://${aws_cognito_user_pool.pool.endpoint}" }],
        "unknown",
      ],
      "a slash after a pool's address": [issuer(`https://${POOL}/`), [{ at, nearest: `https://${POOL}` }]],
      "a pattern in place of a host": [
        issuer("https://*.example.com"),
        [{ at, says: ["*.example.com, is a pattern"] }],
      ],
      "every tenant of Microsoft": [
        issuer("https://login.microsoftonline.com/common/v2.0"),
        [{ at, says: ["several tenants", "TENANT_ID/v2.0"] }],
      ],
      http: [issuer(`http://${POOL}`), [{ at, nearest: `https://${POOL}` }]],
      "Auth0 without a slash": [issuer("https://acme.eu.auth0.com"), [{ at, nearest: "https://acme.eu.auth0.com/" }]],
      "a query": [issuer("https://issuer.example?a=b"), [{ at, nearest: "https://issuer.example" }]],
      "no issuer": [issuer(undefined), [{ at, says: ["no issuer"] }]],
    },
    silent: {
      "the pool's endpoint": goodStack(),
      "a pool's address": issuer(`https://${POOL}`),
      "Auth0 with a slash": issuer("https://acme.eu.auth0.com/"),
      "another issuer, with or without": issuer("https://issuer.example/"),
    },
    unknown: {
      "an issuer from elsewhere": issuer("${var.issuer}"),
      "a whole issuer by reference": issuer("${data.aws_ssm_parameter.issuer.value}"),
    },
  });
});
