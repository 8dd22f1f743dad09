import { UserError } from "../process/user-error";
import type { Result } from "./result";

/** Kinds of changes that can hold a pull request up. */
export type BlockingKind = "breaking" | "broadened" | "unknown";

export const BLOCKING_KINDS: readonly BlockingKind[] = ["breaking", "broadened", "unknown"];

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
export function gate(
  results: readonly Result[],
  gated: readonly BlockingKind[] = ["breaking", "broadened"],
  expected: readonly string[] = [],
): Decision {
  if (results.length === 0)
    return { passes: false, lines: ["There is no result of any stack. Did the job that plans fail?"] };
  const absent = expected.filter((stack) => !results.some((result) => result.stack === stack));
  const judged = results.flatMap((result) => {
    if (result.verdict === "failed") return [`${result.stack}: failed: ${result.message ?? "see the job's log"}`];
    const open = gated.flatMap((kind) => (result.open[kind] > 0 ? [`${String(result.open[kind])} ${kind}`] : []));
    return open.length === 0 ? [] : [`${result.stack}: ${open.join(", ")}, not acknowledged`];
  });
  const lines = [...absent.map((stack) => `${stack}: no result. Did its job fail?`), ...judged];
  if (lines.length === 0)
    return {
      passes: true,
      lines: [`${String(results.length)} stack(s) without an unacknowledged change of the kinds ${gated.join(", ")}.`],
    };
  // Neither helps a stack that wasn't compared.
  const isOpen = results.some(({ verdict, open }) => verdict !== "failed" && gated.some((kind) => open[kind] > 0));
  return { passes: false, lines: isOpen ? [...lines, FIX] : lines };
}

const FIX =
  "Fix each change, or acknowledge it in the acknowledgements file: { code, address, reason, expires }. The comment holds codes and addresses.";

/** Names of the stacks in a workflow's list, `[{ "name": "auth-api" }]`. Throws a UserError that says what it should be. */
export function stackNames(json: string): readonly string[] {
  const wrong = new UserError("usage", 'The stacks are a JSON list: [{ "name": "auth-api", "path": "infra" }].');
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    throw wrong;
  }
  if (!Array.isArray(list) || list.length === 0) throw wrong;
  return list.map((item: unknown) => {
    const name = (item as { name?: unknown } | null)?.name;
    if (typeof name !== "string" || name === "") throw wrong;
    return name;
  });
}
