import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import type { Jwks } from "aws-jwt-verify/jwk";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { decomposeUnverifiedJwt } from "aws-jwt-verify/jwt";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import fc from "fast-check";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import type { AuthorizerConfig } from "../../../posture/claims";
import { readConfig } from "../../../posture/claims";
import { claims, CLIENT, event, header, ISSUER, jwk, rsa, seconds, signText } from "./support/tokens";

/**
 * The authorizer against the library's own verifier: both decide on the same signed tokens. The clock stands still, and
 * no time lies where the two differ on purpose (see checkTimes).
 */
const TOLERANCE = 30;
const AUDIENCE = "api";
const key = rsa();
const other = rsa();
const jwks = {
  keys: [jwk(key.publicKey), jwk(key.publicKey, { kid: "any-alg", alg: undefined })].map(
    (entry) => JSON.parse(JSON.stringify(entry)) as object,
  ),
};
const issuer = { issuer: ISSUER, clientIds: [CLIENT], audience: [AUDIENCE], tokenUse: "access" as const };
const config: AuthorizerConfig = { issuers: [{ ...issuer, clockToleranceSeconds: TOLERANCE }] };

const authorize = createAuthorizer(readConfig(JSON.stringify(config)), {
  read: async () => Buffer.from(JSON.stringify(jwks)),
  log: () => undefined,
});
const verifier = JwtVerifier.create({
  issuer: ISSUER,
  jwksUri: `${ISSUER}/keys`,
  audience: AUDIENCE,
  graceSeconds: TOLERANCE,
  customJwtCheck: ({ payload }: { payload: JwtPayload }) =>
    validateCognitoJwtFields(payload, { tokenUse: "access", clientId: CLIENT }),
});
verifier.cacheJwks(jwks as unknown as Jwks);

async function letIn(token: string): Promise<boolean> {
  const answer = await authorize(event(token) as unknown as APIGatewayRequestAuthorizerEventV2);
  return (answer as { isAuthorized: boolean }).isAuthorized;
}

/**
 * What the library says, and the three demands it doesn't make: an `exp`, an `iat` that is past, and an algorithm of RSA. Where the key names none, it
 * verifies by the hash that ES256 names.
 */
function libraryLetsIn(token: string): boolean {
  try {
    const { exp, iat } = verifier.verifySync(token);
    if (!decomposeUnverifiedJwt(token).header.alg?.startsWith("RS")) return false;
    return exp !== undefined && (iat === undefined || iat <= seconds() + TOLERANCE);
  } catch {
    return false;
  }
}

beforeAll(() => void jest.spyOn(Date, "now").mockReturnValue(Date.parse("2026-01-01T00:00:00Z")));
afterAll(() => jest.restoreAllMocks());

/** Mostly what is right, so that a token with one fault is common. */
const mostly = <T>(right: T, ...wrong: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
const offset = (...values: readonly number[]) => fc.constantFrom(...values, undefined);
const at = (change: number | undefined) => (change === undefined ? undefined : seconds() + change);

const faults = fc.record({
  iss: mostly(ISSUER, `${ISSUER}/`, ISSUER.toUpperCase(), "", undefined, null, [ISSUER]),
  aud: fc.oneof(
    mostly(AUDIENCE, "web", "", undefined, null, 1),
    fc.subarray([AUDIENCE, "web", "other"]),
    fc.constant([AUDIENCE, 1]),
  ),
  client_id: mostly(CLIENT, "client-two", "", undefined, null, [CLIENT], `${CLIENT} `),
  token_use: mostly("access", "id", "Access", "", undefined, null, ["access"]),
  scope: mostly("items/read", undefined, 1, null),
  sub: mostly("user-1", undefined, 1, null),
});
const times = fc.record({
  exp: fc.oneof({ weight: 4, arbitrary: fc.constant(600) }, offset(-600, -TOLERANCE - 1, -TOLERANCE + 1, 1)),
  nbf: offset(-600, 0, TOLERANCE, TOLERANCE + 1),
  iat: offset(-600, 0, TOLERANCE, TOLERANCE + 1),
});
const signing = fc.record({
  alg: mostly("RS256", "RS384", "RS512", "none", "HS256", "PS256", "ES256", undefined, 1),
  kid: mostly("key-1", "any-alg", "key-9", "", undefined, 1),
  hash: mostly("RSA-SHA256", "RSA-SHA384", "RSA-SHA512"),
  signer: mostly("key", "other"),
});

test("what gets in is what the library's verifier accepts", async () => {
  const seen = { in: 0, out: 0 };
  await fc.assert(
    fc.asyncProperty(faults, times, signing, async (fault, time, { alg, kid, hash, signer }) => {
      const payload = claims({ ...fault, exp: at(time.exp), nbf: at(time.nbf), iat: at(time.iat) });
      const { privateKey } = signer === "key" ? key : other;
      const text = signText(
        JSON.stringify(header({ alg, kid })),
        JSON.stringify(payload),
        privateKey,
        hash as "RSA-SHA256",
      );
      const result = await letIn(text);
      expect(result).toBe(libraryLetsIn(text));
      seen[result ? "in" : "out"]++;
    }),
    { numRuns: 1500 },
  );
  // Neither side of the comparison is empty.
  expect(seen.in).toBeGreaterThan(50);
  expect(seen.out).toBeGreaterThan(50);
});

test.each(["RS256", "RS384", "RS512"])("a key that names no algorithm takes %s, as the library does", async (alg) => {
  const head = JSON.stringify(header({ alg, kid: "any-alg" }));
  const body = JSON.stringify(claims({ aud: AUDIENCE }));
  const text = signText(head, body, key.privateKey, `RSA-SHA${alg.slice(2)}`);
  expect([await letIn(text), libraryLetsIn(text)]).toEqual([true, true]);
});

test.each(["ES256", "PS256", "none"])(
  "a key that names no algorithm doesn't take %s, whatever the library does",
  async (alg) => {
    const body = JSON.stringify(claims({ aud: AUDIENCE }));
    expect(
      await letIn(signText(JSON.stringify(header({ alg, kid: "any-alg" })), body, key.privateKey, "RSA-SHA256")),
    ).toBe(false);
  },
);

test("a key that names its algorithm takes no other, as the library does", async () => {
  const body = JSON.stringify(claims({ aud: AUDIENCE }));
  const text = signText(JSON.stringify(header({ alg: "RS384" })), body, key.privateKey, "RSA-SHA384");
  expect([await letIn(text), libraryLetsIn(text)]).toEqual([false, false]);
});

test("what only the library accepts is kept out: other spellings, members twice, other kinds of token", async () => {
  const body = JSON.stringify(claims({ aud: AUDIENCE }));
  const head = JSON.stringify(header());
  const texts = [
    signText(head, body.replace("{", '{"sub":"user-2",'), key.privateKey),
    signText(JSON.stringify(header({ typ: "logout+jwt" })), body, key.privateKey),
    signText(JSON.stringify(header({ crit: ["exp"] })), body, key.privateKey),
    `${signText(head, body, key.privateKey)}==`,
  ];
  for (const text of texts) expect([await letIn(text), libraryLetsIn(text)]).toEqual([false, true]);
});
