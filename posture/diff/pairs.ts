import { groupBy } from "../group-by";
import type { Entity } from "../model/index";

/** The same thing on both sides. */
export interface MatchedPair<T extends Entity> {
  readonly before: T;
  readonly after: T;
}

/** The same thing on both sides; one side is missing when it was added or removed. */
export type Pair<T extends Entity> =
  | MatchedPair<T>
  | { readonly before: T; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: T };

export interface Pairing<T extends Entity> {
  /** Previous address by new address. */
  readonly moved: ReadonlyMap<string, string>;
  /** Says what the thing is in AWS; undefined when it isn't known. A key that several share pairs nothing. */
  readonly key: (entity: T) => string | undefined;
  /**
   * What callers know it by, where that decides before the address does: two routes that swap their addresses are no
   * change, and one address that changes its route key is another route.
   */
  readonly identity?: (entity: T) => string | undefined;
  /** A quicker way to ask whether two have the same key, and one that is known. */
  readonly sameKey?: (before: T, after: T) => boolean;
}

/**
 * Finds what belongs together: by address (an address from before a `moved` block counts as the new one), and what is
 * left by key, so that a resource that moved into a module, or between editions, is paired too.
 */
export function pairs<T extends Entity>(befores: readonly T[], afters: readonly T[], how: Pairing<T>): Pair<T>[] {
  if (befores.length === 0) return afters.map((after) => ({ after }));
  const { identity, key } = how;
  const found = how.sameKey ? stayed(befores, afters, how, how.sameKey) : new Map<T, T>();
  const left = new Set(befores);
  for (const before of found.values()) left.delete(before);
  const take = (after: T, before: T | undefined): void => {
    if (before === undefined || !left.delete(before)) return;
    found.set(after, before);
  };
  const byAddress = (): void => {
    const at = atAddress(left);
    for (const after of afters) {
      if (found.has(after)) continue;
      const here = at.get(after.address) ?? at.get(how.moved.get(after.address) ?? "");
      const candidate = here?.[0];
      if (candidate === undefined || (identity && differ(identity(candidate), identity(after)))) continue;
      here?.shift();
      take(after, candidate);
    }
  };
  const byKey = (): void => {
    const open = afters.filter((entity) => !found.has(entity));
    // Keys count among all where they decide first: two that share one aren't told apart by it.
    const keyed = unique(identity ? befores : left, key);
    for (const [text, after] of unique(identity ? afters : open, key))
      if (!found.has(after)) take(after, keyed.get(text));
  };
  for (const step of identity ? [byKey, byAddress] : [byAddress, byKey])
    if (left.size > 0 && found.size < afters.length) step();
  const paired = afters.map((after): Pair<T> => {
    const before = found.get(after);
    return before === undefined ? { after } : { before, after };
  });
  for (const before of left) paired.push({ before });
  return paired;
}

/**
 * What has the same address and the same key on both sides, which is most of a plan: by whichever step, these belong
 * together. Not so where an address stands for several, or where what was there has moved.
 */
function stayed<T extends Entity>(
  befores: readonly T[],
  afters: readonly T[],
  { moved }: Pairing<T>,
  sameKey: (before: T, after: T) => boolean,
): Map<T, T> {
  const found = new Map<T, T>();
  const at = new Map(befores.map((before) => [before.address, before]));
  const addresses = new Set(afters.map(({ address }) => address));
  if (at.size < befores.length || addresses.size < afters.length || moved.size > 0) return found;
  for (const after of afters) {
    const before = at.get(after.address);
    if (before && sameKey(before, after)) found.set(after, before);
  }
  return found;
}

/** Several entities may share an address (statements of one policy): then the first ones pair in their order. */
const atAddress = <T extends Entity>(entities: Iterable<T>): Map<string, T[]> =>
  groupBy(entities, ({ address }) => address);

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function unique<T>(entities: Iterable<T>, key: (entity: T) => string | undefined): Map<string, T> {
  const once = new Map<string, T>();
  const twice = new Set<string>();
  for (const entity of entities) {
    const text = key(entity);
    if (text === undefined || twice.has(text)) continue;
    if (once.delete(text)) twice.add(text);
    else once.set(text, entity);
  }
  return once;
}

export function isMatched<T extends Entity>(pair: Pair<T>): pair is MatchedPair<T> {
  return pair.before !== undefined && pair.after !== undefined;
}
