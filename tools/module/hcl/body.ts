import { isObject, valueOf, type Json, type JsonObject } from "./value";

/** Which of a resource's arguments are nested blocks, by name, and their own blocks likewise. What isn't named is an attribute. */
export type Blocks = ReadonlyMap<string, Blocks>;

/** A block that is written as `dynamic`: once for each item of an expression, or (with `when`) once if a condition holds. */
export type Dynamic = { readonly over: string } | { readonly when: string };

/** The dynamic blocks of a resource by their path: `schema`, `schema.string_attribute_constraints`. */
export type Dynamics = ReadonlyMap<string, Dynamic>;

/** The arguments of a block, as text between its braces: attributes first, then nested blocks, both in the order given. */
export function body(attributes: JsonObject, blocks: Blocks, dynamics: Dynamics = new Map(), path = ""): string {
  const plain: string[] = [];
  const nested: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const inner = blocks.get(name);
    if (inner === undefined) {
      plain.push(`${name} = ${valueOf(value)}`);
      continue;
    }
    const at = path === "" ? name : `${path}.${name}`;
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (!isObject(item)) throw new Error(`${at} is a block and can't be ${JSON.stringify(item)}.`);
      nested.push(block(name, body(item, inner, dynamics, at), dynamics.get(at)));
    }
  }
  return [...(plain.length === 0 ? [] : [plain.join("\n")]), ...nested].join("\n\n");
}

function block(name: string, inside: string, dynamic: Dynamic | undefined): string {
  if (dynamic === undefined) return `${name} {\n${inside}\n}`;
  const over = "over" in dynamic ? dynamic.over : `${dynamic.when} ? [1] : []`;
  return `dynamic "${name}" {\nfor_each = ${over}\n\ncontent {\n${inside}\n}\n}`;
}
