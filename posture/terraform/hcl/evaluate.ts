import type { Reference, Step } from "../../model/index";
import { indexText } from "../address";
import { Unresolved, firstUnresolved, isBranch } from "../value-node";
import type { Tree } from "../value-node";
import type { Access, Node } from "./ast";
import { FUNCTIONS } from "./functions";
import { parseTemplate } from "./parse";

/** Looks up what a traversal means; undefined: this isn't something that can be looked up. */
export type Lookup = (root: string, steps: readonly Step[]) => Tree;

/** Evaluates every string of a JSON value. What can't be evaluated becomes Unresolved, with its references. */
export function evaluateJson(json: unknown, lookup: Lookup): Tree {
  if (typeof json === "string") return evaluateText(json, lookup);
  if (Array.isArray(json)) return json.map((item) => evaluateJson(item, lookup));
  if (typeof json !== "object" || json === null) return json as Tree;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, evaluateJson(value, lookup)]));
}

export function evaluateText(text: string, lookup: Lookup): Tree {
  if (!text.includes("{")) return text;
  const node = parseTemplate(text);
  const result = evaluate(node, lookup);
  if (!(result instanceof Unresolved)) return result;
  return new Unresolved(result.why, () => referencesIn(node), text);
}

/** Every reference below a JSON value, in order of appearance. */
export function referencesInJson(json: unknown): Reference[] {
  if (typeof json === "string") return json.includes("${") ? referencesIn(parseTemplate(json)) : [];
  if (typeof json !== "object" || json === null) return [];
  return Object.values(json).flatMap(referencesInJson);
}

function evaluate(node: Node, lookup: Lookup): Tree {
  switch (node.kind) {
    case "value":
      return node.value;
    case "template": {
      const parts = node.parts.map((part) => (typeof part === "string" ? part : evaluate(part, lookup)));
      const missing = parts.find((part) => firstUnresolved(part));
      if (missing !== undefined) return firstUnresolved(missing);
      return parts.every((part) => typeof part !== "object")
        ? parts.join("")
        : new Unresolved("the text holds a list or an object");
    }
    case "list":
      return node.items.map((item) => kept(item, lookup));
    case "object": {
      const entries: [string, Tree][] = [];
      for (const [key, value] of node.entries) {
        const name = evaluate(key, lookup);
        if (typeof name === "object") return new Unresolved("a key of the object isn't known");
        entries.push([String(name), kept(value, lookup)]);
      }
      return Object.fromEntries(entries);
    }
    case "reference":
      return lookUp(node.root, node.steps, lookup);
    case "access":
      return reach(evaluate(node.of, lookup), node.steps, lookup);
    case "call":
      return call(node.name, node.args, lookup);
    case "opaque":
      return new Unresolved("its expression is not evaluated here");
  }
}

/** An item of a list keeps its own references when it isn't known, so that each can be told from its neighbours. */
function kept(node: Node, lookup: Lookup): Tree {
  const result = evaluate(node, lookup);
  return result instanceof Unresolved ? new Unresolved(result.why, () => referencesIn(node)) : result;
}

function call(name: string, nodes: readonly Node[], lookup: Lookup): Tree {
  const args = nodes.map((arg) => kept(arg, lookup));
  const apply = FUNCTIONS[name];
  if (!apply) return new Unresolved(`${name}() is not evaluated here`);
  const missing = firstUnresolved(args);
  // These only rearrange, so unknown items may stay in place.
  if (
    missing &&
    ![
      "tolist",
      "toset",
      "tomap",
      "concat",
      "merge",
      "lookup",
      "one",
      "element",
      "values",
      "keys",
      "sensitive",
      "nonsensitive",
    ].includes(name)
  )
    return missing;
  if (args.some((arg) => arg instanceof Unresolved)) return missing;
  try {
    return apply(args);
  } catch (error) {
    return new Unresolved(`${name}() can't be evaluated: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function lookUp(root: string, accesses: readonly Access[], lookup: Lookup): Tree {
  const steps: Step[] = [];
  for (const access of accesses) {
    const step = stepOf(access, lookup);
    if (step === undefined) return new Unresolved(`${root} is used with an index that isn't known`);
    steps.push(step);
  }
  return lookup(root, steps);
}

function reach(from: Tree, accesses: readonly Access[], lookup: Lookup): Tree {
  let here = from;
  for (const access of accesses) {
    if (here instanceof Unresolved) return here;
    const step = stepOf(access, lookup);
    if (Array.isArray(here) && typeof step === "number") here = (here as readonly Tree[])[step];
    else if (isBranch(here) && step !== undefined && Object.hasOwn(here, step)) here = here[step];
    else return new Unresolved("an index leads nowhere");
  }
  return here;
}

function stepOf(access: Access, lookup: Lookup): Step | undefined {
  if (access === "splat") return undefined;
  if ("name" in access) return access.name;
  const index = evaluate(access.index, lookup);
  return typeof index === "string" || typeof index === "number" ? index : undefined;
}

function referencesIn(node: Node): Reference[] {
  switch (node.kind) {
    case "value":
      return [];
    case "template":
      return node.parts.flatMap((part) => (typeof part === "string" ? [] : referencesIn(part)));
    case "list":
      return node.items.flatMap(referencesIn);
    case "object":
      return node.entries.flatMap(([key, value]) => [...referencesIn(key), ...referencesIn(value)]);
    case "call":
      return node.args.flatMap(referencesIn);
    case "opaque":
      return node.parts.flatMap(referencesIn);
    case "access":
      return [...referencesIn(node.of), ...node.steps.flatMap(inAccess)];
    case "reference":
      return [...named(node.root, node.steps), ...node.steps.flatMap(inAccess)];
  }
}

function inAccess(access: Access): Reference[] {
  return access !== "splat" && "index" in access ? referencesIn(access.index) : [];
}

/** `aws_t.n["k"].id` -> address `aws_t.n["k"]`, attribute `id`. Words that name nothing (`each`, `path`) give none. */
function named(root: string, accesses: readonly Access[]): Reference[] {
  const steps = accesses.map((a): Step | undefined =>
    a === "splat" ? undefined : "name" in a ? a.name : a.index.kind === "value" ? (a.index.value as Step) : undefined,
  );
  const data = root === "data";
  const type = data ? steps[0] : root;
  const name = steps[data ? 1 : 0];
  if (root === "each" || root === "count" || root === "path" || root === "self" || name === undefined) return [];
  if (root === "var" || root === "local" || root === "module")
    return [{ address: `${root}.${name}`, attribute: some(steps.slice(1)) }];
  const after = data ? 2 : 1;
  const access = accesses[after];
  const indexed = access === "splat" || (access !== undefined && "index" in access);
  const address = `${data ? "data." : ""}${String(type)}.${name}${indexed ? indexText(steps[after]) : ""}`;
  return [{ address, attribute: some(steps.slice(after + (indexed ? 1 : 0))) }];
}

function some(steps: readonly (Step | undefined)[]): Step[] {
  return steps.filter((step) => step !== undefined);
}
