import type { Entity } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { shown } from "./redact";

/** A thing's name as people know it, else its name in the configuration. */
export function nameOf(entity: Entity & { readonly name?: Value<string | undefined> }): string {
  const name = entity.name?.known ? entity.name.value : undefined;
  return name === undefined ? entity.resource.name : shown(entity, ["name"], name);
}
