import type { Answer, Entity, Integration, Link } from "../model/index";
import type { Comparison } from "./comparison";
import type { MatchedPair } from "./pairs";
import { compareValue } from "./compare-values";

/** Whether two integrations lead to the same place; `why` it is unknown. */
export interface TargetComparison {
  readonly same: Answer;
  readonly why?: string;
}

/** Many routes share an integration: each pair of integrations is looked at once. */
export function targetComparer(comparison: Comparison): (before: Integration, after: Integration) => TargetComparison {
  const verdicts = new Map<Integration, Map<Integration, TargetComparison>>();
  return (before, after) => {
    const known = verdicts.get(before) ?? new Map<Integration, TargetComparison>();
    verdicts.set(before, known);
    const verdict = known.get(after) ?? destination(comparison, { before, after });
    known.set(after, verdict);
    return verdict;
  };
}

/** Do two integrations lead to the same place? The integration's own address says nothing of that. */
function destination(comparison: Comparison, { before, after }: MatchedPair<Integration>): TargetComparison {
  const place = { before, after, path: ["integration_uri"] };
  // A function of another account may have the name of one of this configuration.
  const [account, other] = [accountOf(before), accountOf(after)];
  if (account !== undefined && other !== undefined && account !== other) return { same: false };
  if (before.function.kind !== "none" || after.function.kind !== "none")
    return { same: comparison.sameLink(before.function, after.function, place), why: reason(after.function) };
  const uri = compareValue(before.uri, after.uri, place);
  if (uri.is === "unknown") return { same: "unknown", why: uri.why };
  return { same: uri.is === "same" };
}

/** The account of the function that an integration's address names. */
export function accountOf({ uri }: Integration): string | undefined {
  return uri.known ? /:lambda:[\w-]*:(\d{12}):function:/.exec(uri.value ?? "")?.[1] : undefined;
}

/** Why it can't be said whether two links lead to the same. */
export const reason = (link: Link<Entity>): string => (link.kind === "unknown" ? link.why : "one side doesn't say");
