import { checkClaims, explainClaims, issuerOf, readConfig, type Subject } from "../../../posture/claims";

const NOW = 1_800_000_000;
const ISSUER = "https://issuer.example.com/pool";
const CLAIMS = { iss: ISSUER, sub: "user-1", client_id: "one", token_use: "access", exp: NOW + 60, scope: "read" };

function subject(claims: object, config: object = {}, routeKey: unknown = "GET /items"): Subject {
  const issuers = [{ issuer: ISSUER, clientIds: ["one"], ...config }];
  const settings = readConfig(JSON.stringify({ issuers }));
  const all = { ...CLAIMS, ...claims };
  return { header: {}, claims: all, issuer: issuerOf(all, settings.issuers), routeKey, now: NOW };
}

const reasonOf = (given: Subject): unknown => {
  try {
    return checkClaims(given);
  } catch (error) {
    const { reason, claim } = error as { reason: string; claim?: string };
    return claim === undefined ? reason : `${reason} ${claim}`;
  }
};

const routes = { "POST /items": { scopes: ["write"] }, "DELETE /items": { groups: ["admin"] } };

test.each([undefined, null, "", 7, ["POST /items"], { toString: () => "POST /items" }])(
  "where routes have requirements, a call whose routeKey is %p is denied",
  (routeKey) => {
    // Written out: a default parameter would take the place of undefined.
    const missing = { ...subject({ scope: "write" }, { routes }), routeKey };
    expect(reasonOf(missing)).toBe("route_key");
    expect(reasonOf({ ...subject({}), routeKey })).toMatchObject({ userId: "user-1" });
  },
);

test.each([
  ["comma", ["admin,staff"]],
  ["bracket in front", ["[admin staff]"]],
  ["blanks around", [" admin "]],
  ["control character", ["admin\u0000"]],
  ["empty", [""]],
])("a group name with %s denies no route that asks for no group, and reaches no handler", (_, groups) => {
  const claims = { "cognito:groups": [...groups, "user"] };
  expect(reasonOf(subject(claims, { routes }))).toEqual({ userId: "user-1", roles: "user", scopes: "read" });
  expect(reasonOf(subject(claims, { groups: ["user"] }))).toMatchObject({ roles: "user" });
  expect(reasonOf(subject(claims, { routes }, "DELETE /items"))).toBe("group cognito:groups");
});

test.each([[{ admin: true }], [["admin", 1]], [null], [[["admin"]]]])(
  "groups of another type (%p) deny only where a group is asked for",
  (groups) => {
    const claims = { "cognito:groups": groups };
    expect(reasonOf(subject(claims, { routes }))).toMatchObject({ userId: "user-1" });
    expect(reasonOf(subject(claims, { routes }, "DELETE /items"))).toBe("claim_type cognito:groups");
  },
);

test("the claim and the reason are named, by the configured name of the claim", () => {
  const claims = { user: "username", tenant: "custom:tenant", groups: "roles", scopes: "permissions" };
  expect(reasonOf(subject({ "custom:tenant": 7 }, { claims }))).toBe("claim_type custom:tenant");
  expect(reasonOf(subject({}, { claims, scopes: ["x"] }))).toBe("scope permissions");
  expect(reasonOf(subject({ exp: NOW }, {}))).toMatchObject({ userId: "user-1" });
  expect(reasonOf(subject({ exp: NOW - 5 }, {}))).toBe("expired exp");
  expect(() => subject({ nbf: "x" })).toThrow(expect.objectContaining({ reason: "claim_type", claim: "nbf" }));
});

test("the explanation makes the same checks: its first denial is the one that counts", () => {
  const given = subject({ exp: NOW - 5, client_id: "two" }, { routes }, "POST /items");
  const denied = explainClaims(given).flatMap(({ check, denial }) => (denial ? [`${check}: ${denial.reason}`] : []));
  expect(denied).toEqual(["times: expired", "client: client", "route-scopes: scope"]);
  expect(reasonOf(given)).toBe("expired exp");
  expect(explainClaims(subject({})).every(({ denial }) => denial === undefined)).toBe(true);
});

test("the folder imports nothing but itself", async () => {
  const { readdirSync, readFileSync } = await import("node:fs");
  const folder = `${__dirname}/../../../posture/claims`;
  const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const imported = sources.flatMap((text) => [...text.matchAll(/(?:from|import\(|require\() ?"([^"]+)"/g)]);
  expect(imported.length).toBeGreaterThan(10);
  expect(imported.map(([, name]) => name).filter((name) => !name?.startsWith("./"))).toEqual([]);
});
