import type { Entity } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { shown } from "./redact";

/** The name that AWS shows for a thing; while it isn't known, its address: a label in a configuration is no name. */
export function nameOf(entity: Entity & { readonly name?: Value<string | undefined> }): string {
  const name = entity.name?.known ? entity.name.value : undefined;
  return name === undefined ? entity.address : shown(entity, ["name"], name);
}
