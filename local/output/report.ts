import type { Counts } from "../terraform/apply";
import type { ExcusedChange, RemainingChange } from "../terraform/plan-changes";
import { UNTRIED } from "../probes/missing-probes";
import type { Probe } from "../probes/probe";
import type { Deployed } from "../session/stack-run";
import { truncate, table } from "./table";

interface OfStack {
  /** Name of the stack. */
  readonly stack: string;
}

/** What a local run found; `--json` prints it. Counts are sums over all stacks. */
export interface Report {
  readonly applied: Counts;
  readonly secondPlan: {
    readonly changes: readonly (RemainingChange & OfStack)[];
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
  /** Warnings, notes and acknowledgements of the synthesis. */
  readonly notes: readonly (OfStack & { readonly note: string })[];
  /** Stacks that declare nothing: their answers are held against what was applied. */
  readonly undeclared?: readonly string[];
}

/** What a report is made of. */
export type ReportedStack = Pick<Deployed, "stack" | "counts" | "second" | "probes" | "notes"> &
  Partial<Pick<Deployed, "isDeclared">>;

export function reportOf(found: readonly ReportedStack[], packaging: string): Report {
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
    undeclared: found.flatMap(({ stack, isDeclared }) => (isDeclared === false ? [stack] : [])),
    notes: found.flatMap(({ stack, notes }) => notes.map((note) => ({ stack, note }))),
  };
}

/** How the report is shown. */
export interface ReportView {
  /** Every probe as a table, beside a line a route. */
  readonly verbose?: boolean;
  /** Width of the terminal. @default 100 */
  readonly columns?: number;
}

type Row = Report["probes"][number];

/** The report for people: the verdict and every failure with its reason first, then a line a route. */
export function describeReport(report: Report, { verbose = false, columns = 100 }: ReportView = {}): string {
  const { add, change, destroy } = report.applied;
  const { changes, emulatorDefects } = report.secondPlan;
  const stacks = [...new Set([...report.probes, ...report.notes].map(({ stack }) => stack))];
  const excused = new Map(emulatorDefects.map((one) => [`${one.reason}; ${one.checkedInstead}`, one]));
  return [
    verdict(report),
    ...report.probes.filter(({ passed }) => passed === false).flatMap((probe) => failure(probe)),
    ...changes.map(
      (one) =>
        `✗ ${one.stack}: the second plan still changes ${one.address} (${one.action}${one.attributes.length > 0 ? `: ${one.attributes.join(", ")}` : ""})`,
    ),
    "",
    ...stacks.flatMap((stack) => [...summary(stack, report.probes, columns), ""]),
    `Applied: ${String(add)} added, ${String(change)} changed, ${String(destroy)} destroyed. ${changes.length === 0 ? "Second plan: nothing to change." : `Second plan: ${String(changes.length)} to change.`}`,
    ...[...excused].map(([why, { attributes }]) => `  Ignored in it: ${attributes.join(", ")} (${why}).`),
    ...(verbose ? ["", ...stacks.flatMap((stack) => [stack, tableOf(stack, report.probes, columns), ""])] : []),
    ...(verbose ? [] : ["--verbose prints every probe, --json the whole report as JSON."]),
  ].join("\n");
}

function verdict({ probes, passed, failed, notAsserted, undeclared = [], secondPlan: { changes } }: Report): string {
  const aws = notAsserted === 0 ? "" : `; ${String(notAsserted)} can be verified on AWS only`;
  const isDeclared = undeclared.length === 0;
  const by = isDeclared
    ? ""
    : `; ${undeclared.join(", ")} has no access list (access.json or the output access_list), so its answers are compared with what was applied`;
  const closed = [...new Set(probes.flatMap(({ caller, route }) => (caller === UNTRIED ? [route] : [])))];
  const nobody = closed.length === 0 ? "" : `; nobody who can be made here gets in at ${closed.join(", ")}`;
  // The count of failures holds the second plan's changes too, which are no probes.
  const broken = failed - changes.length;
  const claim = isDeclared && failed === 0 ? "Everything is as declared: " : "";
  const read = probes.filter((probe) => probe.passed === true && probe.proof === "by the plan").length;
  const how = read === 0 ? "" : ` (${String(passed - read)} locally, ${String(read)} by the plan)`;
  const passes =
    passed === 0
      ? "No probe was made here"
      : `${claim}${passed === 1 ? "1 probe" : `${String(passed)} probes`} passed${how}`;
  const breaks = `${String(broken)} of ${String(passed + broken)} probes ${isDeclared ? (broken === 1 ? "is not as declared" : "are not as declared") : "failed"}`;
  const plan =
    changes.length === 0
      ? ""
      : `; the second plan still has ${changes.length === 1 ? "1 change" : `${String(changes.length)} changes`}`;
  const sign = failed > 0 ? "✗" : passed === 0 ? "·" : "✓";
  return `${sign} ${broken === 0 ? passes : breaks}${plan}${by}${nobody}${aws}.`;
}

function failure({ stack, route, caller, expected, observed, reason, note, log }: Row): readonly string[] {
  const why = [reason, note].filter((text) => text !== undefined).join(" ");
  return [
    `✗ ${stack}: ${route}, ${caller}: expected ${expected}, got ${observed}`,
    ...(why === "" ? [] : [`    ${why}`]),
    ...(log === undefined || log === "" ? [] : log.split("\n").map((line) => `    | ${line}`)),
  ];
}

/** What some probes found, for people: every failure with its reason, then a line a route. */
export function describeProbes(stack: string, probes: readonly Probe[], columns = 100): string {
  const rows = probes.map((probe) => ({ stack, ...probe, passed: probe.passed ?? null }));
  return [
    ...rows.filter(({ passed }) => passed === false).flatMap((row) => failure(row)),
    ...summary(stack, rows, columns),
  ].join("\n");
}

/** A line a route: how many probes passed, and who got in. */
function summary(stack: string, probes: readonly Row[], columns: number): readonly string[] {
  const own = probes.filter((probe) => probe.stack === stack);
  const routes = [...new Set(own.map(({ route }) => route))];
  const width = Math.min(Math.max(...routes.map(({ length }) => length), 0), 40);
  return [
    stack,
    ...routes.map((route) => {
      const of = own.filter((probe) => probe.route === route);
      const count = (passed: boolean | null): number => of.filter((probe) => probe.passed === passed).length;
      const inside = of.filter((probe) => /from the function$|^the (function|backend)'s answer$/.test(probe.observed));
      const parts = [
        ...(count(true) > 0 ? [`${String(count(true))} passed`] : []),
        ...(count(false) > 0 ? [`${String(count(false))} failed`] : []),
        ...(count(null) > 0 ? [`${String(count(null))} only on AWS`] : []),
        ...(inside.length > 0 ? [`let in: ${letIn(inside)}`] : []),
      ];
      const line = `  ${count(false) > 0 ? "✗" : count(true) > 0 ? "✓" : "·"} ${truncate(route, width)}  ${parts.join(", ")}`;
      return line.length <= columns ? line : truncate(line, columns);
    }),
  ];
}

/** Whom a route let in; nobody is the caller without credentials. */
function letIn(probes: readonly Row[]): string {
  const callers = [...new Set(probes.map(({ caller }) => caller))];
  return callers.includes("nobody") ? "everybody" : callers.join(", ");
}

function tableOf(stack: string, probes: readonly Row[], columns: number): string {
  const own = probes.filter((probe) => probe.stack === stack);
  return table(
    own.map((probe) => ({ ...probe, passed: probe.passed ?? undefined })),
    columns,
  );
}
