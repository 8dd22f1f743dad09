import type { Account, Place, ReadPlace } from "./account";

/**
 * What a finding speaks of: a resource by address, and the attribute that it is about (`jwt_configuration[0].audience`,
 * or the block that it stands in, `jwt_configuration`); `*` for every attribute of it. Without an attribute it speaks of
 * the resource being there or not, and of no change within it: else a word about a stage's throttling would cover its
 * stage variables.
 */
export interface Citation {
  readonly address: string;
  readonly attribute?: string;
}

/** What diff has to say of its own accord, because no finding says it. */
export interface Uncited {
  /**
   * - `configuration-changed`: a known value differs
   * - `configuration-not-compared`: the value comes at apply; say it only where references and sources don't tell either
   * - `resource-changed`: a resource is new or removed
   * - `attribute-not-analysed`: nobody classified the attribute, or its type
   */
  readonly code: "configuration-changed" | "configuration-not-compared" | "resource-changed" | "attribute-not-analysed";
  readonly kind: "unknown" | "neutral";
  readonly address: string;
  /** Missing where the resource as a whole is meant. */
  readonly path?: string;
  readonly summary: string;
}

/**
 * The generic detector. The contract with diff:
 * 1. pair the resources of both sides (moved ones by their previous address) and call `accountFor` on each pair;
 * 2. run the specific detectors; each finding cites the resources and attributes that it speaks of or follows from;
 * 3. whatever differs and isn't cited is said by this function, with the kind that its classification gives.
 * So nothing that changes passes in silence, and nothing is said twice. Entries of one resource that say the same are
 * one. Irrelevant places are counted by the caller, who has them in the account.
 */
export function uncited(address: string, account: Account, citations: readonly Citation[]): readonly Uncited[] {
  const here = citations.filter((citation) => citation.address === address);
  if (account.existence !== "kept") {
    if (here.length > 0) return [];
    const verb = account.existence === "created" ? "is new" : "is removed";
    const kind = account.notAnalysed.length > 0 ? "unknown" : account.existenceUncited;
    const meaning = kind === "unknown" ? NOT_ANALYSED : "by itself it lets nobody in or out";
    return [{ code: "resource-changed", kind, address, summary: `${address} ${verb}; ${meaning}.` }];
  }
  const cited = ({ path }: Place): boolean =>
    here.some(
      ({ attribute }) =>
        attribute !== undefined && (attribute === "*" || covers(attribute, path) || covers(path, attribute)),
    );
  const found = new Map<string, Uncited>();
  const add = (entry: Uncited): void => {
    const key = `${entry.code}\n${entry.path ?? ""}`;
    if (!found.has(key)) found.set(key, entry);
  };
  for (const place of account.read) {
    if (cited(place)) continue;
    const { path, state } = place;
    if (state === "changed")
      add({
        code: "configuration-changed",
        kind: place.uncited,
        address,
        path,
        summary: `Configuration changed: ${path} of ${address}; ${meaningOf(place)}.`,
      });
    else
      add({
        code: "configuration-not-compared",
        kind: "unknown",
        address,
        path,
        summary: `${path} of ${address} is known only after apply, so it was not compared.`,
      });
  }
  for (const { path } of account.notAnalysed)
    add({
      code: "attribute-not-analysed",
      kind: "unknown",
      address,
      path,
      summary: `${path} of ${address} changed and was not analysed.`,
    });
  return [...found.values()];
}

const NOT_ANALYSED = "what that means for access was not analysed";

function meaningOf({ by, uncited: kind }: ReadPlace): string {
  if (kind === "unknown") return NOT_ANALYSED;
  return by === "whole" ? "access does not depend on it" : "no decision about access differs";
}

/** Is `inner` the attribute itself, or something in it? Indices of blocks don't count. */
function covers(outer: string, inner: string): boolean {
  const [o, i] = [outer, inner].map((path) => path.replace(/\[[^\]]*\]/g, ""));
  return i === o || (i ?? "").startsWith(`${o}.`);
}
