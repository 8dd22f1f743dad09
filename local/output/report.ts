import type { Counts } from "../terraform/apply";
import type { ExcusedChange, LeftChange } from "../terraform/plan-changes";
import type { Probe } from "../probes/probe";
import type { Deployed } from "../session/stack-run";
import { table } from "./table";

interface OfStack {
  /** Name of the stack. */
  readonly stack: string;
}

/** What a local run found; `--json` prints it. Counts are sums over all stacks. */
export interface Report {
  readonly applied: Counts;
  readonly secondPlan: {
    readonly changes: readonly (LeftChange & OfStack)[];
    readonly emulatorDefects: readonly (ExcusedChange & OfStack)[];
  };
  /** `passed` is null where a probe is shown but not asserted. */
  readonly probes: readonly (OfStack & Omit<Probe, "passed"> & { readonly passed: boolean | null })[];
  readonly passed: number;
  /** Failed probes and unexplained changes of the second plan. */
  readonly failed: number;
  /** Probes that only AWS can answer. */
  readonly notAsserted: number;
  /** How functions were packaged. */
  readonly packaging: string;
}

/** What a report is made of. */
export type Found = Pick<Deployed, "stack" | "counts" | "second" | "probes">;

export function reportOf(found: readonly Found[], packaging: string): Report {
  const sum = (of: (counts: Counts) => number): number => found.reduce((total, { counts }) => total + of(counts), 0);
  const probes = found.flatMap(({ stack, probes: own }) =>
    own.map((probe) => ({ stack, ...probe, passed: probe.passed ?? null })),
  );
  const changes = found.flatMap(({ stack, second }) => second.changes.map((change) => ({ stack, ...change })));
  return {
    applied: {
      add: sum((counts) => counts.add),
      change: sum((counts) => counts.change),
      destroy: sum((counts) => counts.destroy),
    },
    secondPlan: {
      changes,
      emulatorDefects: found.flatMap(({ stack, second }) => second.emulatorDefects.map((one) => ({ stack, ...one }))),
    },
    probes,
    passed: probes.filter((probe) => probe.passed === true).length,
    failed: probes.filter((probe) => probe.passed === false).length + changes.length,
    notAsserted: probes.filter((probe) => probe.passed === null).length,
    packaging,
  };
}

/** The report for people. */
export function describeReport(report: Report): string {
  const { add, change, destroy } = report.applied;
  const { changes, emulatorDefects } = report.secondPlan;
  const stacks = [...new Set(report.probes.map((probe) => probe.stack))];
  const tables = stacks.flatMap((stack) => {
    const own = report.probes.filter((probe) => probe.stack === stack);
    return [stack, table(own.map((probe) => ({ ...probe, passed: probe.passed ?? undefined }))), ""];
  });
  return [
    ...tables,
    `Applied: ${String(add)} added, ${String(change)} changed, ${String(destroy)} destroyed.`,
    changes.length === 0
      ? "Second plan: nothing to change."
      : `Second plan: ${changes.map((c) => `${c.stack}: ${c.address} (${c.action}${c.attributes.length > 0 ? `: ${c.attributes.join(", ")}` : ""})`).join("; ")}`,
    ...emulatorDefects.map(
      (excused) =>
        `  left out: ${excused.stack}: ${excused.address}, ${excused.attributes.join(", ")}: ${excused.reason}; ${excused.checkedInstead}.`,
    ),
    ...report.probes
      .filter((probe) => probe.passed === false)
      .map((probe) => {
        const why = [probe.reason, probe.note].filter((text) => text !== undefined).join(" ");
        return `✗ ${probe.stack}: ${probe.route}, ${probe.caller}: expected ${probe.expected}, got ${probe.observed}${why === "" ? "" : ` (${why})`}`;
      }),
    `${String(report.passed)} passed, ${String(report.failed)} failed, ${String(report.notAsserted)} for AWS alone to show.`,
  ].join("\n");
}
