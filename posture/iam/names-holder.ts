import type { Answer, Model, Resource } from "../model";
import type { Holder } from "./principal";
import { refersTo } from "./references";

/**
 * Does an argument (one name, or a list of them) name this holder? By the name where it is known, else by what the
 * argument refers to.
 */
export function namesHolder(model: Model, resource: Resource, attribute: string, holder: Holder): Answer {
  const { name, resource: own, type } = holder;
  const single = resource.attributes.text(attribute);
  const list = resource.attributes.texts(attribute);
  const names = single.known ? (single.value === undefined ? [] : [single.value]) : list.items;
  if (name !== undefined && names.includes(name)) return true;
  const missing = single.known ? 0 : list.missing.length;
  if (missing > 0) return refersTo(model, resource, [attribute], own, [type], list.missing.length + names.length);
  // A name that AWS or the provider makes up is none that is written here.
  if (name === undefined && names.length > 0 && own?.attributes.references("name").length !== 0) return "unknown";
  return false;
}
