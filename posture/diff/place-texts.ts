import type { ReadPlace } from "../coverage/index";
import type { Resource } from "../model/index";
import { shown } from "../redact/redact";
import type { ChangeReport } from "./change";

/** A value worth showing: a short one that is no secret. */
export function valueOf(side: "before" | "after", resource: Resource, { steps }: ReadPlace) {
  const value = resource.attributes.text(...steps);
  if (!value.known || value.value === undefined || value.value.length > 120) return {};
  return { [side]: shown({ address: resource.address, resource }, steps, value.value) };
}

/** Does the attribute name a resource and nothing else? */
export const namesResource = (path: string): boolean => /_id$|^function_name$/.test(path);

/** An attribute that names another resource than before. */
export const otherResource = (path: string, { address }: Resource): string =>
  `${path} of ${address} leads to another resource; what that means for access was not analysed.`;

/** An attribute that reads alike and comes from what is another on both sides. */
export function ofSource(at: Resource, path: string, source: string): ChangeReport {
  return {
    at,
    attributes: [{ address: at.address, attribute: path }],
    code: "configuration-unknown",
    kind: "unknown",
    summary: `${path} of ${at.address} may have changed: it comes from ${source}, which changed.`,
  };
}
