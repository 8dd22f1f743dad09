import { issuerRegion } from "../../../../posture/rules/authorizer/issuer-region";
import { holds } from "../holds";
import { goodStack, jwt } from "../support";

const at = "aws_apigatewayv2_authorizer.jwt";
const issuer = (text: string) => goodStack(jwt({ jwt_configuration: { issuer: text, audience: ["web"] } }));

holds(issuerRegion, {
  fires: {
    "another region than the id's": [
      issuer("https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
      [{ at, nearest: "eu-west-1", says: ["us-east-1", "cognito-idp.eu-west-1.amazonaws.com"] }],
    ],
    "in China": [
      issuer("https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-northwest-1_AbCdEfGhI"),
      [{ at, nearest: "cn-northwest-1" }],
    ],
  },
  silent: {
    "the pool's endpoint": goodStack(),
    "the id's region": issuer("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
    "another issuer": issuer("https://issuer.example"),
  },
  unknown: {
    "an issuer from elsewhere": issuer("${var.issuer}"),
    "a region by expression": issuer("https://cognito-idp.${var.region}.amazonaws.com/eu-west-1_AbCdEfGhI"),
    "where the pool lives": issuer("https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.pool.id}"),
  },
});
