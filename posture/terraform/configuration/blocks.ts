import { evaluateJson, withNames, referencesInJson } from "../hcl/evaluate";
import { selectPath } from "../hcl/select-path";
import type { Lookup } from "../hcl/lookup";
import { Unresolved, isBranch, type ValueBranch, type ValueNode } from "../value-node";
import { keysOf, kindOf } from "../hcl/kinds";
import { bareName, bodies, isObject, objectAt, type Json } from "./json";

/** A resource's or block's arguments, `dynamic` blocks written out wherever they stand. */
export function evaluateBody(body: Json, lookup: Lookup): ValueBranch {
  const result: Record<string, ValueNode> = {};
  const dynamic = dynamicIn(body);
  for (const [name, value] of Object.entries(body)) {
    if (dynamic && name === "dynamic") continue;
    result[name] = holdsBlocks(value) ? value.map((one) => evaluateBody(one, lookup)) : evaluateJson(value, lookup);
  }
  for (const [name, block] of Object.entries(dynamic ?? {})) {
    const present = result[name];
    const written = present === undefined ? [] : Array.isArray(present) ? (present as readonly ValueNode[]) : [present];
    const made = bodies(block).flatMap((one) => expanded(name, one, lookup));
    // A block whose number isn't known makes the whole list so.
    result[name] =
      made.length === 1 && made[0] instanceof Unresolved && written.length === 0 ? made[0] : [...written, ...made];
  }
  return result;
}

/** A list of objects may be blocks; as an attribute it reads the same, unless there is a `dynamic` in it. */
function holdsBlocks(value: unknown): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && hasDynamic(one));
}

function hasDynamic(body: Json): boolean {
  return (
    dynamicIn(body) !== undefined ||
    Object.values(body).some((value) => Array.isArray(value) && value.some((one) => isObject(one) && hasDynamic(one)))
  );
}

/** The dynamic blocks, by the name of what they make. */
export function dynamicIn(body: Json): Json | undefined {
  const found = bodies(body["dynamic"]);
  if (found.length === 0) return undefined;
  const all = Object.assign({}, ...found) as Json;
  return Object.values(all).every((block) => bodies(block).some((one) => "for_each" in one && "content" in one))
    ? all
    : undefined;
}

function expanded(name: string, { for_each: forEach, content, iterator }: Json, lookup: Lookup): ValueNode[] {
  const each = evaluateJson(forEach, lookup);
  const entries = isBranch(each)
    ? keysOf(each).map((key) => [key, each[key]] as const)
    : Array.isArray(each)
      ? (each as readonly ValueNode[]).map(
          (item, i) => [kindOf(each as readonly ValueNode[]) === "set" ? item : i, item] as const,
        )
      : undefined;
  const body = objectAt({ content }, "content");
  if (!entries)
    return [
      new Unresolved("a dynamic block over something that isn't known", () =>
        referencesInJson([forEach, content], lookup),
      ),
    ];
  const word = bareName(iterator) ?? name;
  return entries.map(([key, value]) =>
    evaluateBody(
      body,
      withNames(lookup, (root, steps) =>
        root !== word
          ? lookup(root, steps)
          : steps[0] === "key"
            ? selectPath(key, steps.slice(1))
            : selectPath(value, steps.slice(1)),
      ),
    ),
  );
}
