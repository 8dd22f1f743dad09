import { readConfig } from "../../../posture/claims/read-config";

const issuer = { issuer: "https://issuer.example.com/pool", clientIds: ["client-one"] };
const read = (config: unknown) => readConfig(JSON.stringify(config));

test("defaults", () => {
  const settings = read({ issuers: [issuer] });
  expect(settings).toMatchObject({ answer: "simple", identity: { header: "authorization" } });
  expect(settings.issuers.get(issuer.issuer)).toEqual({
    issuer: issuer.issuer,
    jwksUri: "https://issuer.example.com/pool/.well-known/jwks.json",
    clientIds: new Set(["client-one"]),
    resources: new Set(),
    required: {},
    routes: new Map(),
    clockToleranceSeconds: 5,
    claims: { user: "sub", tenant: "tenant_id", groups: "cognito:groups" },
  });
});

test("resources go with clientIds alone: audience says by itself what aud has to be", () => {
  const resources = ["https://api.example.com"];
  expect(read({ issuers: [{ ...issuer, resources }] }).issuers.get(issuer.issuer)?.resources).toEqual(
    new Set(resources),
  );
  for (const wrong of [
    { ...issuer, audience: ["api"] },
    { issuer: issuer.issuer, audience: ["api"] },
  ])
    expect(() => read({ issuers: [{ ...wrong, resources }] })).toThrow("issuers[0].resources");
});

test("everything given", () => {
  const full = {
    ...issuer,
    issuer: "accounts.example.com",
    jwksUri: "https://keys.example.com/certs",
    audience: ["api"],
    tokenUse: "id",
    scopes: ["a"],
    groups: ["b"],
    routes: { "GET /items": { scopes: ["c"] }, $default: { groups: ["d"] } },
    clockToleranceSeconds: 0,
    claims: { user: "u", tenant: "t", groups: "g", scopes: "s" },
  };
  const settings = read({ issuers: [full], answer: "policy", identity: { header: "X-Token" } });
  expect(settings).toMatchObject({ answer: "policy", identity: { header: "x-token" } });
  expect(settings.issuers.get("accounts.example.com")).toMatchObject({
    jwksUri: "https://keys.example.com/certs",
    audience: new Set(["api"]),
    tokenUse: "id",
    required: { scopes: new Set(["a"]), groups: new Set(["b"]) },
    routes: new Map([
      ["GET /items", { scopes: new Set(["c"]) }],
      ["$default", { groups: new Set(["d"]) }],
    ]),
    clockToleranceSeconds: 0,
    claims: full.claims,
  });
});

test("a slash at the end of the issuer is kept in the issuer and not doubled in the address of the keys", () => {
  const settings = read({ issuers: [{ ...issuer, issuer: "https://tenant.example.com/" }] });
  expect(settings.issuers.get("https://tenant.example.com/")?.jwksUri).toBe(
    "https://tenant.example.com/.well-known/jwks.json",
  );
});

test.each(["http://127.0.0.1:8080/keys", "http://localhost/keys", "http://[::1]:1/keys", "http://127.9.9.9/keys"])(
  "%s needs allowHttpLoopback",
  (jwksUri) => {
    expect(read({ allowHttpLoopback: true, issuers: [{ ...issuer, jwksUri }] }).issuers.size).toBe(1);
    expect(() => read({ issuers: [{ ...issuer, jwksUri }] })).toThrow("allowHttpLoopback: true");
  },
);

