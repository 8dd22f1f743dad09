import type { Answer, Resource } from "../model/index";
import type { Holder } from "./principal";

/**
 * Does an argument (one name, or a list of them) name this holder? By the name where it is known, else by what the
 * argument refers to.
 */
export function belongs(resource: Resource, attribute: string, { name, resource: own }: Holder): Answer {
  const list = resource.attributes.texts(attribute);
  const single = resource.attributes.text(attribute);
  const names = single.known && single.value !== undefined ? [single.value] : list.items;
  if (name !== undefined && names.includes(name)) return true;
  const references = resource.attributes.references(attribute).map(({ address }) => address);
  if (own !== undefined && references.includes(own.address)) return true;
  if (single.known || list.missing.length === 0)
    return name === undefined && references.length === 0 ? "unknown" : false;
  // It leads to something else, which the reference names.
  return references.length > 0 ? false : "unknown";
}
