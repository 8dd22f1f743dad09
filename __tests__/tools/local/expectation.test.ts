import * as fc from "fast-check";
import type { AppliedRoute } from "../../../tools/local/applied";
import { expect as expectation, scopesOf } from "../../../tools/local/expectation";

const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
const route = (change: Partial<AppliedRoute> = {}): AppliedRoute => ({
  address: "aws_apigatewayv2_route.get_items",
  key: "GET /items",
  method: "GET",
  path: "/items",
  authorization: "JWT",
  issuer: ISSUER,
  audience: ["web", "machine"],
  scopes: ["api/read"],
  apiId: "abc",
  stage: "$default",
  cors: undefined,
  ...change,
});
const token = (claims: object): string =>
  ["{}", JSON.stringify({ iss: ISSUER, ...claims }), "x"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");
const answer = (claims: object | undefined, change: Partial<AppliedRoute> = {}) =>
  expectation(route(change), { name: "x", ...(claims === undefined ? {} : { token: token(claims) }) }).answer;

test.each([
  ["no token", undefined, {}, 401],
  ["the scope", { client_id: "web", scope: "openid api/read" }, {}, "function"],
  ["another scope", { client_id: "web", scope: "api/write" }, {}, 403],
  ["a longer scope", { client_id: "web", scope: "api/readall" }, {}, 403],
  ["scp instead of scope", { client_id: "web", scp: ["api/read"] }, {}, "function"],
  ["an unknown client", { client_id: "other", scope: "api/read" }, {}, 401],
  ["aud is looked at first", { aud: "other", client_id: "web", scope: "api/read" }, {}, 401],
  ["an ID token at a scoped route", { aud: "web" }, {}, 403],
  ["an ID token at an unscoped route", { aud: "web" }, { scopes: [] }, "function"],
  ["another issuer", { iss: `${ISSUER}/`, client_id: "web", scope: "api/read" }, {}, 401],
  ["a public route without a token", undefined, { authorization: "NONE" }, "function"],
  ["an IAM route without a signature", undefined, { authorization: "AWS_IAM" }, 403],
  ["a Lambda authorizer without a token", undefined, { authorization: "CUSTOM" }, 401],
] as const)("%s", (_name, claims, change, expected) => {
  expect(answer(claims, change)).toBe(expected);
});

test("what the emulator can't judge is not asserted", () => {
  for (const authorization of ["AWS_IAM", "CUSTOM"])
    expect(expectation(route({ authorization }), { name: "x", token: token({}) }).unproven).toBeDefined();
});

test("an invalid token never gets through a JWT route, whatever it claims", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("api/read", "api/write")),
      fc.constantFrom("web", "other"),
      (scopes, client_id) => {
        const caller = { name: "x", token: token({ client_id, scope: scopes.join(" ") }), invalid: "expired" };
        return expectation(route(), caller).answer === 401;
      },
    ),
  );
});

test("scopes are split at spaces and gathered from scope and scp", () => {
  expect(scopesOf({ scope: " a  b", scp: "c d" })).toEqual(["a", "b", "c", "d"]);
  expect(scopesOf({})).toEqual([]);
});
