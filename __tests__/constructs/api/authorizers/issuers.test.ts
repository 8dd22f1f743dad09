import { Lazy } from "cdktf";
import { issuers } from "../../../../constructs";
import { resource } from "../../../support/terraform-json";
import { expectRefusal } from "../../../support/expect-error";
import { api } from "../secured";

describe("the issuer of each preset, to the letter", () => {
  const audience = ["https://api.example.com"] as const;
  test.each([
    [
      "cognito",
      issuers.cognito({ poolId: "eu-central-1_AbCdEfGhI", clientIds: ["one", "two"] }),
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
    ],
    [
      "cognito in China",
      issuers.cognito({ poolId: "cn-north-1_AbCdEfGhI", clientIds: ["one"] }),
      "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI",
    ],
    [
      "cognito, of a replica",
      issuers.cognito({ poolId: "us-east-1_AbCdEfGhI", clientIds: ["one"], replicaRegion: "us-west-2" }),
      "https://cognito-idp.us-west-2.amazonaws.com/us-east-1_AbCdEfGhI",
    ],
    ["auth0", issuers.auth0({ domain: "acme.eu.auth0.com", audience }), "https://acme.eu.auth0.com/"],
    ["okta", issuers.okta({ domain: "acme.okta.com", audience }), "https://acme.okta.com/oauth2/default"],
    [
      "okta, another server",
      issuers.okta({ domain: "acme.okta.com", authorizationServerId: "aus1", audience }),
      "https://acme.okta.com/oauth2/aus1",
    ],
    ["firebase", issuers.firebase("notes-1a2b3"), "https://securetoken.google.com/notes-1a2b3"],
    ["google", issuers.google({ clientIds: ["1.apps.googleusercontent.com"] }), "https://accounts.google.com"],
    [
      "generic",
      issuers.generic({ issuer: "https://id.example.com/realms/a/", audience }),
      "https://id.example.com/realms/a/",
    ],
  ])("%s", (_, { issuer }, expected) => expect(issuer).toBe(expected));

  test("Firebase's audience is the project", () =>
    expect(issuers.firebase("notes-1a2b3").audience).toEqual(["notes-1a2b3"]));

  test("the keys are where the issuer keeps them", () => {
    expect(issuers.auth0({ domain: "acme.eu.auth0.com", audience }).jwksUri).toBe(
      "https://acme.eu.auth0.com/.well-known/jwks.json",
    );
    expect(issuers.okta({ domain: "acme.okta.com", audience }).jwksUri).toBe(
      "https://acme.okta.com/oauth2/default/v1/keys",
    );
  });
});

test.each([
  ["http://id.example.com"],
  ["id.example.com"],
  ["https://id.example.com?tenant=a"],
  ["https://id.example.com/#a"],
  ["https://user@id.example.com"],
  [" https://id.example.com"],
  ["https://*.example.com"],
])("%s can't be an issuer", (issuer) =>
  expectRefusal(() => issuers.generic({ issuer, audience: ["a"] }), "issuer-shape", issuer),
);

test("a replica of a pool that only Terraform knows", () => {
  const poolId = Lazy.stringValue({ produce: () => "known later" });
  expect(issuers.cognito({ poolId, clientIds: ["one"], replicaRegion: "cn-north-1" }).issuer).toBe(
    `https://cognito-idp.cn-north-1.amazonaws.com.cn/${poolId}`,
  );
});

test("an UPDATED issuer names no replica's region", () => {
  const pool = { poolId: "us-east-1_AbCdEfGhI", clientIds: ["one"], issuerType: "UPDATED" } as const;
  expectRefusal(() => issuers.cognito({ ...pool, replicaRegion: "us-west-2" }), "issuer-shape", "issuers.cognito");
});

test("an issuer that only Terraform knows passes", () => {
  const issuer = Lazy.stringValue({ produce: () => "http://not-yet-known" });
  expect(issuers.generic({ issuer, audience: ["a"] }).issuer).toBe(issuer);
});

test.each(["https://acme.eu.auth0.com", "acme.eu.auth0.com/", ""])("%s is not a domain", (domain) => {
  expectRefusal(() => issuers.auth0({ domain, audience: ["a"] }), "issuer-shape", "acme.eu.auth0.com");
});

test("several issuers on one API, each with its audiences, scopes and place of the token", () => {
  const json = api({
    jwtAuthorizers: {
      partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["https://api.example.com", "https://b"] }),
      app: { ...issuers.firebase("notes-1a2b3"), identitySource: "$request.querystring.token" },
    },
    routes: {
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
      "GET /app": { authorizer: "app", authenticated: "Firebase knows no scopes", target: "items" },
    },
  });
  expect(resource(json, "aws_apigatewayv2_authorizer.partner")).toMatchObject({
    authorizer_type: "JWT",
    name: "partner",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { issuer: "https://acme.eu.auth0.com/", audience: ["https://api.example.com", "https://b"] },
  });
  expect(resource(json, "aws_apigatewayv2_authorizer.app")).toMatchObject({
    identity_sources: ["$request.querystring.token"],
  });
  expect(resource(json, "aws_apigatewayv2_route.get_partner")).toMatchObject({
    authorization_type: "JWT",
    authorizer_id: "${aws_apigatewayv2_authorizer.partner.id}",
    authorization_scopes: ["items:read"],
  });
  expect(resource(json, "aws_apigatewayv2_route.get_app")).toMatchObject({
    authorization_type: "JWT",
    authorizer_id: "${aws_apigatewayv2_authorizer.app.id}",
  });
  expect(resource(json, "aws_apigatewayv2_route.get_app")).not.toHaveProperty("authorization_scopes");
  expect(resource(json, "aws_apigatewayv2_route.get_items")).toMatchObject({
    authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
  });
});

test("clients that are managed elsewhere join the own pool's audience", () => {
  const json = api({
    clientIds: ["legacyclient"],
    identitySource: "$request.header.X-Token",
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
  });
  expect(resource(json, "aws_apigatewayv2_authorizer.jwt")).toMatchObject({
    identity_sources: ["$request.header.X-Token"],
    jwt_configuration: { audience: ["${aws_cognito_user_pool_client.web.id}", "legacyclient"] },
  });
});
