import type { Probe } from "../../../local/probes/probe";
import { describeReport, reportOf, type ReportedStack } from "../../../local/output/report";
import { UNTRIED } from "../../../local/probes/missing-probes";
import { table } from "../../../local/output/table";

const probe = (change: Partial<Probe> = {}): Probe => ({
  route: "GET /items",
  caller: "nobody",
  expected: "401 Unauthorized",
  observed: "401 Unauthorized",
  proof: "locally",
  passed: true,
  ...change,
});
const APPLIED = { add: 1, change: 0, destroy: 0 };
const NOTHING = { changes: [], emulatorDefects: [] };
const found = (
  probes: readonly Probe[],
  second: ReportedStack["second"] = NOTHING,
  stack = "auth-api",
): ReportedStack => ({
  stack,
  counts: APPLIED,
  second,
  probes,
  notes: [],
});

test("passed, failed and not asserted are counted apart", () => {
  const probes = [probe(), probe({ passed: false }), probe({ passed: undefined, proof: "only on AWS" })];
  const report = reportOf([found(probes)], "archive");
  expect(report).toMatchObject({ passed: 1, failed: 1, notAsserted: 1 });
  expect(JSON.parse(JSON.stringify(report)).probes.map((one: { passed: unknown }) => one.passed)).toEqual([
    true,
    false,
    null,
  ]);
});

test("an unexplained change of the second plan is a failure", () => {
  const change = { address: "aws_lambda_function.hello", action: "update", attributes: ["source_code_hash"] };
  const report = reportOf([found([probe()], { changes: [change], emulatorDefects: [] })], "archive");
  expect(report.failed).toBe(1);
  const [verdict, line] = describeReport(report).split("\n");
  expect(verdict).toBe("✗ 1 probe passed; the second plan still has 1 change.");
  expect(line).toContain("aws_lambda_function.hello (update: source_code_hash)");
  const both = found([probe(), probe({ passed: false })], { changes: [change, change], emulatorDefects: [] });
  expect(describeReport(reportOf([both], "archive")).split("\n")[0]).toBe(
    "✗ 1 of 2 probes is not as declared; the second plan still has 2 changes.",
  );
});

test("a failure is told in full, with its reason", () => {
  const wrong = probe({ passed: false, observed: "200", reason: "no token was sent" });
  expect(describeReport(reportOf([found([wrong])], "archive"))).toContain(
    "✗ auth-api: GET /items, nobody: expected 401 Unauthorized, got 200\n    no token was sent",
  );
});

test("several stacks are summed up, and each probe and change says whose it is", () => {
  const change = { address: "aws_lambda_function.hello", action: "update", attributes: [] };
  const second = { changes: [change], emulatorDefects: [] };
  const report = reportOf([found([probe()]), found([probe(), probe({ passed: false })], second, "other")], "archive");
  expect(report).toMatchObject({ applied: { add: 2, change: 0, destroy: 0 }, passed: 2, failed: 2 });
  expect(report.probes.map((one) => one.stack)).toEqual(["auth-api", "other", "other"]);
  expect(report.secondPlan.changes).toEqual([{ ...change, stack: "other" }]);
  expect(describeReport(report)).toContain("other: the second plan still changes aws_lambda_function.hello (update)");
});

test("the table names a route once and keeps its columns", () => {
  const lines = table([probe(), probe({ caller: "machine", passed: false }), probe({ passed: undefined })]).split("\n");
  expect(lines).toHaveLength(5);
  expect(lines.slice(2).map((line) => line[0])).toEqual(["✓", "✗", "·"]);
  expect(lines.filter((line) => line.includes("GET /items"))).toHaveLength(1);
  expect(new Set(lines.slice(2).map((line) => line.indexOf("401")))).toEqual(new Set([lines[0]?.indexOf("expected")]));
});

test("the verdict comes first, then the failures, and the table only on request", () => {
  const wrong = probe({ passed: false, observed: "200", caller: "machine" });
  const report = reportOf([found([probe(), wrong])], "archive");
  const lines = describeReport(report).split("\n");
  expect(lines[0]).toBe("✗ 1 of 2 probes is not as declared.");
  expect(lines[1]).toMatch(/^✗ auth-api: GET \/items, machine/);
  expect(lines).toContain("  ✗ GET /items  1 passed, 1 failed");
  expect(lines.join("\n")).not.toContain("proven");
  expect(describeReport(report, { verbose: true })).toContain("proven");
  expect(describeReport(reportOf([found([probe()])], "archive")).split("\n")[0]).toBe(
    "✓ Everything is as declared: 1 probe passed.",
  );
});

