import { changesBetween } from "../../../posture/diff";
import { readSynth } from "../../../posture/model/read";

const WEB = "${aws_cognito_user_pool_client.web.id}";

/** A pool, its client, and one route; the client's id comes at apply. */
const stack = (audience: readonly string[], scopes: readonly string[] = ["a/b"]) =>
  readSynth({
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_cognito_user_pool: { users: { name: "users" } },
      aws_cognito_user_pool_client: { web: { name: "web", user_pool_id: "${aws_cognito_user_pool.users.id}" } },
      aws_apigatewayv2_authorizer: {
        jwt: {
          ...{ api_id: "${aws_apigatewayv2_api.api.id}", name: "jwt", authorizer_type: "JWT" },
          identity_sources: ["$request.header.Authorization"],
          jwt_configuration: { issuer: "https://${aws_cognito_user_pool.users.endpoint}", audience },
        },
      },
      aws_apigatewayv2_route: {
        get: {
          ...{ api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /x", target: "integrations/x" },
          ...{ authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}" },
          authorization_scopes: scopes,
        },
      },
    },
  });
const said = (before: ReturnType<typeof stack>, after: ReturnType<typeof stack>) =>
  changesBetween(before, after).map(({ kind, code }) => `${kind} ${code}`);

test.each([
  { title: "a client in the place of an id", before: ["abc123"], after: [WEB] },
  { title: "an id in the place of a client", before: [WEB], after: ["abc123"] },
])("of $title nothing is told but that they may be the same", ({ before, after }) => {
  expect(changesBetween(stack(before), stack(after)).map(({ summary }) => summary)).toEqual([
    "The audience of the authorizer jwt may have changed: whether aws_cognito_user_pool_client.web is abc123 isn't known.",
  ]);
});

test("a scope that is no longer demanded is told beside it", () => {
  expect(said(stack([WEB]), stack(["abc123"], []))).toEqual([
    "broadened route-scopes-no-longer-required",
    "unknown authorizer-unknown",
  ]);
});

test("where the client stays, an id beside it is another's, and so is an address in its place", () => {
  expect(said(stack([WEB]), stack([WEB, "abc123"]))).toEqual(["broadened authorizer-audience-added"]);
  expect(said(stack([WEB]), stack(["https://api.example.com"]))).toEqual([
    "broadened authorizer-audience-added",
    "narrowed authorizer-audience-removed",
  ]);
});
