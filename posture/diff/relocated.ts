import { relevance } from "../coverage/index";
import type { Resource, Value } from "../model/index";
import type { ChangeReport } from "./change";
import type { ResourcePair } from "./resource-pairs";

/** Services whose resources are the same from every region. */
const GLOBAL = /^aws_(iam|cloudfront|route53|organizations|globalaccelerator|networkmanager)_/;

/** Where a resource goes; `sure` false: only if the environment's region is another. */
export interface Relocation {
  readonly way: string;
  readonly sure: boolean;
}

/** Where a resource goes, if its provider's region or account is another: there it is created again, with another id. */
export function relocation(before: Resource, after: Resource): Relocation | undefined {
  if (after.mode === "data" || !after.type.startsWith("aws")) return undefined;
  const own = (resource: Resource) => ["arn", "id"].map((name) => textOf(resource.attributes.text(name)));
  if (own(before).some((text, i) => text !== undefined && text === own(after)[i])) return undefined;
  const [from, to] = [before.account, after.account];
  if (from !== undefined && to !== undefined && from !== to)
    return { way: `from account ${from} to ${to}`, sure: true };
  if (GLOBAL.test(after.type) || !before.region.known || !after.region.known) return undefined;
  const [was, is] = [before.region.value, after.region.value];
  if (was === is) return undefined;
  return { way: `from ${was ?? ENVIRONMENT} to ${is ?? ENVIRONMENT}`, sure: was !== undefined && is !== undefined };
}

const ENVIRONMENT = "the environment's region";

/** One finding for all that go the same way. */
export function relocations(pairs: readonly ResourcePair[]): readonly ChangeReport[] {
  const ways = new Map<string, { readonly sure: boolean; readonly list: Resource[] }>();
  for (const { before, after } of pairs) {
    const found = before && after && relocation(before, after);
    if (!found || relevance(after.type).relevance === "irrelevant") continue;
    const known = ways.get(found.way);
    if (known) known.list.push(after);
    else ways.set(found.way, { sure: found.sure, list: [after] });
  }
  return Array.from(ways, ([way, { sure, list }]) => {
    const [first, ...more] = list as [Resource, ...Resource[]];
    const one = more.length === 0;
    const moves = `${first.address}${one ? "" : ` and ${more.length} more`} ${one ? "moves" : "move"} ${way}`;
    const anew = `${one ? "it is replaced and gets another id" : "they are replaced and get other ids"}`;
    return {
      at: first,
      attributes: list.map(({ address }) => ({ address, attribute: "region" })),
      code: "resource-relocated",
      ...(sure
        ? {
            kind: "breaking",
            summary: `${moves}: ${anew}, and calls and tokens for the old ones fail once they are gone.`,
          }
        : { kind: "unknown", summary: `${moves}: if that is another region, ${anew}.` }),
    };
  });
}

function textOf(value: Value<string | undefined>): string | undefined {
  return value.known ? value.value : undefined;
}
