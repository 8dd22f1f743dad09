import { createHash } from "node:crypto";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import type { handler as ApiKeyHandler } from "../../functions/api-key";
import { createAuthorizer } from "../../functions/authorizer/authorizer";
import { logDenial } from "../../functions/authorizer/log";
import { AwsError } from "../../functions/shared/aws/aws-error";
import { handler as createNote } from "../../functions/create-note";
import { handler as hello } from "../../functions/hello";
import { handler as items } from "../../functions/items";
import type { handler as TokenHandler } from "../../functions/pre-token-generation";
import { handler as profile } from "../../functions/profile";
import { httpHandler } from "../../functions/shared/handler";
import { readConfig } from "../../posture/claims";
import { AUDIENCE, AUDIENCE_ISSUER, CLAIMS } from "./authorizer/corpus/claims";
import { ENCODINGS } from "./authorizer/corpus/encodings";
import { HEADERS } from "./authorizer/corpus/headers";
import { claims, CLIENT, event, header, ISSUER, jwk, rsa, token } from "./authorizer/support/tokens";
import { SECRETS, world } from "./bff/world";
import { jwtEvent, publicEvent, sending } from "./events";
import { userEvent } from "./pre-token-generation/token-events";

/** In every value that somebody sends, so that no line may hold it. */
const CANARY = "c4n4ry";

/** What a line may say; functions/shared/log.ts has the meaning. */
const FIELDS = [
  ...["level", "message", "requestId", "route", "reason", "claim", "detail"],
  ...["service", "status", "code", "error", "frames"],
];
const PERSONAL = /c4n4ry|eyJ|user-1|demo@example|Bearer|4exampleclientid|client-one|auth0\|/;

const lines: string[] = [];
beforeEach(() => {
  for (const method of ["log", "debug", "info", "warn", "error"] as const) {
    jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(args.map(String).join(" ")));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  lines.length = 0;
});

interface Line {
  readonly [field: string]: unknown;
  readonly level: string;
  readonly reason?: string;
}

/** Every line, after it was seen to be of the one schema and to tell nothing. */
function written(): readonly Line[] {
  return lines.map((line) => {
    const parsed = JSON.parse(line) as Line;
    expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(parsed)));
    expect(["info", "warn", "error"]).toContain(parsed.level);
    for (const [name, value] of Object.entries(parsed)) {
      const kind = name === "status" ? "number" : name === "frames" ? "object" : "string";
      expect([name, typeof value]).toEqual([name, kind]);
    }
    expect(line).not.toMatch(PERSONAL);
    expect(line).not.toMatch(SECRETS);
    return parsed;
  });
}

test("the authorizer, over the whole corpus", async () => {
  const hostile = { real: rsa(), foreign: rsa(), trap: `https://${CANARY}.example.com/trap` };
  const issuer = { issuer: ISSUER, clientIds: [CLIENT], tokenUse: "access", scopes: ["items/read"], groups: ["user"] };
  const config = { issuers: [issuer, { issuer: AUDIENCE_ISSUER, audience: [AUDIENCE] }] };
  const authorize = createAuthorizer(readConfig(JSON.stringify(config)), {
    read: async () => Buffer.from(JSON.stringify({ keys: [jwk(hostile.real.publicKey)] })),
    log: logDenial,
  });
  const corpus = [...HEADERS, ...CLAIMS, ...ENCODINGS];
  const canaries = [
    ...["sub", "tenant_id", "jti", "client_id", "token_use", "iss", "scope", "cognito:groups"].map((name) =>
      token(hostile.real.privateKey, claims({ [name]: { [CANARY]: [CANARY] } })),
    ),
    ...["kid", "alg", "typ", "crit"].map((name) =>
      token(hostile.real.privateKey, claims(), header({ [name]: CANARY })),
    ),
    CANARY,
  ];
  for (const call of [...corpus.map((entry) => entry.make(hostile)), ...canaries]) {
    const given = typeof call === "string" ? event(call) : call;
    await authorize(given as unknown as APIGatewayRequestAuthorizerEventV2);
  }
  // One line a denial; two hostile spellings need clocks without tolerance.
  expect(written().length).toBeGreaterThan(corpus.length * 0.95);
  expect(new Set(written().map(({ reason }) => reason)).size).toBeGreaterThan(10);
});

function load<T>(path: string, environment: Readonly<Record<string, string>>): T {
  let loaded: { handler: T } | undefined;
  const before = { ...process.env };
  Object.assign(process.env, environment);
  jest.isolateModules(() => (loaded = jest.requireActual<{ handler: T }>(path)));
  process.env = before;
  if (!loaded) throw new Error(`${path} was not loaded`);
  return loaded.handler;
}

