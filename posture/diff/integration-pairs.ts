import { targetOf, type Integration } from "../model/index";
import type { Comparison } from "./comparison";
import { isMatched, type MatchedPair } from "./pairs";

/** Integrations with their partners, and those that answer a route in another's place. */
export function integrationPairs(comparison: Comparison): readonly MatchedPair<Integration>[] {
  const found = comparison.integrations.filter(isMatched);
  const seen = new Set(found.map(({ after }) => after));
  for (const { before, after } of comparison.changedRoutes) {
    const [was, is] = [targetOf(before.integration), targetOf(after.integration)];
    if (!was || !is || seen.has(is)) continue;
    seen.add(is);
    found.push({ before: was, after: is });
  }
  return found;
}
