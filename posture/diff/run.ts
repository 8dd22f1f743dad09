import type { Model } from "../model/index";
import { KINDS } from "./change";
import type { ChangeFinding, ChangeKind, ChangeReport, Detector } from "./change";
import { type Comparison, compare } from "./comparison";
import { DETECTORS } from "./detectors/index";

/** What changed between two models, the gravest kind first. */
export function changesBetween(
  before: Model,
  after: Model,
  detectors: readonly Detector[] = DETECTORS,
): readonly ChangeFinding[] {
  return changesIn(compare(before, after), detectors);
}

/** What changed in a comparison that is already made. A detector that throws becomes a change of kind `unknown`. */
export function changesIn(
  comparison: Comparison,
  detectors: readonly Detector[] = DETECTORS,
): readonly ChangeFinding[] {
  const found = new Map<string, ChangeFinding>();
  for (const detector of detectors) {
    const add = (report: ChangeReport): void => {
      const { at, ...rest } = report;
      const { address, constructPath } = at;
      const change = { ...rest, address, ...(constructPath !== undefined && { constructPath }) };
      found.set(`${change.code}\n${address}\n${change.summary}`, change);
    };
    try {
      detector.detect(comparison, add);
    } catch (error) {
      const [first = "detector"] = Object.keys(detector.codes);
      add({
        at: { address: "(whole)" },
        code: CRASH,
        kind: "unknown",
        summary: `What "${first}" looks for could not be judged: ${error instanceof Error ? error.message : String(error)}. Please report this.`,
      });
    }
  }
  return [...found.values()].sort((a, b) => rank(a.kind) - rank(b.kind));
}

/** Code of a detector's own failure: never silence. */
export const CRASH = "detector-failed";

function rank(kind: ChangeKind): number {
  return KINDS.indexOf(kind);
}

/** The gravest kind that counts, for the exit code. */
export type Verdict = "breaking" | "broadened" | "unknown" | "nothing broader";

/**
 * One word for all changes: breaking goes before broadened, broadened before unknown. Acknowledged changes and kinds
 * that are allowed don't count.
 */
export function verdictOf(changes: readonly ChangeFinding[], allowed: readonly ChangeKind[] = []): Verdict {
  const open = new Set(changes.filter((c) => !c.acknowledged && !allowed.includes(c.kind)).map((c) => c.kind));
  return (["breaking", "broadened", "unknown"] as const).find((kind) => open.has(kind)) ?? "nothing broader";
}
