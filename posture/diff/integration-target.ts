import type { Answer, Entity, Integration, Link } from "../model/index";
import type { Comparison } from "./comparison";
import type { Both } from "./pairs";
import { settle } from "./compare-values";

/** Whether two integrations lead to the same place; `why` it can't be said. */
export interface Destination {
  readonly same: Answer;
  readonly why?: string;
}

/** Many routes share an integration: each pair of integrations is looked at once. */
export function destinations(comparison: Comparison): (before: Integration, after: Integration) => Destination {
  const verdicts = new Map<Integration, Map<Integration, Destination>>();
  return (before, after) => {
    const known = verdicts.get(before) ?? new Map<Integration, Destination>();
    verdicts.set(before, known);
    const verdict = known.get(after) ?? destination(comparison, { before, after });
    known.set(after, verdict);
    return verdict;
  };
}

/** Do two integrations lead to the same place? The integration's own address says nothing of that. */
function destination(comparison: Comparison, { before, after }: Both<Integration>): Destination {
  const place = { before, after, path: ["integration_uri"] };
  if (before.function.kind !== "none" || after.function.kind !== "none")
    return { same: comparison.sameLink(before.function, after.function, place), why: reason(after.function) };
  const uri = settle(before.uri, after.uri, place);
  if (uri.is === "unknown") return { same: "unknown", why: uri.why };
  return { same: uri.is === "same" };
}

/** Why it can't be said whether two links lead to the same. */
export function reason(link: Link<Entity>): string {
  return link.kind === "unknown" ? link.why : "one side doesn't say";
}
