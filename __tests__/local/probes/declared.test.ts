import { allowText, declaredFor, declaredRoute } from "../../../local/probes/declared";
import type { Applied } from "../../../local/terraform/applied";
import type { Allow, DeclaredRoute } from "../../../posture/access-list";
import { ISSUER, PARTNER, route, token } from "../support";

const applied = {
  issuers: [{ issuer: ISSUER, address: "aws_cognito_user_pool.pool", poolId: "us-east-1_abc" }],
  clients: [{ id: "web", address: "aws_cognito_user_pool_client.web" }],
} as unknown as Applied;
const letIn = (allow: Allow, caller: object = {}) =>
  declaredFor({ route: "GET /", api: "api", allow } as DeclaredRoute, applied, { name: "x", ...caller } as never).letIn;
const SCOPED: Allow = {
  issuer: "aws_cognito_user_pool.pool",
  clients: ["aws_cognito_user_pool_client.web"],
  scopes: ["api/read"],
};

test("a route is found by any name of its API", () => {
  const list = { version: 1, routes: [{ route: "GET /a", api: "abc", allow: { public: "why" } }] } as never;
  expect(declaredRoute(list, route("GET /a"))).toMatchObject({ api: "abc" });
  expect(declaredRoute(list, route("GET /b"))).toBeUndefined();
  expect(declaredRoute(undefined, route("GET /a"))).toBeUndefined();
});

test.each<[string, Allow, object, boolean | undefined]>([
  ["public", { public: "why" }, {}, true],
  ["a scope that the token has", SCOPED, { token: token({ client_id: "web", scope: "api/read x" }) }, true],
  ["a scope that it lacks", SCOPED, { token: token({ client_id: "web", scope: "api/write" }) }, false],
  ["another client", SCOPED, { token: token({ client_id: "other", scope: "api/read" }) }, false],
  ["another issuer", SCOPED, { token: token({ client_id: "web", scope: "api/read" }, PARTNER) }, false],
  ["an expired token", SCOPED, { token: token({ client_id: "web", scope: "api/read", exp: 1 }) }, false],
  ["a token with a flaw", SCOPED, { token: token({ client_id: "web", scope: "api/read" }), flaw: "signature" }, false],
  ["no token", SCOPED, {}, false],
  ["a role that is named", { principals: ["caller"] } as Allow, { signer: { role: "caller" } }, true],
  ["a role that isn't", { principals: ["caller"] } as Allow, { signer: { role: "other" } }, false],
  [
    "a role that is named, wrongly signed",
    { principals: ["caller"] } as Allow,
    { signer: { role: "caller", flaw: "x" } },
    false,
  ],
  ["nobody who signs", { principals: ["caller"] } as Allow, {}, false],
  [
    "beside a distribution whose header is asked for",
    { authorizer: "staff", tokens: [{ issuer: ISSUER, clients: ["web"] }], originHeader: "x-origin" } as Allow,
    { token: token({ client_id: "web" }), direct: true },
    false,
  ],
  [
    "by that distribution",
    { authorizer: "staff", tokens: [{ issuer: ISSUER, clients: ["web"] }], originHeader: "x-origin" } as Allow,
    { token: token({ client_id: "web" }) },
    true,
  ],
  [
    "the pool by its id",
    { authorizer: "staff", tokens: [{ issuer: "us-east-1_abc", clients: ["web"] }] } as Allow,
    { token: token({ client_id: "web" }) },
    true,
  ],
  [
    "another pool's id",
    { authorizer: "staff", tokens: [{ issuer: "us-east-1_xyz", clients: ["web"] }] } as Allow,
    { token: token({ client_id: "web" }) },
    false,
  ],
  ["a function of one's own", { authorizer: "staff" } as Allow, { token: token({}) }, undefined],
])("%s", (_, allow, caller, expected) => expect(letIn(allow, caller)).toBe(expected));

test("at a private API only who comes through its endpoint gets in", () => {
  const declared = { route: "GET /", api: "api", allow: { public: "why" }, vpcEndpoints: ["vpce-1"] } as const;
  expect(declaredFor(declared, applied, { name: "x", through: "vpce-1" }).letIn).toBe(true);
  expect(declaredFor(declared, applied, { name: "x" })).toEqual({
    letIn: false,
    why: "declared public: why, through vpce-1 alone",
  });
});

test("a Lambda authorizer's tokens are held to its groups; which kind it takes isn't declared", () => {
  const tokens = [{ issuer: ISSUER, clients: ["web"] }];
  const allow = { authorizer: "staff", tokens, groups: ["admin"] } as Allow;
  const claims = { client_id: "web", "cognito:groups": ["admin"] };
  expect(letIn(allow, { token: token(claims) })).toBe(true);
  expect(letIn(allow, { token: token({ ...claims, "cognito:groups": ["user"] }) })).toBe(false);
  expect(letIn(allow, { token: token({ ...claims, token_use: "id", aud: "web" }) })).toBeUndefined();
});

test.each<[Allow, string]>([
  [{ public: "why" }, "declared public: why"],
  [{ principals: [] }, "declared for no principal"],
  [SCOPED, "declared for holders of api/read"],
  [{ authorizer: "staff", groups: ["a", "b"] } as Allow, "declared for whoever staff lets in in a or b"],
])("%j is %s", (allow, text) => expect(allowText(allow)).toBe(text));