test("the API key function", async () => {
  const hash = createHash("sha256").update(CANARY).digest("hex");
  const handler = load<typeof ApiKeyHandler>("../../functions/api-key", { API_KEYS: JSON.stringify({ acme: [hash] }) });
  for (const key of [`${CANARY}x`, "", "x".repeat(600) + CANARY, undefined])
    await handler({ ...event(CANARY), identitySource: [key] } as never);
  for (const API_KEYS of [CANARY, `{"${CANARY}`, `["${CANARY}"]`]) {
    await load<typeof ApiKeyHandler>("../../functions/api-key", { API_KEYS })(event(CANARY) as never);
  }
  expect(written().map(({ reason }) => reason)).toEqual([
    ...["unknown_key", "identity_source", "too_large", "identity_source"],
    ...Array.from({ length: 6 }, () => "configuration"),
  ]);
});

test("the token trigger", async () => {
  const TOKEN_CLAIMS = JSON.stringify({ claims: { org: { attribute: "custom:org" } } });
  const handler = load<typeof TokenHandler>("../../functions/pre-token-generation", { TOKEN_CLAIMS });
  await handler(userEvent("2", { "custom:org": CANARY.repeat(400) }));
  await handler(userEvent(CANARY as never)).catch(() => undefined);
  await handler({ ...userEvent("2"), request: null } as never).catch(() => undefined);
  load("../../functions/pre-token-generation", { TOKEN_CLAIMS: `{"${CANARY}` });
  expect(written()).toHaveLength(4);
});

test("the handlers of routes", async () => {
  const bodies = ["{", `{"title":"${CANARY}`, JSON.stringify({ title: { [CANARY]: 1 } }), "\u0000"];
  const failing = httpHandler(({ body, headers }) => {
    throw new TypeError(`${body} ${headers["authorization"]}\n    at ${CANARY}`);
  });
  for (const handler of [hello, profile, createNote, items, failing]) {
    for (const body of bodies) {
      const call = sending(0, { body, headers: { authorization: `Bearer ${CANARY}`, "x-test": CANARY } });
      await handler(jwtEvent(call, { sub: CANARY, username: CANARY }));
      await handler(publicEvent(call));
      await handler({ ...publicEvent(call), requestContext: { [CANARY]: CANARY } } as never);
    }
  }
  // Whatever the first four made of it was an answer; the last one, and events that are none, were unforeseen.
  expect(written().length).toBeGreaterThanOrEqual(bodies.length * 3);
});

test("the backend for frontend, with everything behind it failing", async () => {
  const { browser, begin, signIn, net, clock, host, another } = world();
  // The clock runs on below.
  net.claims = { exp: clock.now + 100_000 };
  jest.spyOn(net.accepted, "has").mockReturnValue(true);
  const faults = [
    () => new AwsError("dynamodb", "ThrottlingException", 400),
    () => new AwsError("dynamodb", "Timeout"),
    () => new Error(`access-1 refresh-1 ${CANARY}`),
    () => CANARY,
  ];
  for (const fault of faults) {
    const visitor = another();
    await signIn(visitor);
    const headers = await visitor.pageHeaders();
    for (const method of ["get", "put", "take", "remove", "replace"] as const) {
      const broken = jest.spyOn(host.store, method).mockRejectedValue(fault());
      clock.now += 290;
      await visitor.visit("/api/items");
      await visitor.visit("/auth/logout", { method: "POST", headers: { ...headers, "x-csrf-token": CANARY } });
      await visitor.visit("/auth/callback", { query: { state: (await begin(another())).state, code: CANARY } });
      broken.mockRestore();
    }
  }
  for (const [status, error] of [
    [400, "invalid_grant"],
    [400, CANARY],
    [401, "invalid_client"],
    [429, CANARY],
    [500, CANARY],
  ] as const) {
    await signIn();
    Object.assign(net, { tokenStatus: status, tokenError: error });
    clock.now += 290;
    await browser.visit("/api/items", { headers: { cookie: CANARY, "x-csrf-token": CANARY } });
    const { state, code } = await begin();
    await browser.visit("/auth/callback", { query: { state, code } });
    await browser.visit("/auth/callback", { query: { state: CANARY, error: CANARY, error_description: CANARY } });
    await browser.visit("/api/../items", { query: { [CANARY]: CANARY } });
    net.tokenStatus = 200;
  }
  for (const sub of ["", CANARY]) {
    net.claims = { ...net.claims, sub, email: CANARY, name: CANARY, nonce: CANARY };
    await signIn();
  }
  net.claims = { exp: clock.now + 100_000 };
  await signIn();
  net.apiAnswer = () => {
    throw Object.assign(new TypeError(`${CANARY} access-1`), { cause: { code: CANARY } });
  };
  await browser.visit("/api/items");
  const reasons = new Set(written().map(({ reason }) => reason));
  for (const reason of [
    "upstream_unavailable",
    "internal_error",
    "session_expired",
    "sign_in_failed",
    "bad_path",
    "not_written",
  ])
    expect(reasons).toContain(reason);
});
