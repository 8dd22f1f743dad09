import { idOf, type Tool } from "./range";

/** What came of exercising one tool in one way. */
export interface Check {
  /** `terraform-1.5.7` */
  readonly tool: string;
  /** `validate`, `two instances`, `module tests`, `local run` */
  readonly what: string;
  readonly passed: number;
  /** One line for each that failed. */
  readonly failures: readonly string[];
  /** Why it isn't done here; then nothing passed and nothing failed. */
  readonly skipped?: string;
  /** It is the tool that can't do it, on no machine. */
  readonly nowhere?: boolean;
  readonly seconds: number;
}

/** What one way of exercising found: how many passed, and a line for each failure; or why it can't be done. */
export type Outcome =
  | { readonly passed: number; readonly failures: readonly string[] }
  | { readonly skipped: string; readonly nowhere?: boolean };

/** Runs one way of exercising a tool. What it throws is a failure of it. */
export async function check(tool: Tool, what: string, work: () => Promise<Outcome>): Promise<Check> {
  const started = Date.now();
  const outcome = await work().catch((error: unknown): Outcome => {
    return { passed: 0, failures: [error instanceof Error ? error.message : String(error)] };
  });
  const seconds = Math.round((Date.now() - started) / 1000);
  return "skipped" in outcome
    ? { tool: idOf(tool), what, passed: 0, failures: [], ...outcome, seconds }
    : { tool: idOf(tool), what, ...outcome, seconds };
}

/** Everything that a run did, as `.ci/run` counts it. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  /** Each with its reason. */
  readonly skipped: readonly string[];
  readonly checks: readonly Check[];
}

/** @param strict what this machine can't do has failed */
export function summarize(checks: readonly Check[], strict: boolean): Summary {
  const skips = checks.filter((one) => one.skipped !== undefined);
  const sum = (count: (one: Check) => number): number => checks.reduce((total, one) => total + count(one), 0);
  return {
    passed: sum((one) => one.passed),
    failed: sum((one) => one.failures.length) + (strict ? skips.filter((one) => one.nowhere !== true).length : 0),
    skipped: skips.map((one) => `${one.tool}: ${one.what} (skipped: ${one.skipped ?? ""})`),
    checks,
  };
}

/** A line for a check, and one below it for each failure. */
export function describeCheck({ tool, what, passed, failures, skipped, seconds }: Check): string {
  if (skipped !== undefined) return `- ${tool}: ${what}: skipped: ${skipped}`;
  const counted = `${String(passed)} passed${failures.length === 0 ? "" : `, ${String(failures.length)} failed`}`;
  const lines = [`${failures.length === 0 ? "✓" : "✗"} ${tool}: ${what}: ${counted} (${String(seconds)} s)`];
  return [...lines, ...failures.map((line) => `    ${line.split("\n").join("\n    ")}`)].join("\n");
}
