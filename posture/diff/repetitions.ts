import { relevance } from "../coverage/index";
import type { Resource } from "../model/index";
import type { ChangeReport } from "./change";
import type { ResourcePair } from "./resource-pairs";

/** One finding for all resources whose number isn't known and may be another: count or for_each say something else. */
export function repetitions(pairs: readonly ResourcePair[]): readonly ChangeReport[] {
  const changed = new Map<string, Resource[]>();
  for (const { before, after } of pairs) {
    if (!before || !after || before.repetition === after.repetition) continue;
    if (after.mode === "managed" && relevance(after.type).relevance === "irrelevant") continue;
    const key = JSON.stringify([before.repetition, after.repetition]);
    changed.set(key, [...(changed.get(key) ?? []), after]);
  }
  return Array.from(changed.values(), (list) => {
    const [first, ...more] = list as [Resource, ...Resource[]];
    const whose = `${first.address}${more.length === 0 ? "" : ` and ${more.length} more`}`;
    return {
      at: first,
      code: "configuration-unknown",
      kind: "unknown",
      summary: `The count or for_each of ${whose}, or of a module around, changed: which instances there are was not compared.`,
    };
  });
}
