import { checkRun, parseFailOn, parseCommand } from "../../action/args";
import { BLOCKING_KINDS, gate, stackNames } from "../../action/gate";
import { NO_CHANGES, resultFrom } from "../../action/result";
import type { Result } from "../../action/result";

const result = (open: Partial<Result["open"]>, verdict: Result["verdict"] = "broadened"): Result => ({
  version: 1,
  stack: "s",
  verdict,
  open: { ...NO_CHANGES, ...open },
  acknowledged: 0,
});

test.each([
  ["broadened", { broadened: 1 }, false],
  ["breaking", { breaking: 1 }, false],
  ["unknown", { unknown: 3 }, true],
  ["narrowed, protective, neutral", { narrowed: 1, protective: 1, neutral: 1 }, true],
])("%s: passes is decided by the kind", (_, open, passes) => expect(gate([result(open)]).passes).toBe(passes));

test("fails for any one of several stacks, and names it", () => {
  const decision = gate([result({}, "nothing broader"), { ...result({ breaking: 2 }), stack: "other" }]);
  expect(decision.passes).toBe(false);
  expect(decision.lines[0]).toBe("other: 2 breaking, not acknowledged");
});

test("fails where nothing was judged", () => {
  expect(gate([]).passes).toBe(false);
  expect(gate([{ ...result({}, "failed"), message: "The plan failed." }]).lines[0]).toContain("The plan failed.");
});

test("can be told to hold up what isn't known as well", () => {
  expect(gate([result({ unknown: 1 })], BLOCKING_KINDS).passes).toBe(false);
  expect(parseFailOn("unknown, breaking")).toEqual(["unknown", "breaking"]);
  expect(() => parseFailOn("broadend")).toThrow("breaking, broadened, unknown");
});

test("takes inputs that a workflow leaves empty as left out", () => {
  const { command, values } = parseCommand(["run", "--base", "", "--synth=", "--stack", "a", "--fail-on", ""]);
  expect({ command, base: values.base, synth: values.synth, stack: values.stack }).toEqual({
    command: "run",
    base: undefined,
    synth: undefined,
    stack: "a",
  });
  expect(values["fail-on"]).toBe("breaking,broadened");
  expect(() => parseCommand(["run", "--sytnh", "x"])).toThrow();
});

test("refuses results that aren't any", () => {
  expect(() => resultFrom({ version: 2 })).toThrow("version");
  expect(() => resultFrom({ version: 1, stack: "a", verdict: "fine" })).toThrow("verdict");
  // Each would pass the gate: a kind that isn't counted isn't above zero.
  for (const open of [null, [], {}, { broadened: 1 }, { ...NO_CHANGES, breaking: -1 }, { ...NO_CHANGES, unknown: "1" }])
    expect(() => resultFrom({ ...result({}), open })).toThrow("doesn't count each kind");
  expect(() => resultFrom(result({}, "broadened"))).toThrow("counts no such change");
  expect(resultFrom(result({ broadened: 1 }))).toMatchObject({ verdict: "broadened" });
  expect(() => resultFrom(null)).toThrow("version");
});

test("fails where a stack of the list has no result", () => {
  const decision = gate([result({}, "nothing broader")], undefined, stackNames('[{"name":"s"},{"name":"lost"}]'));
  expect(decision).toMatchObject({ passes: false, lines: ["lost: no result. Did its job fail?"] });
  for (const wrong of ["", "[]", "{}", '[{"path":"x"}]']) expect(() => stackNames(wrong)).toThrow("JSON list");
});

test("refuses a gate that no kind of change could close", () => {
  for (const none of [",", " , "]) expect(() => parseFailOn(none)).toThrow("names no kind of change");
});

test("names no remedy for changes where nothing was compared", () => {
  const failed = { ...result({}, "failed"), message: "The plan failed." };
  expect(gate([failed]).lines).toEqual(["s: failed: The plan failed."]);
  expect(gate([failed, { ...result({ breaking: 1 }), stack: "o" }]).lines.at(-1)).toContain("acknowledge it");
});

test("refuses options that another one makes void", () => {
  const run = (...words: string[]) => checkRun(parseCommand(["run", ...words]).values);
  expect(() => run("--base-plan", "base.json")).toThrow("--plan, which is missing");
  expect(() => run("--plan", "p.json", "--bundle", "b.zip")).toThrow("makes none");
  expect(() => run("--plan", "p.json", "--base-plan", "base.json")).not.toThrow();
});
