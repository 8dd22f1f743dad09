import { valueOr, type Entity, type Link, type Value } from "../model";

/** Ids, ARNs and names in AWS under which a list may name what has no address here. */
const NAMES = ["id", "arn", "name", "function_name", "client_id", "user_pool_id"] as const;

/** Is this the entity that a list names: by address (an index may be left out), id, ARN or name? */
export function isNamed(entity: Entity, name: string): boolean {
  if (entity.address === name || entity.address.replace(/\[[^\]]*\]$/, "") === name) return true;
  const { attributes } = entity.resource;
  // The ARN of a function here isn't known before it is made.
  const ofArn = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(name)?.[1];
  if (ofArn !== undefined && valueOr(attributes.text("function_name"), undefined) === ofArn) return true;
  return NAMES.some((attribute) => valueOr(attributes.text(attribute), undefined) === name);
}

export function leadsToNamed(link: Link<Entity>, name: string): boolean | "unknown" {
  switch (link.kind) {
    case "resource":
      return isNamed(link.target, name);
    case "external":
      return (
        link.id === name ||
        link.id.endsWith(`/${name}`) ||
        link.id.includes(`/functions/${name}/`) ||
        link.id.endsWith(`:function:${name}`)
      );
    case "none":
      return false;
    case "unknown":
      return link.candidates.length > 0 && !link.candidates.some((one) => isNamed(one, name)) ? false : "unknown";
  }
}

/** How a report names where a link leads. */
export function linkName(link: Link<Entity>): string {
  if (link.kind === "resource") return link.target.address;
  if (link.kind === "external") return link.id;
  return link.kind === "none" ? "nothing" : `not known yet (${link.why})`;
}

/** How a report shows a value. */
export function valueName(value: Value<string | undefined>): string {
  return value.known ? (value.value ?? "nothing") : `not known yet (${value.why})`;
}
