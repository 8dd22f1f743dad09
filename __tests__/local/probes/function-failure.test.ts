import { failureOf, withSources } from "../../../local/probes/function-failure";
import type { FunctionCall } from "../../../local/emulator/request-log";

const call = (error: FunctionCall["error"], log = ""): FunctionCall => ({
  function: "hello",
  authorizer: false,
  ms: 1,
  error,
  log,
});
const text = (error: FunctionCall["error"], log?: string) => failureOf(call(error, log), "/work/app")?.text;

test("a call that returned didn't fail", () => expect(failureOf(call(null))).toBeUndefined());

test.each<[string, readonly string[], string]>([
  [
    "a file below the project",
    ["TypeError: no", "    at f (/work/app/functions/a-b/hello.ts:127:3)"],
    "functions/a-b/hello.ts:127",
  ],
  ["an address of a file", ["    at file:///work/app/src/hello.mts:7:3"], "src/hello.mts:7"],
  ["the first of several", ["at g (/work/app/b.cts:12:1)", "at f (/work/app/a.tsx:34:1)"], "b.cts:12"],
  ["no file of somebody else's", ["at f (/opt/lambda/x.ts:3:1)", "at f (/work/app/a.ts:4:1)"], "a.ts:4"],
  ["none of Node's", ["at f (node:internal/x.ts:3:1)", "at /work/a.ts:5:1"], ""],
  ["what has a line alone", ["at f (/work/app/a.ts)", "at f (/work/app/a.tsv:5)"], ""],
])("it is said where it failed: %s", (_, trace, at) =>
  expect(text({ errorType: "TypeError", errorMessage: "no", trace })).toBe(
    `the function failed: TypeError: no${at === "" ? "" : ` (${at})`}`,
  ),
);

test("the stack may be one text, or stand in what was printed; a message may be missing", () => {
  expect(text({ errorMessage: "no", stackTrace: "Error: no\n    at f (/work/app/a.ts:1:2)" })).toContain("(a.ts:1)");
  expect(text({ errorMessage: "no", stackTrace: ["at f (/work/app/a.ts:2:2)"] })).toContain("(a.ts:2)");
  expect(text({ errorType: "" }, "oh\n  at /work/app/b.ts:3:1")).toBe("the function failed: no message (b.ts:3)");
  expect(failureOf(call({}, " \nprinted"), "/work/app")?.log).toBe(" \nprinted");
});

test("what it printed comes before its frames, with the sources' own names", () => {
  const { log } = failureOf(call({ trace: ["at file:///work/app/a.ts:1:1"] }, "started"), "/work/app") ?? {};
  expect(log).toBe("started\nat a.ts:1:1");
  expect(withSources("see /work/app/a.ts and /work/other/b.ts", "/work/app")).toBe("see a.ts and /work/other/b.ts");
});

test("the first line of a message is the cause, and what ran the handler isn't among the frames", () => {
  const errorMessage = "Cannot find module 'x'\nRequire stack:\n- /work/app/index.js";
  const trace = [
    "at h (/work/app/a.ts:1:1)",
    "at Interface.<anonymous> (/tmp/f/_worker.js:739:22)",
    "at emit (node:events:1:1)",
  ];
  const failure = failureOf(call({ errorType: "Error", errorMessage, trace }, "printed"), "/work/app");
  expect(failure?.text).toBe("the function failed: Error: Cannot find module 'x' (a.ts:1)");
  const text = ["Error: no", ...trace, "after"].join("\n");
  expect(failureOf(call({ errorMessage: "no" }, text), "/work/app")?.log).toBe("Error: no\nat h (a.ts:1:1)\nafter");
  expect(failure?.log).toBe("Require stack:\n- index.js\nprinted\nat h (a.ts:1:1)");
});
