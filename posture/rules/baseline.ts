import { InputError } from "../terraform/input";
import type { Finding } from "./rule";

/** What a former check found: how often each finding stood there. */
export type Baseline = ReadonlyMap<string, number>;

/**
 * Reads what `posture check --format json` printed. What was acknowledged then isn't part of it: its acknowledgement is
 * what accepts it. Throws an InputError that says what is wrong with it.
 */
export function baselineFrom(json: unknown): Baseline {
  const list = (json as { findings?: unknown } | null)?.findings;
  if (!Array.isArray(list))
    throw new InputError(
      "baseline",
      "It has no list of findings. Write it with: posture check plan.json --format json > baseline.json",
    );
  const counts = new Map<string, number>();
  list.forEach((entry: unknown, i) => {
    const finding = (entry ?? {}) as Partial<Record<keyof Finding, unknown>>;
    for (const name of ["code", "address", "kind", "message", "severity"] as const)
      if (typeof finding[name] !== "string")
        throw new InputError("baseline", `Finding ${i + 1} has no ${name}: posture check --format json writes one.`);
    if (finding.acknowledged !== undefined) return;
    const key = keyOf(finding as Finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}

/**
 * Marks the findings that the baseline holds. The message counts, since it names the value found: another mistake at the
 * same address is new. A rule that failed can't be taken as known.
 */
export function markKnown(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const left = new Map(baseline);
  return findings.map((finding) => {
    const key = keyOf(finding);
    const times = left.get(key) ?? 0;
    if (finding.acknowledged || finding.kind === "crash" || times === 0) return finding;
    left.set(key, times - 1);
    return { ...finding, baseline: true };
  });
}

function keyOf({ code, address, kind, severity, message }: Finding): string {
  return JSON.stringify([code, address, kind, severity, message]);
}
