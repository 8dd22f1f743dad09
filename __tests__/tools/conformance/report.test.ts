import type { Report } from "../../../local/output/report";
import { describeRun } from "../../../tools/conformance/report";

const probe = (passed: boolean | null, observed: string) =>
  ({ stack: "s", route: "GET /a|b", caller: "nobody", expected: "401", observed, proof: "locally", passed }) as const;
const report: Report = {
  applied: { add: 2, change: 0, destroy: 0 },
  secondPlan: { changes: [{ stack: "s", address: "aws_a.b", action: "update", attributes: [] }], emulatorDefects: [] },
  probes: [probe(true, "401"), probe(false, "200\nhello"), probe(null, "not asked")],
  passed: 1,
  failed: 2,
  notAsserted: 1,
  packaging: "archive",
  notes: [],
};
const ran = {
  region: "eu-central-1",
  emulated: false,
  at: new Date("2026-11-21T10:00:00Z"),
  terraform: "terraform 1.14",
};

test("the counts, the second plan and every probe, a row each", () => {
  expect(describeRun(report, ran).split("\n")).toEqual([
    "# Conformance",
    "",
    "An AWS account in eu-central-1, 2026-11-21, terraform 1.14: 1 as declared, 2 not, 1 not asserted.",
    "The second plan still changes aws_a.b (update).",
    "",
    "| route | caller | expected | observed | as expected |",
    "| --- | --- | --- | --- | --- |",
    "| GET /a\\|b | nobody | 401 | 401 | yes |",
    "| GET /a\\|b | nobody | 401 | 200 hello | **no** |",
    "| GET /a\\|b | nobody | 401 | not asked | not asserted |",
    "",
  ]);
});

test("a report of the AWS emulator says so: it is no proof of AWS", () => {
  expect(describeRun(report, { ...ran, emulated: true })).toContain("The AWS emulator, as if it were an account, ");
});