const wrong: readonly [string, unknown, string][] = [
  ["no object", [], "AUTHORIZER_CONFIG is []. Expected an object."],
  ["no issuers", {}, "AUTHORIZER_CONFIG.issuers is nothing. Expected a list of one or more objects."],
  ["issuers empty", { issuers: [] }, "AUTHORIZER_CONFIG.issuers is []."],
  ["an issuer twice", { issuers: [issuer, issuer] }, "AUTHORIZER_CONFIG.issuers[1].issuer is"],
  [
    "an unknown name",
    { issuers: [{ ...issuer, scope: ["a"] }] },
    "AUTHORIZER_CONFIG.issuers[0].scope is unknown. Expected one of: issuer, jwksUri, audience, clientIds, tokenUse, scopes",
  ],
  ["an unknown name at the top", { issuers: [issuer], issuer: "x" }, "AUTHORIZER_CONFIG.issuer is unknown."],
  ["neither audience nor clients", { issuers: [{ issuer: issuer.issuer }] }, "any token of the issuer would do"],
  ["an empty audience", { issuers: [{ ...issuer, audience: [] }] }, "issuers[0].audience is []"],
  ["scopes as text", { issuers: [{ ...issuer, scopes: "a b" }] }, 'issuers[0].scopes is "a b". Expected a list'],
  ["an empty scope", { issuers: [{ ...issuer, scopes: [""] }] }, "issuers[0].scopes is"],
  ["no issuer", { issuers: [{ clientIds: ["a"] }] }, "issuers[0].issuer is nothing. Expected the exact `iss`"],
  [
    "an issuer that is no URL, without jwksUri",
    { issuers: [{ ...issuer, issuer: "accounts.example.com" }] },
    "Expected the URL of the keys",
  ],
  ["http keys", { issuers: [{ ...issuer, jwksUri: "http://keys.example.com" }] }, "Expected an https URL."],
  [
    "http keys of a host that looks local",
    { allowHttpLoopback: true, issuers: [{ ...issuer, jwksUri: "http://127.0.0.1.example.com" }] },
    "Expected an https URL.",
  ],
  [
    "file keys",
    { allowHttpLoopback: true, issuers: [{ ...issuer, jwksUri: "file:///keys" }] },
    "Expected an https URL.",
  ],
  [
    "keys with a password",
    { issuers: [{ ...issuer, jwksUri: "https://a:b@keys.example.com" }] },
    "without user, password",
  ],
  ["keys with a user", { issuers: [{ ...issuer, jwksUri: "https://a@keys.example.com" }] }, "without user, password"],
  ["keys with a fragment", { issuers: [{ ...issuer, jwksUri: "https://keys.example.com/#a" }] }, "and fragment"],
  ["keys that are no URL", { issuers: [{ ...issuer, jwksUri: "keys" }] }, "Expected an https URL."],
  [
    "an issuer of another protocol, without jwksUri",
    { issuers: [{ ...issuer, issuer: "http://issuer.example.com" }] },
    "Expected an https URL.",
  ],
  ["a token use that isn't", { issuers: [{ ...issuer, tokenUse: "refresh" }] }, 'Expected "access" or "id".'],
  ["an answer that isn't", { issuers: [issuer], answer: "iam" }, 'Expected "simple" or "policy".'],
  [
    "two identity sources",
    { issuers: [issuer], identity: { header: "a", query: "b" } },
    "either { header: NAME } or { query: NAME }",
  ],
  ["no identity source", { issuers: [issuer], identity: {} }, "either { header: NAME } or { query: NAME }"],
  [
    "a tolerance too large",
    { issuers: [{ ...issuer, clockToleranceSeconds: 3600 }] },
    "Expected a whole number from 0 to 300.",
  ],
  ["a tolerance as text", { issuers: [{ ...issuer, clockToleranceSeconds: "5" }] }, "Expected a whole number"],
  [
    "a route without method",
    { issuers: [{ ...issuer, routes: { "/items": { scopes: ["a"] } } }] },
    "under a route key such as `GET /items`",
  ],
  [
    "a route that demands nothing",
    { issuers: [{ ...issuer, routes: { "GET /items": {} } }] },
    "Expected scopes or groups.",
  ],
  [
    "a misspelt route requirement",
    { issuers: [{ ...issuer, routes: { "GET /items": { scope: ["a"] } } }] },
    "routes.GET /items.scope is unknown",
  ],
  ["a misspelt claim", { issuers: [{ ...issuer, claims: { role: "x" } }] }, "claims.role is unknown"],
];

test.each(wrong)("refuses %s and says what to write", (_, config, message) => {
  expect(() => read(config)).toThrow(message);
});

test("refuses what is not set and what is no JSON", () => {
  expect(() => readConfig(undefined)).toThrow("AUTHORIZER_CONFIG is not set");
  expect(() => readConfig("")).toThrow("AUTHORIZER_CONFIG is not set");
  expect(() => readConfig("issuers: []")).toThrow("AUTHORIZER_CONFIG is not JSON");
});
