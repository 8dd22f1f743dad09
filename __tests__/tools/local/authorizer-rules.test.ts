import { judge, rulesOf } from "../../../tools/local/authorizer-rules";
import { AUTHORIZER_CONFIG, ISSUER, posture, token } from "./support";

const verdict = (claims: object, change: object = {}, routeKey = "GET /profile") => {
  const issuers = AUTHORIZER_CONFIG.issuers.map((issuer) => ({ ...issuer, ...change }));
  return judge({ function: "f", issuers }, routeKey, token({ client_id: "web", ...claims }), posture().keys).allowed;
};

test.each([
  ["a good token", {}, {}, "GET /profile", true],
  ["another client", { client_id: "other" }, {}, "GET /profile", false],
  ["an ID token", { client_id: undefined, aud: "web", token_use: "id" }, {}, "GET /profile", false],
  [
    "an ID token where they are wanted",
    { client_id: undefined, aud: "web", token_use: "id" },
    { tokenUse: "id" },
    "GET /profile",
    true,
  ],
  ["a token that doesn't say what it is", { token_use: undefined }, {}, "GET /profile", true],
  ["the same where access tokens are wanted", { token_use: undefined }, { tokenUse: "access" }, "GET /profile", false],
  ["no group where one is wanted", {}, {}, "GET /staff", false],
  ["another group", { "cognito:groups": ["user"] }, {}, "GET /staff", false],
  ["the group", { "cognito:groups": ["user", "admin"] }, {}, "GET /staff", true],
  ["a group of the claim's own name", { roles: "admin" }, { claims: { groups: "roles" } }, "GET /staff", true],
  ["no scope where every route wants one", {}, { scopes: ["a"] }, "GET /profile", false],
  ["one of the scopes", { scope: "b a" }, { scopes: ["a", "c"] }, "GET /profile", true],
  ["an audience", { aud: ["x", "y"] }, { audience: ["y"], clientIds: undefined }, "GET /profile", true],
  ["another audience", { aud: "x" }, { audience: ["y"], clientIds: undefined }, "GET /profile", false],
  ["expired", { exp: 1 }, {}, "GET /profile", false],
  ["another issuer", { iss: `${ISSUER}/` }, {}, "GET /profile", false],
] as const)("%s", (_name, claims, change, key, allowed) => {
  expect(verdict(claims, change, key)).toBe(allowed);
});

test("rules are read from the function's environment", () => {
  const [route] = posture().model.routes.filter((one) => one.address.endsWith("get_staff"));
  expect(route && rulesOf(route)).toEqual({ function: "aws_lambda_function.staff", ...AUTHORIZER_CONFIG });
});

test.each([
  ["no configuration", undefined, /rules of its own/],
  ["no JSON", "{", /not JSON/],
  ["no object", "[]", /not JSON/],
])("%s: it is said why they can't be read", (_name, config, why) => {
  const stack = config === undefined ? posture(null) : posture(config);
  const route = stack.model.routes.find((one) => one.address.endsWith("get_staff"));
  const rules = route && rulesOf(route);
  expect(rules && "unreadable" in rules ? rules.unreadable : rules).toMatch(why);
});
