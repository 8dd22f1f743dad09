import type { Entity, Model, Resource } from "../model/index";
import { PAIRED, type Comparison } from "./comparison";
import { entityOf } from "./policies/grouped-changes";
import { pairs, type Pair } from "./pairs";
import { groupBy } from "../group-by";

/** One resource on both sides; a side is missing where it was added or removed. */
export interface ResourcePair {
  readonly before?: Resource;
  readonly after?: Resource;
}

/**
 * Every resource of both sides with its partner. What the model knows is paired as the model pairs it (a route by its
 * key); the rest by address, by where a `moved` block brought it from, and by being the same in everything that is
 * written down.
 */
export function resourcePairs(comparison: Comparison): readonly ResourcePair[] {
  let found = FOUND.get(comparison);
  if (!found) FOUND.set(comparison, (found = pairAll(comparison)));
  return found;
}

const FOUND = new WeakMap<Comparison, readonly ResourcePair[]>();

function pairAll(comparison: Comparison): readonly ResourcePair[] {
  const becomes = new Map<Resource, Resource>();
  const paired = new Set<Resource>();
  for (const list of PAIRED)
    for (const { before, after } of comparison[list]) {
      // A policy's statements are entities as well: the first one pairs their resource.
      if (before === undefined || after === undefined || becomes.has(before.resource) || paired.has(after.resource))
        continue;
      becomes.set(before.resource, after.resource);
      paired.add(after.resource);
    }
  const result: ResourcePair[] = [];
  for (const [before, after] of becomes) result.push({ before, after });
  const left = (model: Model, taken: (resource: Resource) => boolean): Map<string, Entity[]> =>
    groupBy(
      model.resources.filter((resource) => !taken(resource)).map(entityOf),
      ({ resource: { mode, type } }) => `${mode} ${type}`,
    );
  const [had, has] = [left(comparison.before, (r) => becomes.has(r)), left(comparison.after, (r) => paired.has(r))];
  for (const kind of new Set([...had.keys(), ...has.keys()])) {
    const key = ({ resource }: Entity) => JSON.stringify(resource.attributes.plain());
    for (const { before, after } of pairs(had.get(kind) ?? [], has.get(kind) ?? [], { moved: comparison.moved, key }))
      result.push({ ...(before && { before: before.resource }), ...(after && { after: after.resource }) });
  }
  return result;
}

/**
 * The managed resources of a type, which no entity of the model stands for.
 * @param key the arguments that say together which thing it is in AWS
 */
export function managedPairs(
  { before, after, moved }: Comparison,
  type: string,
  key: readonly string[],
): Pair<Entity>[] {
  const list = (model: Model): Entity[] =>
    model
      .ofType(type)
      .filter(({ mode }) => mode === "managed")
      .map(entityOf);
  const keyOf = ({ resource: { attributes } }: Entity): string | undefined => {
    const parts = key.map((name) => attributes.text(name));
    return parts.every((part) => part.known) ? JSON.stringify(parts) : undefined;
  };
  return pairs(list(before), list(after), { moved, key: keyOf });
}
