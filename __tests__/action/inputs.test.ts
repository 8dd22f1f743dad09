import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP, parseCommand } from "../../action/args";
import { argumentsFromInputs, SWITCHES, VALUES } from "../../action/inputs";
import { ROOT } from "../support/project";

const text = readFileSync(join(ROOT, "action/action.yml"), "utf8");
const [, inputs = ""] = /^inputs:$([^]*?)^runs:$/m.exec(text) ?? [];
const declared = [...inputs.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name ?? "");

test("knows every input that action.yml declares, and no other", () => {
  expect([...VALUES, ...Object.keys(SWITCHES), "command", "plan-args", "token"].sort()).toEqual([...declared].sort());
});

test("turns each input into an option that the command line takes", () => {
  const all = Object.fromEntries(VALUES.map((name) => [`INPUT_${name.toUpperCase()}`, "x"]));
  const args = argumentsFromInputs({ ...all, INPUT_COMMAND: "run", INPUT_GATE: "false", "INPUT_WITHOUT-PLAN": "true" });
  expect(args).toContain("--no-gate");
  expect(args).toContain("--without-plan");
  for (const arg of args?.slice(1) ?? []) expect(HELP).toContain(arg.split("=")[0]);
  expect(() => parseCommand(args ?? [])).not.toThrow();
});

test("leaves out what is empty, and takes one argument of plan a line", () => {
  const env = {
    INPUT_COMMAND: "run",
    INPUT_STACK: "",
    "INPUT_PLAN-ARGS": "-var=a=b\n\n -lock=false \n",
    INPUT_GATE: "true",
  };
  expect(argumentsFromInputs(env)).toEqual(["run", "--plan-arg=-var=a=b", "--plan-arg=-lock=false"]);
});

test("takes the command line outside an action", () => expect(argumentsFromInputs({})).toBeUndefined());

test("refuses a switch that is neither true nor false", () => {
  for (const [name, value] of [
    ["GATE", "no"],
    ["WITHOUT-PLAN", "yes"],
    ["ISSUE", "1"],
  ] as const)
    expect(() => argumentsFromInputs({ INPUT_COMMAND: "run", [`INPUT_${name}`]: value })).toThrow("true or false");
  expect(argumentsFromInputs({ INPUT_COMMAND: "run", INPUT_GATE: "False" })).toEqual(["run", "--no-gate"]);
});
