import type { Reference, Step } from "../resource";
import { indexText, within } from "../address";
import { Unresolved, isBranch, Untyped, type ValueNode } from "../value-node";
import type { Access, Node } from "./ast";
import type { Lookup } from "./lookup";
import { InexactError } from "./kinds";
import { parseTemplate } from "./parse";

/** What names lead to: through locals, variables and outputs, and by indexes that are expressions. */
export interface Names {
  readonly lookup: Lookup;
  index(node: Node): Step | undefined;
}

/** Every reference below a JSON value, in order of appearance; without names they stand as they are written. */
export function referencesInJson(json: unknown, names?: Names): Reference[] {
  if (typeof json === "string") return json.includes("{") ? referencesIn(parseTemplate(json), names) : [];
  if (typeof json !== "object" || json === null) return [];
  return Object.values(json).flatMap((value) => referencesInJson(value, names));
}

/** The references of an expression, each once, in order of appearance. */
export function referencesIn(node: Node, names?: Names): Reference[] {
  const found = new Map<string, Reference>();
  for (const reference of walk(node, names, new Set()))
    found.set(`${reference.address}|${reference.attribute.join(".")}`, reference);
  return [...found.values()];
}

/** `bound`: names that a `for` gives, which refer to nothing outside. */
function walk(node: Node, names: Names | undefined, bound: ReadonlySet<string>): readonly Reference[] {
  const all = (nodes: readonly (Node | string | undefined)[]): readonly Reference[] =>
    nodes.flatMap((one) => (typeof one === "object" ? walk(one, names, bound) : []));
  const indexes = (steps: readonly Access[]): readonly Reference[] =>
    all(steps.map((step) => (typeof step === "object" && "index" in step ? step.index : undefined)));
  switch (node.kind) {
    case "value":
    case "number":
      return [];
    case "template":
    case "opaque":
      return all(node.parts);
    case "list":
      return all(node.items);
    case "object":
      return all(node.entries.flat());
    case "call":
      return all(node.args);
    case "unary":
      return all([node.of]);
    case "binary":
      return all([node.left, node.right]);
    case "conditional":
    case "if":
      return all([node.condition, node.then, node.otherwise]);
    case "access":
      return [...all([node.of]), ...indexes(node.steps)];
    case "repeat":
    case "for": {
      const inner = new Set([...bound, node.value, ...(node.key === undefined ? [] : [node.key])]);
      const within = node.kind === "repeat" ? [node.body] : [node.resultKey, node.result, node.condition];
      return [...all([node.over]), ...within.flatMap((one) => (one ? walk(one, names, inner) : []))];
    }
    case "reference":
      return bound.has(node.root)
        ? indexes(node.steps)
        : [...followed(node.root, node.steps, names), ...indexes(node.steps)];
  }
}

/** Where a name leads in the end: what isn't known behind it knows its own references. */
function followed(root: string, accesses: readonly Access[], names: Names | undefined): readonly Reference[] {
  const lookup = names?.lookup;
  const indexOf = (access: Access): Step | undefined => {
    if (typeof access === "string") return undefined;
    if ("name" in access) return access.name;
    const index = access.index.kind === "value" ? access.index.value : names?.index(access.index);
    return typeof index === "string" || typeof index === "number" ? index : undefined;
  };
  const own = named(root, accesses, accesses.map(indexOf)).map((one) => ({
    ...one,
    address: within(lookup?.module, one.address),
  }));
  if (!lookup || root === "data") return own;
  const steps: Step[] = [];
  for (const access of accesses) {
    const step = indexOf(access);
    if (step === undefined) break;
    steps.push(step);
  }
  const behind = missingIn(lookedUp(root, steps, lookup)).flatMap((leaf) => leaf.references);
  if (["var", "local", "module", "each"].includes(root)) return behind.length > 0 ? behind : own;
  // A resource leads to itself; what leads elsewhere is a name that a dynamic block gives.
  const [itself] = own;
  const elsewhere =
    behind.length > 0 && itself !== undefined && !behind.some(({ address }) => isWithin(address, itself.address));
  return elsewhere ? behind : own;
}

function isWithin(address: string, base: string): boolean {
  return address === base || address.startsWith(`${base}[`) || base.startsWith(`${address}[`);
}

function lookedUp(root: string, steps: readonly Step[], lookup: Lookup): ValueNode {
  try {
    const result = lookup(root, steps);
    return result instanceof Untyped ? result.value : result;
  } catch (error) {
    if (error instanceof InexactError) return undefined;
    throw error;
  }
}

function missingIn(tree: ValueNode): readonly Unresolved[] {
  if (tree instanceof Unresolved) return [tree];
  if (Array.isArray(tree)) return (tree as readonly ValueNode[]).flatMap(missingIn);
  return isBranch(tree) ? Object.values(tree).flatMap(missingIn) : [];
}

/** `aws_t.n["k"].id` -> address `aws_t.n["k"]`, attribute `id`. Words that name nothing (`each`, `path`) give none. */
function named(root: string, accesses: readonly Access[], steps: readonly (Step | undefined)[]): Reference[] {
  const data = root === "data";
  const type = data ? steps[0] : root;
  const name = steps[data ? 1 : 0];
  if (["each", "count", "path", "self", "terraform"].includes(root) || name === undefined) return [];
  if (root === "var" || root === "local" || root === "module")
    return [{ address: `${root}.${name}`, attribute: some(steps.slice(1)) }];
  const after = data ? 2 : 1;
  const access = accesses[after];
  const indexed = access !== undefined && (typeof access === "string" || "index" in access);
  const address = `${data ? "data." : ""}${String(type)}.${name}${indexed ? indexText(steps[after]) : ""}`;
  return [{ address, attribute: some(steps.slice(after + (indexed ? 1 : 0))) }];
}

const some = (steps: readonly (Step | undefined)[]): Step[] => steps.filter((step) => step !== undefined);
