import { oneOf, options } from "../../../posture/cli/options";

const DECLARED = {
  once: { type: "boolean" },
  stack: { type: "string" },
  also: { type: "string", multiple: true },
} as const;

it("reads options and words", () => {
  const { values, positionals } = options(["plan.json", "--once", "--stack=a", "--also", "b", "--also", "c"], DECLARED);
  expect([values, positionals]).toEqual([{ once: true, stack: "a", also: ["b", "c"] }, ["plan.json"]]);
});

it.each([
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

it("a word where none belongs is refused", () => {
  expect(() => options(["plan.json"], DECLARED, false)).toThrow("Unexpected argument 'plan.json'");
});

it("one of a few words", () => {
  expect(oneOf("format", "json", ["json", "text"])).toBe("json");
  expect(() => oneOf("format", "xml", ["json", "text"])).toThrow('--format is "xml"; it can be json, text.');
});
