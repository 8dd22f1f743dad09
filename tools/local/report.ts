import type { Counts } from "./apply";
import type { SecondPlan } from "./plan-changes";
import type { Probe } from "./probe";
import { table } from "./table";

/** What a local run found; `--json` prints it. */
export interface Report {
  readonly applied: Counts;
  readonly secondPlan: SecondPlan;
  /** `passed` is null where a probe is shown but not asserted. */
  readonly probes: readonly (Omit<Probe, "passed"> & { readonly passed: boolean | null })[];
  readonly passed: number;
  /** Failed probes and unexplained changes of the second plan. */
  readonly failed: number;
  /** Probes that only AWS can answer. */
  readonly notAsserted: number;
  /** How functions were packaged. */
  readonly packaging: string;
}

export function reportOf(applied: Counts, secondPlan: SecondPlan, probes: readonly Probe[], packaging: string): Report {
  return {
    applied,
    secondPlan,
    probes: probes.map((probe) => ({ ...probe, passed: probe.passed ?? null })),
    passed: probes.filter((probe) => probe.passed === true).length,
    failed: probes.filter((probe) => probe.passed === false).length + secondPlan.changes.length,
    notAsserted: probes.filter((probe) => probe.passed === undefined).length,
    packaging,
  };
}

/** The report for people. */
export function describeReport(report: Report): string {
  const { add, change, destroy } = report.applied;
  const probes: readonly Probe[] = report.probes.map((probe) => ({ ...probe, passed: probe.passed ?? undefined }));
  const wrong = probes.filter((probe) => probe.passed === false);
  const unexplained = report.secondPlan.changes;
  return [
    table(probes),
    "",
    `Applied: ${String(add)} added, ${String(change)} changed, ${String(destroy)} destroyed.`,
    unexplained.length === 0
      ? "Second plan: nothing to change."
      : `Second plan: ${unexplained.map((c) => `${c.address} (${c.action}${c.attributes.length > 0 ? `: ${c.attributes.join(", ")}` : ""})`).join("; ")}`,
    ...report.secondPlan.emulatorDefects.map(
      (excused) =>
        `  left out: ${excused.address}, ${excused.attributes.join(", ")}: ${excused.reason}; ${excused.checkedInstead}.`,
    ),
    ...wrong.map(
      (probe) =>
        `✗ ${probe.route}, ${probe.caller}: expected ${probe.expected}, got ${probe.observed}${probe.note === undefined ? "" : ` (${probe.note})`}`,
    ),
    `${String(report.passed)} passed, ${String(report.failed)} failed, ${String(report.notAsserted)} for AWS alone to show.`,
  ].join("\n");
}
