import { readSynth } from "../../../../posture/model/read";

const ID = "eu-west-1_AbCdEfGhI";
const poolOf = (issuer: string) =>
  readSynth({
    terraform: {},
    data: { aws_cognito_user_pool: { shared: { user_pool_id: ID } } },
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        jwt: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          authorizer_type: "JWT",
          jwt_configuration: { issuer, audience: ["client"] },
        },
      },
    },
  }).authorizers[0]?.jwt?.pool;

test.each([
  `https://cognito-idp.eu-west-1.amazonaws.com/${ID}`,
  `https://cognito-idp.us-east-1.amazonaws.com/${ID}`,
  `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${ID}`,
])("%s is an issuer of the pool", (issuer) => {
  expect(poolOf(issuer)).toMatchObject({ kind: "resource", target: { address: "data.aws_cognito_user_pool.shared" } });
});

test.each([
  `https://issuer.example/cognito-idp.eu-west-1.amazonaws.com/${ID}`,
  `https://xcognito-idp.eu-west-1.amazonaws.com/${ID}`,
  `http://cognito-idp.eu-west-1.amazonaws.com/${ID}`,
  `https://issuer-cognito-idp.us-east-1.amazonaws.com/${ID}`,
])("%s is none, though it ends like one", (issuer) => {
  expect(poolOf(issuer)).toEqual({ kind: "external", id: issuer });
});