test("the verdict tells how its probes were proven", () => {
  const read = probe({ proof: "by the plan" });
  const verdict = (...probes: Parameters<typeof found>[0][number][]): string =>
    describeReport(reportOf([found(probes)], "archive")).split("\n")[0] ?? "";
  expect(verdict(probe(), probe(), read)).toBe(
    "✓ Everything is as declared: 3 probes passed (2 locally, 1 by the plan).",
  );
  expect(verdict(read, probe({ proof: "only on AWS", passed: undefined }))).toBe(
    "✓ Everything is as declared: 1 probe passed (0 locally, 1 by the plan); 1 can be verified on AWS only.",
  );
  expect(verdict(probe(), probe({ ...read, passed: false }))).toBe("✗ 1 of 2 probes is not as declared.");
});

test("the verdict names the routes at which nobody got in who could be tried", () => {
  const untried = (route: string) => probe({ route, caller: UNTRIED, proof: "only on AWS", passed: undefined });
  const report = reportOf([found([probe(), untried("GET /a"), untried("GET /b")])], "archive");
  expect(describeReport(report).split("\n")[0]).toBe(
    "✓ Everything is as declared: 1 probe passed; nobody who can be made here gets in at GET /a, GET /b; 2 can be verified on AWS only.",
  );
});

test("what a failing function printed is shown below its failure", () => {
  const failed = probe({ passed: false, observed: "502: the function failed", log: "ERROR one\ntwo" });
  expect(describeReport(reportOf([found([failed])], "archive"))).toContain("\n    | ERROR one\n    | two\n");
});

test("what the synthesis had to say is part of the report", () => {
  const report = reportOf([{ ...found([probe()]), notes: ["warning [x] y"] }], "archive");
  expect(report.notes).toEqual([{ stack: "auth-api", note: "warning [x] y" }]);
});

test.each([[60], [80], [120], [200]])("no line of the table is wider than a terminal of %p columns", (columns) => {
  const long = probe({ route: "GET /a/very/long/path/of/a/route", expected: "e".repeat(90), observed: "o".repeat(90) });
  const report = reportOf([found([long, probe()])], "archive");
  const text = table([long, probe()], columns);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(Math.max(columns, 75));
  for (const line of describeReport(report, { columns })
    .split("\n")
    .filter((one) => one.startsWith("  ")))
    if (!line.startsWith("    ")) expect(line.length).toBeLessThanOrEqual(columns);
});

test("a long cell is cut, visibly", () => {
  expect(table([probe({ observed: "x".repeat(200) })])).toContain("…");
});

const EVERY = [
  probe(),
  probe({ caller: "ann", expected: "200", observed: "200 from the function" }),
  probe({ caller: "bob", expected: "200", observed: "200 from the function", passed: undefined, proof: "only on AWS" }),
  probe({
    route: "POST /items",
    passed: false,
    observed: "200: the function's answer",
    reason: "why",
    note: "and what",
    log: "a\nb",
  }),
  probe({ route: "POST /items", caller: "ann", passed: false, observed: "500" }),
  probe({ route: "PUT /items", passed: undefined, proof: "only on AWS" }),
  probe({ route: `GET /${"long/".repeat(20)}`, caller: "a caller with a long name", observed: "the backend's answer" }),
];

test.each([
  ["a few probes", [found([probe()])]],
  ["nothing", [found([])]],
  [
    "every kind of probe, of two stacks",
    [found(EVERY), found([probe({ passed: undefined, proof: "only on AWS" })], NOTHING, "other")],
  ],
  [
    "changes of the second plan",
    [
      found([probe()], {
        changes: [
          { address: "aws_a.b", action: "update", attributes: ["c", "d"] },
          { address: "aws_a.e", action: "delete", attributes: [] },
        ],
        emulatorDefects: [
          {
            address: "aws_a.f",
            action: "update",
            attributes: ["tags"],
            reason: "the emulator forgets them",
            checkedInstead: "tags are read of the API",
          },
        ],
      }),
    ],
  ],
  ["stacks without a list", [{ ...found([probe(), probe({ passed: undefined })]), isDeclared: false }]],
  [
    "a failure without a list",
    [{ ...found([probe({ passed: false, observed: "200" })]), isDeclared: false, notes: ["a note"] }],
  ],
] as [string, ReportedStack[]][])("the whole report of %s", (_, stacks) => {
  const report = reportOf(stacks, "archive");
  expect(report).toMatchSnapshot();
  expect(describeReport(report)).toMatchSnapshot();
  expect(describeReport(report, { verbose: true, columns: 60 })).toMatchSnapshot();
});
