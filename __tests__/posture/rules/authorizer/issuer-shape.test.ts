import { issuerShape } from "../../../../posture/rules/authorizer/issuer-shape";
import { holds } from "../holds";
import { goodStack, jwt } from "../support";

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
