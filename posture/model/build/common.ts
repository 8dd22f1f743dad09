import { known, map, type Attributes, type Entity, type Resource, type Step, type Value } from "../index";

/** What every entity takes over from its resource. */
export function entityOf(resource: Resource): Entity {
  const { address, module, constructPath } = resource;
  if (module === undefined && constructPath === undefined) return { address, resource };
  const placed = module === undefined ? { address, resource } : { address, resource, module };
  return constructPath === undefined ? placed : { ...placed, constructPath };
}

/** The value, with the default that AWS or the provider uses when it was left out. */
export function or<T>(value: Value<T | undefined>, fallback: T): Value<T> {
  return map(value, (v) => v ?? fallback);
}

/** The one block of a kind; `known(undefined)` when there's none. */
export function block(attributes: Attributes, ...path: readonly Step[]): Value<Attributes | undefined> {
  const { items, missing } = attributes.blocks(...path);
  const [why] = missing;
  return why === undefined ? known(items[0]) : { known: false, why };
}

/** States write an optional text that was left out as "". */
export function nonEmpty(value: Value<string | undefined>): Value<string | undefined> {
  return map(value, (v) => (v === "" ? undefined : v));
}
