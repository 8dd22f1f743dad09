import { checkClaims, explainClaims, issuerOf, readConfig, type Subject } from "../../../posture/claims";
import { checkClaimTypes, claimOf as claimIn } from "../../../posture/claims/claim-types";
import { contextOf as told } from "../../../posture/claims/context";
import {
  groupsOf as groupsIn,
  passableGroups,
  scopeClaim,
  scopesOf as scopesIn,
} from "../../../posture/claims/granted";

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

describe("claim-types", () => {
  test.each([{ iss: 1 }, { aud: [1] }, { exp: "soon" }, { exp: 1_800_000_000_000 }, { nbf: -1 }, { scope: ["a"] }])(
    "%j is refused",
    (claims) => expect(() => checkClaimTypes(claims)).toThrow("claim_type"),
  );
  test("what is of its type passes, and nothing inherited is a claim", () => {
    expect(() => checkClaimTypes({ iss: "i", aud: ["a"], exp: 1_800_000_000, scope: "a b" })).not.toThrow();
    expect(claimIn({}, "toString")).toBeUndefined();
  });
});

describe("granted", () => {
  test("scopes are RFC 6749's, in a text or a list; anything else denies", () => {
    expect([
      scopesIn({ scope: "a b" }, undefined),
      scopesIn({ scp: ["a"] }, undefined),
      scopesIn({}, undefined),
    ]).toEqual([["a", "b"], ["a"], []]);
    for (const scope of ["a  b", "a,\tb", "[a", 'a"b', 7])
      expect(() => scopesIn({ scope }, undefined)).toThrow("claim_type");
    expect([scopeClaim({ scope: "a" }, undefined), scopeClaim({}, undefined), scopeClaim({}, "x")]).toEqual([
      "scope",
      "scp",
      "x",
    ]);
  });

  test("a group is a whole name, and one that a handler would read as two isn't passed on", () => {
    expect([groupsIn({ g: "a,b" }, "g"), groupsIn({ g: ["a"] }, "g"), groupsIn({}, "g")]).toEqual([["a,b"], ["a"], []]);
    expect(() => groupsIn({ g: [1] }, "g")).toThrow("claim_type");
    expect(passableGroups({ g: ["a", "b,c", "[d", " e", ""] }, "g")).toEqual(["a"]);
  });
});

describe("context", () => {
  const names = { user: "sub", tenant: "tenant_id", groups: "cognito:groups" };
  test("holds texts, leaves out what is absent, and denies control characters", () => {
    expect(told({ sub: "u", "cognito:groups": ["a", "b"], scope: "x y" }, names)).toEqual({
      userId: "u",
      roles: "a,b",
      scopes: "x y",
    });
    expect(() => told({ sub: "a\nb" }, names)).toThrow("claim_type");
    expect(() => told({ tenant_id: 7 }, names)).toThrow("claim_type");
  });
});
