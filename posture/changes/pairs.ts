import type { Entity } from "../model";

/** The same thing on both sides; one side is missing when it was added or removed. */
export type Pair<T extends Entity> =
  | { readonly before: T; readonly after: T }
  | { readonly before: T; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: T };

/**
 * Finds what belongs together: by address (an address from before a `moved` block counts as the new one), and what is left by a key that
 * says what the thing is in AWS, so that a resource that moved into a module, or between editions, is no change.
 * @param moved previous address by new address
 * @param key undefined when it isn't known; a key that several share pairs nothing
 */
export function pairs<T extends Entity>(
  befores: readonly T[],
  afters: readonly T[],
  moved: ReadonlyMap<string, string>,
  key: (entity: T) => string | undefined,
): Pair<T>[] {
  const left = new Map(befores.map((entity) => [entity.address, entity]));
  const found = new Map<T, T>();
  for (const after of afters) {
    const before = left.get(after.address) ?? left.get(moved.get(after.address) ?? "");
    if (before === undefined) continue;
    found.set(after, before);
    left.delete(before.address);
  }
  const byKey = unique([...left.values()], key);
  for (const [text, after] of unique(
    afters.filter((entity) => !found.has(entity)),
    key,
  )) {
    const before = byKey.get(text);
    if (before === undefined) continue;
    found.set(after, before);
    left.delete(before.address);
  }
  return [
    ...afters.map((after): Pair<T> => {
      const before = found.get(after);
      return before === undefined ? { after } : { before, after };
    }),
    ...[...left.values()].map((before): Pair<T> => ({ before })),
  ];
}

function unique<T>(entities: readonly T[], key: (entity: T) => string | undefined): Map<string, T> {
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
