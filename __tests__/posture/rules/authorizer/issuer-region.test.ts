import { issuerRegion } from "../../../../posture/rules/authorizer/issuer-region";
import { holds } from "../holds";
import { goodStack, jwt, pool, stackOf } from "../support";

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
