import type { Entity } from "../model";

/** The same thing on both sides. */
export interface Both<T extends Entity> {
  readonly before: T;
  readonly after: T;
}

/** The same thing on both sides; one side is missing when it was added or removed. */
export type Pair<T extends Entity> =
  Both<T> | { readonly before: T; readonly after?: undefined } | { readonly before?: undefined; readonly after: T };

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
}

/**
 * Finds what belongs together: by address (an address from before a `moved` block counts as the new one), and what is
 * left by key, so that a resource that moved into a module, or between editions, is paired too.
 */
export function pairs<T extends Entity>(
  befores: readonly T[],
  afters: readonly T[],
  { moved, key, identity }: Pairing<T>,
): Pair<T>[] {
  const found = new Map<T, T>();
  // Several entities may share an address (statements of one policy): then the first ones pair in their order.
  const left = new Set(befores);
  const take = (after: T, before: T | undefined): void => {
    if (before === undefined || !left.delete(before)) return;
    found.set(after, before);
  };
  const byAddress = (): void => {
    const at = new Map<string, T[]>();
    for (const before of left) at.set(before.address, [...(at.get(before.address) ?? []), before]);
    for (const after of afters) {
      if (found.has(after)) continue;
      const here = at.get(after.address) ?? at.get(moved.get(after.address) ?? "");
      const candidate = here?.[0];
      if (candidate === undefined || (identity && differ(identity(candidate), identity(after)))) continue;
      here?.shift();
      take(after, candidate);
    }
  };
  const byKey = (): void => {
    const keyed = unique(left, key);
    const open = afters.filter((entity) => !found.has(entity));
    for (const [text, after] of unique(open, key)) take(after, keyed.get(text));
  };
  for (const step of identity ? [byKey, byAddress] : [byAddress, byKey]) step();
  return [
    ...afters.map((after): Pair<T> => {
      const before = found.get(after);
      return before === undefined ? { after } : { before, after };
    }),
    ...Array.from(left, (before): Pair<T> => ({ before })),
  ];
}

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

export function isBoth<T extends Entity>(pair: Pair<T>): pair is Both<T> {
  return pair.before !== undefined && pair.after !== undefined;
}
