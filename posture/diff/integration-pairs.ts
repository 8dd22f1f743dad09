import { targetOf } from "../model/index";
import type { Integration } from "../model/index";
import type { Comparison } from "./comparison";
import { isBoth } from "./pairs";
import type { Both } from "./pairs";

/** Integrations with their partners, and those that answer a route in another's place. */
export function integrationPairs(comparison: Comparison): readonly Both<Integration>[] {
  const found = comparison.integrations.filter(isBoth);
  const seen = new Set(found.map(({ after }) => after));
  for (const { before, after } of comparison.alteredRoutes) {
    const [was, is] = [targetOf(before.integration), targetOf(after.integration)];
    if (!was || !is || seen.has(is)) continue;
    seen.add(is);
    found.push({ before: was, after: is });
  }
  return found;
}
