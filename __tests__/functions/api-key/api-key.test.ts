import { createHash } from "node:crypto";
import { answerOf, checkKey, readKeys } from "../../../functions/api-key/api-key";

const hash = (key: string): string => createHash("sha256").update(key).digest("hex");
const keys = readKeys(JSON.stringify({ acme: [hash("old"), hash("new")], other: [hash("third")] }));
const ask = (...identitySource: unknown[]) => checkKey(keys, { identitySource: identitySource as string[] });

test.each([
  ["old", "acme"],
  ["new", "acme"],
  ["third", "other"],
])("%s is a key of %s", (key, consumer) => {
  expect(ask(key)).toEqual({ consumer });
  expect(answerOf(ask(key))).toEqual({ isAuthorized: true, context: { userId: consumer } });
});

test.each([
  ["olds", "unknown_key"],
  ["", "identity_source"],
  [hash("old"), "unknown_key"],
  [undefined, "identity_source"],
  [7, "identity_source"],
  ["x".repeat(512), "unknown_key"],
  ["x".repeat(513), "too_large"],
  ["old,new", "unknown_key"],
])("%p is nobody's key: %s", (key, denied) => {
  expect(ask(key)).toEqual({ denied });
  expect(answerOf(ask(key))).toEqual({ isAuthorized: false, context: {} });
});

test("no key at all is nobody's, and neither is an event that is none", () => {
  expect(ask()).toEqual({ denied: "identity_source" });
  for (const event of [null, undefined, {}])
    expect(checkKey(keys, event as never)).toEqual({ denied: "identity_source" });
});

test.each([
  [undefined],
  ["[1"],
  ["7"],
  ['{"acme":"x"}'],
  ['{"acme":["x"]}'],
  [`{"acme":["${hash("a").toUpperCase()}"]}`],
  [`{"":["${hash("a")}"]}`],
  [`{" acme":["${hash("a")}"]}`],
  [`{"ac\\nme":["${hash("a")}"]}`],
])("%s is no configuration", (text) => expect(() => readKeys(text)).toThrow());

const LIST = "acme must have a list of SHA-256 hashes in hexadecimal";
const nameless = (name: string) => `${JSON.stringify(name)} is not a consumer's name: 1 to 128 visible characters`;

test.each([
  [null, "it is not an object of consumers"],
  [[], "it is not an object of consumers"],
  [{ acme: [`x${hash("a")}`] }, LIST],
  [{ acme: [`${hash("a")}0`] }, LIST],
  [{ acme: [[hash("a")]] }, LIST],
  [{ "acme ": [] }, nameless("acme ")],
  [{ ["x".repeat(129)]: [] }, nameless("x".repeat(129))],
  [{ acme: [hash("a")], other: [hash("a")] }, "acme and other have the same key"],
  [{ acme: [hash("a"), hash("a")] }, "acme has one key twice"],
  [{ acme: [hash("a")], other: [hash("")] }, "other has the hash of an empty key"],
  [{ acme: [hash("\n")] }, "acme has the hash of an empty key"],
])("%j is refused: %s", (config, problem) => {
  expect(() => readKeys(JSON.stringify(config))).toThrow(`API_KEYS: ${problem}.`);
});

test("a configuration that is missing has no consumers", () => {
  expect(() => readKeys(undefined)).toThrow("API_KEYS: it is not an object of consumers.");
});

test("what is wrong is said without the text, which holds hashes", () => {
  const text = `{"acme": ["${hash("old")}"]`;
  for (const given of [text, hash("old"), `[${text}}]`])
    expect(() => readKeys(given)).not.toThrow(new RegExp(hash("old").slice(0, 6)));
  expect(() => readKeys(text)).toThrow("API_KEYS is not JSON.");
});

describe("the function", () => {
  const load = (text: string | undefined) => {
    let handler: ((event: never) => Promise<{ isAuthorized: boolean }>) | undefined;
    jest.isolateModules(() => {
      process.env.API_KEYS = text ?? "";
      // oxlint-disable-next-line typescript/no-require-imports
      handler = (require("../../../functions/api-key/index") as { handler: typeof handler }).handler;
    });
    return handler;
  };
  afterEach(() => {
    delete process.env.API_KEYS;
    jest.restoreAllMocks();
  });

  test("answers by its configuration", async () => {
    const event = { identitySource: ["old"] } as never;
    const said = jest.spyOn(console, "info").mockImplementation(() => undefined);
    expect(await load(JSON.stringify({ acme: [hash("old")] }))?.(event)).toMatchObject({ isAuthorized: true });
    expect(said).not.toHaveBeenCalled();
  });

  test("logs a denial with its reason, request and route, and nothing of the key", async () => {
    const said = jest.spyOn(console, "info").mockImplementation(() => undefined);
    const event = { identitySource: ["guess"], routeKey: "GET /items", requestContext: { requestId: "r-1" } } as never;
    expect(await load(JSON.stringify({ acme: [hash("old")] }))?.(event)).toMatchObject({ isAuthorized: false });
    expect(said.mock.calls.map(([line]) => JSON.parse(String(line)) as object)).toEqual([
      {
        level: "info",
        message: "authorizer denied the call",
        requestId: "r-1",
        route: "GET /items",
        reason: "unknown_key",
      },
    ]);
  });

  test("denies everybody when that is wrong, and says so without a hash", async () => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await load(`{"acme":["${hash("old")}","x"]}`)?.({ identitySource: ["old"] } as never)).toMatchObject({
      isAuthorized: false,
    });
    // At start, and for the call.
    expect(said.mock.calls.map(([line]) => JSON.parse(String(line)) as object)).toMatchObject([
      { reason: "configuration", message: "API_KEYS can't be used: every call is denied" },
      { reason: "configuration", message: "authorizer denied the call" },
    ]);
    expect(JSON.stringify(said.mock.calls)).not.toContain(hash("old"));
  });
});
