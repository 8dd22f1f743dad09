import { oneOf, options } from "../../../posture/cli/options";
import { acknowledgementsIn, acknowledgedByStack } from "../../../posture/cli/acknowledgements";
import { UsageError as WrongCall } from "../../../posture/cli/command";
import { readInput } from "../../../posture/cli/reading";

const DECLARED = {
  once: { type: "boolean" },
  stack: { type: "string" },
  also: { type: "string", multiple: true },
} as const;

test("reads options and words", () => {
  const { values, positionals } = options(["plan.json", "--once", "--stack=a", "--also", "b", "--also", "c"], DECLARED);
  expect([values, positionals]).toEqual([{ once: true, stack: "a", also: ["b", "c"] }, ["plan.json"]]);
});

test.each([
  ["--onec", "There is no option --onec. Is --once meant?"],
  ["--zebra", "There is no option --zebra."],
  ["-z", "There is no option --z."],
  ["--stack", "argument missing"],
  ["--once=yes", "does not take an argument"],
])("%s: %s", (word, message) => {
  const usage = expect.objectContaining({
    code: "usage",
    message: expect.stringContaining(message) as string,
  }) as Error;
  expect(() => options([word], DECLARED)).toThrow(usage);
});

test("a word where none belongs is refused", () => {
  expect(() => options(["plan.json"], DECLARED, false)).toThrow("Unexpected argument 'plan.json'");
});

test("one of a few words", () => {
  expect(oneOf("format", "json", ["json", "text"])).toBe("json");
  expect(() => oneOf("format", "xml", ["json", "text"])).toThrow('--format is "xml"; it can be json, text.');
});

const reads = (text: string) => ({ read: () => Promise.resolve(Buffer.from(text)) }) as never;

describe("command", () => {
  test("a wrong call has a code, as every error has", () =>
    expect(new WrongCall("no")).toMatchObject({ code: "usage", name: "UsageError", message: "no" }));
});

describe("reading", () => {
  test("an input is read to its sides, with its JSON; a folder has none", async () => {
    const { reading, json } = await readInput("plan.json", reads('{"format_version":"1.0","values":{}}'));
    expect([reading.format, json]).toEqual(["state", { format_version: "1.0", values: {} }]);
    await expect(readInput(__dirname, reads(""))).rejects.toThrow("holds no .tf");
  });
});

describe("acknowledgements", () => {
  const list = (code: string) => JSON.stringify([{ code, address: "aws_apigatewayv2_route.x", reason: "meant" }]);
  test("codes of rules and of changes are known, another one is named with the nearest", async () => {
    expect(await acknowledgementsIn(undefined, reads(""))).toEqual([]);
    for (const code of ["route-open", "route-became-public"])
      expect(await acknowledgementsIn("a.json", reads(list(code)))).toMatchObject([{ code }]);
    await expect(acknowledgementsIn("a.json", reads(list("route-opem")))).rejects.toThrow("Is route-open meant?");
    expect(acknowledgedByStack({}, "plan", true)).toEqual([]);
  });
});
