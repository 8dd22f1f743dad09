import { bundleAuthorizer, type AuthorizerBundle } from "../../../tools/bench/authorizer-bundle";
import { startJwksServer } from "./support/jwks-server";
import { startLambda } from "./support/lambda";
import { CLIENT, event, ISSUER, jwk, rsa, ROUTE_ARN, token } from "./support/tokens";

let bundle: AuthorizerBundle;
beforeAll(() => {
  bundle = bundleAuthorizer();
});
afterAll(() => bundle.remove());

test.each([
  ["nothing", undefined, "AUTHORIZER_CONFIG is not set"],
  ["no JSON", "issuers", "AUTHORIZER_CONFIG is not JSON"],
  ["no issuers", "{}", "AUTHORIZER_CONFIG.issuers is nothing"],
])("configured with %s it says so at start, and denies every call", async (_, config, message) => {
  const lambda = await startLambda(bundle.file, config);
  try {
    expect(await lambda.call(event("x"))).toMatchObject({ answer: { isAuthorized: false } });
    expect(await lambda.call(null)).toMatchObject({ answer: { isAuthorized: false } });
    const [line] = await lambda.logged("request-1");
    expect(line).toMatchObject({ level: "error", reason: "configuration", route: "GET /items" });
    expect(line?.detail).toContain(message);
    const start = JSON.parse(lambda.output().split("\n")[0] ?? "") as object;
    expect(start).toMatchObject({ level: "error", reason: "configuration" });
  } finally {
    await lambda.stop();
  }
});

test("a denial for want of a configuration has the configured form", async () => {
  const lambda = await startLambda(bundle.file, JSON.stringify({ answer: "policy", issuers: [] }));
  try {
    expect(await lambda.call(event("x"))).toMatchObject({
      answer: { policyDocument: { Statement: [{ Effect: "Deny", Resource: ROUTE_ARN }] } },
    });
  } finally {
    await lambda.stop();
  }
});

describe("loaded without its bundle", () => {
  type Handler = (event: never) => Promise<unknown>;
  /** The handler as a new execution environment has it. */
  const load = (config: string | undefined): Handler => {
    let found: Handler | undefined;
    jest.isolateModules(() => {
      if (config !== undefined) process.env.AUTHORIZER_CONFIG = config;
      // oxlint-disable-next-line typescript/no-require-imports
      found = (require("../../../functions/authorizer/index") as { handler: Handler }).handler;
    });
    if (!found) throw new Error("no handler was loaded");
    return found;
  };
  const lines = (level: "info" | "error") =>
    jest.mocked(console[level]).mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);

  beforeEach(() => {
    for (const level of ["info", "error"] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
  });
  afterEach(() => {
    delete process.env.AUTHORIZER_CONFIG;
    jest.restoreAllMocks();
  });

  test.each([
    ['{"answer":"policy"}', ROUTE_ARN],
    ['{"answer" :\n "policy", "issuers": 1', ROUTE_ARN],
    ['{"answer":"simple"}', undefined],
    ["policy", undefined],
    [undefined, undefined],
  ])("with %j it denies in the form that the resource takes", async (config, denied) => {
    const answer = await load(config)(event("x") as never);
    const expected =
      denied === undefined
        ? { isAuthorized: false }
        : { policyDocument: { Statement: [{ Effect: "Deny", Resource: denied }] } };
    expect(answer).toMatchObject(expected);
    expect(lines("error")).toMatchObject([
      { reason: "configuration", detail: expect.stringContaining("AUTHORIZER_CONFIG") },
      { reason: "configuration", route: "GET /items" },
    ]);
  });

  test("with no event at all a denial for want of a configuration is an answer too", async () => {
    expect(await load(undefined)(undefined as never)).toEqual({ isAuthorized: false });
  });

  test("it reads the keys of its issuers and lets their tokens in", async () => {
    const { privateKey, publicKey } = rsa();
    const server = await startJwksServer();
    try {
      server.serve("/keys", { keys: [jwk(publicKey)] });
      const issuers = [{ issuer: ISSUER, jwksUri: `${server.origin}/keys`, clientIds: [CLIENT] }];
      const handler = load(JSON.stringify({ allowHttpLoopback: true, issuers }));
      const good = await handler(event(token(privateKey)) as never);
      expect([good, lines("info"), lines("error")]).toMatchObject([{ isAuthorized: true }, [], []]);
      expect(await handler(event("x") as never)).toEqual({ isAuthorized: false });
      expect(lines("info")).toMatchObject([{ message: "authorizer denied the call" }]);
    } finally {
      await server.stop();
    }
  });
});
