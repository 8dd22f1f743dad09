import { changesBetween } from "../../../../posture/diff";
import { readSynth } from "../../../../posture/model/read";

const stack = (issuer: string) =>
  readSynth({
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: {
      aws_cognito_user_pool: { people: { name: "people" } },
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        jwt: {
          ...{ api_id: "${aws_apigatewayv2_api.api.id}", name: "jwt", authorizer_type: "JWT" },
          identity_sources: ["$request.header.Authorization"],
          jwt_configuration: [{ issuer, audience: ["a"] }],
        },
      },
    },
  });
const said = (was: string, is: string) =>
  changesBetween(stack(was), stack(is)).map(({ kind, code, after }) => [kind, code, after]);
const at = (region: string) => `https://cognito-idp.${region}.amazonaws.com/\${aws_cognito_user_pool.people.id}`;
const ENDPOINT = "https://${aws_cognito_user_pool.people.endpoint}";

test("an issuer that names the pool at another region's host is another issuer, another spelling isn't", () => {
  const moved = ["breaking", "authorizer-issuer-changed", "cognito-idp.us-east-1.amazonaws.com"];
  expect(said(at("eu-west-1"), at("us-east-1"))).toEqual([moved]);
  expect(said(ENDPOINT, at("us-east-1"))).toEqual([moved]);
  expect(said(ENDPOINT, at("eu-west-1"))).toEqual([]);
});
