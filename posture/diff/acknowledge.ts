import type { Acknowledgement, Finding } from "../rules/index";
import { acknowledge } from "../rules/acknowledge";
import type { ChangeFinding } from "./change";
import { CRASH } from "./run";

/**
 * Marks the changes that a reviewed file accepts, by the rules' own format and matching. An acknowledgement that matches
 * nothing is no fault here: the change that it accepted has been merged, or belongs to another stack.
 */
export function acknowledgeChanges(
  changes: readonly ChangeFinding[],
  list: readonly Acknowledgement[],
  today: string,
): readonly ChangeFinding[] {
  const marked = acknowledge(changes.map(asFinding), list, today);
  return changes.map((change, i): ChangeFinding => {
    const { acknowledged, message } = marked[i] ?? {};
    return { ...change, summary: message ?? change.summary, ...(acknowledged && { acknowledged }) };
  });
}

/** A change as a rule's finding: `crash` can't be acknowledged. */
export function asFinding(change: ChangeFinding): Finding {
  const { code, kind, address, constructPath, summary, acknowledged } = change;
  return {
    code,
    severity: kind === "breaking" || kind === "broadened" ? "error" : kind === "unknown" ? "warning" : "note",
    kind: code === CRASH ? "crash" : kind === "unknown" ? "unknown" : "mistake",
    address,
    ...(constructPath !== undefined && { constructPath }),
    message: summary,
    remedy: change.cause === undefined ? "" : `Cause: ${change.cause}.`,
    ...(acknowledged && { acknowledged }),
  };
}
