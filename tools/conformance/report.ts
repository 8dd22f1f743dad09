import type { Report } from "../../local/output/report";

/** Of what and when a report speaks. Neither account nor endpoints are named: the report is made to be committed. */
export interface RunDetails {
  readonly region: string;
  /** Asked of the AWS emulator instead of an account. */
  readonly emulated: boolean;
  readonly at: Date;
  readonly terraform: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** The report as Markdown: the counts, then every probe. It holds no token, no id and no account. */
export function describeRun(report: Report, { region, emulated, at, terraform }: RunDetails): string {
  const sign = { true: "yes", false: "**no**", null: "not asserted" };
  const rows = report.probes.map(
    ({ route, caller, expected, observed, passed }) =>
      `| ${[route, caller, expected, observed].map(cell).join(" | ")} | ${sign[String(passed) as keyof typeof sign]} |`,
  );
  return [
    "# Conformance",
    "",
    `${emulated ? "The AWS emulator, as if it were an account" : `An AWS account in ${region}`}, ${at.toISOString().slice(0, 10)}, ${terraform}: ${String(report.passed)} as declared, ${String(report.failed)} not, ${String(report.notAsserted)} not asserted.`,
    ...report.secondPlan.changes.map(({ address, action }) => `The second plan still changes ${address} (${action}).`),
    "",
    "| route | caller | expected | observed | as expected |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
