import * as fc from "fast-check";
import { createAuthorizer } from "../../../../../functions/authorizer/authorizer";
import { readConfig } from "../../../../../posture/claims";
import { JWKS, NOW, token } from "../../../explain/support";
import { CONFIG, FINE, TRUSTED, asked } from "./support";

type Json = Record<string, unknown>;

/** The values that a field is given in turn; the first one is what a good token, or a plain configuration, has. */
const CLAIMS: Readonly<Record<string, readonly unknown[]>> = {
  iss: [TRUSTED, TRUSTED.slice(0, -1), "https://other.example", undefined, 7],
  client_id: ["web", "other", undefined, ["web"]],
  aud: [undefined, "web", "api", ["x", "api"], [], "https://api.example.com"],
  token_use: ["access", "id", undefined, "refresh"],
  exp: [NOW + 60, NOW - 60, NOW - 4, NOW, undefined, "tomorrow"],
  nbf: [undefined, NOW - 60, NOW + 4, NOW + 60, "now"],
  iat: [NOW - 60, NOW + 4, NOW + 60, undefined],
  scope: ["openid notes/read", "notes/read", "", undefined, "notes/reads", ["notes/read"], "notes/write"],
  scp: [undefined, ["notes/read"], "notes/read"],
  "cognito:groups": [undefined, ["admin"], ["user", "admin"], "admin", "admin,user", [], ["administrators"]],
};
const HEADER: Readonly<Record<string, readonly unknown[]>> = {
  alg: ["RS256", "none", "HS256"],
  kid: ["k1", "k2", undefined, ""],
  typ: [undefined, "JWT", "at+jwt", "application/at+jwt", "logout+jwt", 3],
  crit: [undefined, ["x"]],
};
const ISSUER: Readonly<Record<string, readonly unknown[]>> = {
  clientIds: [["web"], undefined],
  audience: [undefined, ["api"], ["api", "web"]],
  resources: [undefined, ["api"], ["web", "https://api.example.com"]],
  tokenUse: [undefined, "access", "id"],
  scopes: [["notes/read"], undefined, ["notes/read", "notes/write"]],
  groups: [undefined, ["admin"]],
  clockToleranceSeconds: [undefined, 0, 120],
  claims: [undefined, { groups: "roles", scopes: "scp" }],
};

/** Mostly the good value, so that something gets past the first check. */
function some(fields: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<Json> {
  return fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, [good, ...others]]) => [
        name,
        fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...others) }),
      ]),
    ),
  ) as fc.Arbitrary<Json>;
}

const keys = new TextEncoder().encode(JSON.stringify(JWKS));

async function answer(config: string, routeKey: string, text: string): Promise<boolean> {
  const authorize = createAuthorizer(readConfig(config), { read: () => Promise.resolve(keys), log: () => undefined });
  const said = await authorize({ headers: { authorization: `Bearer ${text}` }, routeKey } as never);
  return "isAuthorized" in said && said.isAuthorized;
}

beforeAll(
  () => void jest.useFakeTimers({ now: NOW * 1000, doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] }),
);
afterAll(() => void jest.useRealTimers());

test("what is predicted of the bundled function is what it does", async () => {
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(
      some(CLAIMS),
      some(HEADER),
      some(ISSUER),
      fc.constantFrom("GET /notes", "GET /staff"),
      async (claims, header, issuer, routeKey) => {
        fc.pre(issuer["clientIds"] !== undefined || issuer["audience"] !== undefined);
        // Refused by the configuration's reader.
        fc.pre(
          issuer["resources"] === undefined || (issuer["clientIds"] !== undefined && issuer["audience"] === undefined),
        );
        const config = JSON.stringify({ issuers: [{ ...CONFIG.issuers[0], ...issuer }] });
        const text = token({ ...FINE, ...claims }, header);
        const real = await answer(config, routeKey, text);
        const said = asked(text, routeKey, { config });
        if (real) allowed += 1;
        expect({ outcome: said.outcome, why: said.summary }).toMatchObject({ outcome: real ? "passes" : "refused" });
        if (!real) expect(said.status).toBe(403);
      },
    ),
    { numRuns: 700 },
  );
  expect(allowed).toBeGreaterThan(50);
});
