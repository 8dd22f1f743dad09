import type { AuthorizerConfig } from "../../../posture/claims";
import { bundleAuthorizer, type AuthorizerBundle } from "../../../tools/bench/authorizer-bundle";
import { AUDIENCE, AUDIENCE_ISSUER, CLAIMS } from "./corpus/claims";
import { ENCODINGS } from "./corpus/encodings";
import { HEADERS } from "./corpus/headers";
import type { World } from "./corpus/hostile";
import { startJwksServer, type JwksServer } from "./support/jwks-server";
import { startLambda, type Lambda } from "./support/lambda";
import { claims, CLIENT, event, header, ISSUER, jwk, rsa, signText, token } from "./support/tokens";

const CORPUS = [...HEADERS, ...CLAIMS, ...ENCODINGS];

let bundle: AuthorizerBundle;
let server: JwksServer;
let lambda: Lambda;
let world: World;

beforeAll(async () => {
  bundle = bundleAuthorizer();
  server = await startJwksServer();
  world = { real: rsa(), foreign: rsa(), trap: `${server.origin}/trap` };
  server.serve("/keys", { keys: [jwk(world.real.publicKey)] });
  server.serve("/trap", { keys: [jwk(world.foreign.publicKey)] });
  const jwksUri = `${server.origin}/keys`;
  const config: AuthorizerConfig = {
    allowHttpLoopback: true,
    issuers: [
      {
        issuer: ISSUER,
        jwksUri,
        clientIds: [CLIENT],
        tokenUse: "access",
        scopes: ["items/read"],
        groups: ["user"],
        clockToleranceSeconds: 0,
      },
      { issuer: AUDIENCE_ISSUER, jwksUri, audience: [AUDIENCE], clockToleranceSeconds: 0 },
    ],
  };
  lambda = await startLambda(bundle.file, JSON.stringify(config));
});

afterAll(async () => {
  await lambda.stop();
  await server.stop();
  bundle.remove();
});

/** The good token gets in: without this a handler that denies everything would pass. */
async function expectGoodTokenIn(): Promise<void> {
  const { answer } = await lambda.call(event(token(world.real.privateKey)));
  expect(answer).toEqual({
    isAuthorized: true,
    context: { userId: "user-1", roles: "user", scopes: "items/read items/write" },
  });
}

test("the corpus has at least 60 calls, each with a name of its own", () => {
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  expect(CORPUS.length).toBeGreaterThanOrEqual(60);
});

describe("controls: what is good gets in", () => {
  const controls: readonly [string, (world: World) => unknown][] = [
    ["a good token", ({ real }) => event(token(real.privateKey))],
    ["typ JWT", ({ real }) => event(token(real.privateKey, claims(), header({ typ: "JWT" })))],
    [
      "typ at+jwt without token_use",
      ({ real }) => event(token(real.privateKey, claims({ token_use: undefined }), header({ typ: "at+jwt" }))),
    ],
    [
      "x5t and jku beside a key of the issuer are ignored",
      ({ real, trap }) => event(token(real.privateKey, claims(), header({ jku: trap, x5t: "x" }))),
    ],
    ["lower-case bearer", ({ real }) => event("", { headers: { authorization: `bearer ${token(real.privateKey)}` } })],
    ["bare token", ({ real }) => event("", { headers: { authorization: token(real.privateKey) } })],
    [
      "header name in another case",
      ({ real }) => event("", { headers: { AUTHORIZATION: `Bearer ${token(real.privateKey)}` } }),
    ],
    [
      "audience of several",
      ({ real }) => event(token(real.privateKey, claims({ iss: AUDIENCE_ISSUER, aud: ["x", AUDIENCE] }))),
    ],
    [
      "scopes of scp as array",
      ({ real }) => event(token(real.privateKey, claims({ scope: undefined, scp: ["items/read"] }))),
    ],
    [
      "exp in two seconds",
      ({ real }) => event(token(real.privateKey, claims({ exp: Math.floor(Date.now() / 1000) + 2 }))),
    ],
    [
      "JSON with blanks and escapes",
      ({ real }) =>
        event(
          signText(JSON.stringify(header(), null, 2), JSON.stringify(claims({ x: '":\\"' }), null, 2), real.privateKey),
        ),
    ],
    [
      "letters beyond ASCII in a claim that isn't used",
      ({ real }) => event(token(real.privateKey, claims({ name: "Zoë 🦊" }))),
    ],
    ["15,000 characters", ({ real }) => event(token(real.privateKey, claims({ x: "x".repeat(10_500) })))],
  ];
  test.each(controls)("%s", async (_, make) => {
    expect(await lambda.call(make(world))).toMatchObject({ answer: { isAuthorized: true } });
  });
});

describe("hostile calls are denied, without an error, with less than a second's work", () => {
  test.each(CORPUS.map((hostile, index) => [hostile.name, { hostile, index }] as const))(
    "%s",
    async (_, { hostile, index }) => {
      const made = hostile.make(world);
      const requestId = `hostile-${index}`;
      const call = typeof made === "string" ? event(made) : made;
      const outcome = await lambda.call({ ...call, requestContext: { requestId } });
      expect(outcome.thrown).toBeUndefined();
      expect(outcome.answer).toEqual({ isAuthorized: false });
      expect(outcome.milliseconds).toBeLessThan(1000);
      expect((await lambda.logged(requestId)).map((line) => line.reason)).toEqual([hostile.reason]);
      if (index % 10 === 0) await expectGoodTokenIn();
    },
  );

  test("events that are no events are denied too", async () => {
    for (const broken of [null, {}, [], "event", 1, { headers: { authorization: 1 } }, { headers: "authorization" }]) {
      expect(await lambda.call(broken)).toMatchObject({ answer: { isAuthorized: false } });
    }
    await expectGoodTokenIn();
  });
});

test("afterwards: nobody asked the attacker's server, keys were fetched at most twice, nothing of a token was logged", async () => {
  await expectGoodTokenIn();
  expect(server.requests("/trap")).toBe(0);
  // Once cold, once for the first unknown kid; the others fell into the pause, unless the run took longer than it.
  expect(server.requests("/keys")).toBeGreaterThanOrEqual(2);
  expect(server.requests("/keys")).toBeLessThanOrEqual(4);
  const known = ["level", "message", "reason", "claim", "detail", "requestId", "route"];
  const lines = lambda.output().split("\n").filter(Boolean);
  expect(lines.length).toBeGreaterThan(CORPUS.length);
  for (const line of lines) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line) as object)));
    expect(line).not.toMatch(/eyJ|user-1|client-one|Bearer/);
  }
});
