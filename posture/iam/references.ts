import type { Answer, Model, Resource, Step } from "../model";

/** Resources of a type that references lead to. */
export interface ReferencedResources {
  readonly resources: readonly Resource[];
  /** False where something else may be meant: an index that isn't known, a local, more than one resource. */
  readonly sure: boolean;
}

/** What the expression at an argument refers to, where its value isn't known. `most`: how many values it may hold. */
export function referencedResources(
  model: Model,
  resource: Resource,
  path: readonly Step[],
  types: readonly string[],
  most = 1,
  depth = 0,
): ReferencedResources {
  let sure = true;
  const found = new Set<Resource>();
  for (const { address, attribute } of resource.attributes.references(...path)) {
    const exact = model.resource(address);
    if (exact) {
      // An argument of another resource says what that resource was given: `aws_apigatewayv2_stage.this.api_id`.
      const given = types.includes(exact.type) || attribute.length === 0 || depth > 5 ? undefined : attribute;
      const through = given && referencedResources(model, exact, given, types, most, depth + 1);
      for (const one of through?.resources ?? []) found.add(one);
      if (types.includes(exact.type)) found.add(exact);
      else if (through?.sure !== true) sure = false;
      continue;
    }
    const instances = types.flatMap((type) => model.ofType(type)).filter((one) => isInstanceOf(one, address));
    if (instances.length !== 1) sure = false;
    for (const one of instances) found.add(one);
  }
  return { resources: [...found], sure: sure && found.size > 0 && found.size <= most };
}

/** Is a resource an instance of what an address without its last index names? */
function isInstanceOf({ address }: Resource, base: string): boolean {
  return address.startsWith(`${base}[`) && address.endsWith("]");
}

/** Does the expression at an argument refer to this one? `types`: what it might refer to instead. */
export function refersTo(
  model: Model,
  from: Resource,
  path: readonly Step[],
  wanted: Resource | undefined,
  types: readonly string[],
  most = 1,
): Answer {
  const { resources, sure } = referencedResources(model, from, path, types, most);
  if (sure) return wanted !== undefined && resources.includes(wanted);
  if (wanted === undefined || resources.includes(wanted)) return "unknown";
  // Every reference leads to others of its kind, or what it leads to is unknown.
  const vague = from.attributes
    .references(...path)
    .some(({ address }) => !resources.some((one) => one.address === address));
  return vague || resources.length === 0 ? "unknown" : false;
}

/** Does an argument name this resource, by its id, ARN, name or URL, or by reference? */
export function belongsTo(model: Model, from: Resource, attribute: string, wanted: Resource): Answer {
  const value = from.attributes.text(attribute);
  if (!value.known) return refersTo(model, from, [attribute], wanted, [wanted.type]);
  const ids = ["id", "arn", "name", "function_name", "bucket", "url", "key_id"].map((name) =>
    wanted.attributes.text(name),
  );
  if (ids.some((id) => id.known && id.value !== undefined && id.value === value.value)) return true;
  // Its own ids are made at apply: what is written here is another's, unless it was found by reference.
  const referring = from.attributes.references(attribute).some(({ address }) => address === wanted.address);
  return referring ? "unknown" : false;
}
