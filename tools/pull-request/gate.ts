import type { Result } from "./result";

/** Kinds of changes that can hold a pull request up. */
export type Gated = "breaking" | "broadened" | "unknown";

export const GATED: readonly Gated[] = ["breaking", "broadened", "unknown"];

/** Whether the pull request may pass, and what to do if not. */
export interface Decision {
  readonly passes: boolean;
  /** One line a stack that holds it up, else one line for all. */
  readonly lines: readonly string[];
}

/**
 * Fails while any stack has a change of a gated kind that nobody acknowledged, or could not be judged at all: a check
 * that did not run is not a check that passed.
 */
export function gate(results: readonly Result[], gated: readonly Gated[] = ["breaking", "broadened"]): Decision {
  if (results.length === 0) return { passes: false, lines: ["No stack was judged. Did the job that plans fail?"] };
  const lines = results.flatMap((result) => {
    if (result.verdict === "failed") return [`${result.stack}: not judged: ${result.message ?? "see the job's log"}`];
    const open = gated.flatMap((kind) => (result.open[kind] > 0 ? [`${String(result.open[kind])} ${kind}`] : []));
    return open.length === 0 ? [] : [`${result.stack}: ${open.join(", ")}, not acknowledged`];
  });
  if (lines.length === 0)
    return { passes: true, lines: [`${String(results.length)} stack(s): nothing that has to be acknowledged.`] };
  return {
    passes: false,
    lines: [
      ...lines,
      "Mend it, or accept a finding in the reviewed file: { code, address, reason, expires }. Both are in the comment.",
    ],
  };
}
