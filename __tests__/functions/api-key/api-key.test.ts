import { createHash } from "node:crypto";
import { checkKey, readKeys } from "../../../functions/api-key/api-key";

const hash = (key: string): string => createHash("sha256").update(key).digest("hex");
const keys = readKeys(JSON.stringify({ acme: [hash("old"), hash("new")], other: [hash("third")] }));
const ask = (...identitySource: unknown[]) => checkKey(keys, { identitySource: identitySource as string[] });

test.each([
  ["old", "acme"],
  ["new", "acme"],
  ["third", "other"],
])("%s is a key of %s", (key, userId) => expect(ask(key)).toEqual({ isAuthorized: true, context: { userId } }));

test.each([["olds"], [""], [hash("old")], [undefined], [7], ["x".repeat(513)], ["old,new"]])(
  "%p is nobody's key",
  (key) => expect(ask(key)).toEqual({ isAuthorized: false, context: {} }),
);

test("no key at all is nobody's", () => expect(ask()).toEqual({ isAuthorized: false, context: {} }));

test.each([
  [undefined],
  ["[1"],
  ["7"],
  ['{"acme":"x"}'],
  ['{"acme":["x"]}'],
  [`{"acme":["${hash("a").toUpperCase()}"]}`],
])("%s is no configuration", (text) => expect(() => readKeys(text)).toThrow());

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
      // eslint-disable-next-line @typescript-eslint/no-require-imports
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
    expect(await load(JSON.stringify({ acme: [hash("old")] }))?.(event)).toMatchObject({ isAuthorized: true });
  });

  test("denies everybody when that is wrong, and says so without a hash", async () => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await load(`{"acme":["${hash("old")}","x"]}`)?.({ identitySource: ["old"] } as never)).toMatchObject({
      isAuthorized: false,
    });
    expect(said).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(said.mock.calls)).not.toContain(hash("old"));
  });
});
