import type { Reference, Step } from "../resource";
import { Unresolved, firstUnresolved, isBranch, Untyped, type ValueBranch, type ValueNode } from "../value-node";
import type { Access, ForNode, Node } from "./ast";
import { dataWithin, joined } from "../document-text";
import { selectPath } from "./select-path";
import { conditional, typeOfNode } from "./conditional";
import { applyFunction } from "./functions/index";
import { EvaluationError, InexactError, asKind, flagOf, keysOf, kindOf, textOf } from "./kinds";
import { binary, negated } from "./operators";
import { parseTemplate } from "./parse";
import type { Lookup } from "./lookup";
import * as written from "./references";

/** A lookup for names of its own in front of another. */
export function withNames(lookup: Lookup, own: (root: string, steps: readonly Step[]) => ValueNode | Untyped): Lookup {
  return Object.assign(own, { module: lookup.module, file: lookup.file });
}

/** Evaluates every string of a resource's arguments. What can't be evaluated becomes Unresolved, with its references. */
export function evaluateJson(json: unknown, lookup: Lookup): ValueNode {
  const result = evaluateExpression(json, lookup, evaluateText);
  return result instanceof Untyped ? result.value : result;
}

/** The same for a value whose type matters further on: a local, a module's input or output. */
export function evaluateExpression(
  json: unknown,
  lookup: Lookup,
  inner: typeof evaluateText = settledText,
): ValueNode | Untyped {
  if (typeof json === "string") return inner === evaluateText ? evaluateText(json, lookup) : typedText(json, lookup);
  if (typeof json === "number") return numberFrom(json);
  const item = (value: unknown): ValueNode => {
    const result = typeof value === "string" ? inner(value, lookup) : evaluateExpression(value, lookup, inner);
    return result instanceof Untyped ? result.value : result;
  };
  if (Array.isArray(json)) return asKind("tuple", json.map(item));
  if (typeof json !== "object" || json === null) return json as ValueNode;
  const entries: [string, ValueNode][] = [];
  for (const [name, value] of Object.entries(json)) {
    const key = name.includes("{") ? evaluateText(name, lookup) : name;
    if (typeof key === "object" || key === undefined)
      return new Unresolved("a key of the object isn't known", () => referencesInJson(json, lookup));
    entries.push([String(key), item(value)]);
  }
  return asKind("object", Object.fromEntries(entries));
}

/**
 * The value of a Terraform JSON string, where it is Terraform's own byte by byte; everything else is Unresolved, with
 * what the expression refers to and the text it was written in.
 */
export function evaluateText(text: string, lookup: Lookup): ValueNode {
  const result = typedText(text, lookup);
  return result instanceof Untyped ? result.value : result;
}

function settledText(text: string, lookup: Lookup): ValueNode {
  const result = typedText(text, lookup);
  return result instanceof Untyped ? typed(result) : result;
}

function typedText(text: string, lookup: Lookup): ValueNode | Untyped {
  if (!text.includes("{")) return text.normalize("NFC");
  const node = parseTemplate(text);
  const result = attempt(node, lookup);
  const tree = result instanceof Untyped ? result.value : result;
  if (!(tree instanceof Unresolved)) return result;
  // One attribute of a resource and nothing else: whatever else the expression names didn't come to it.
  const [only, ...more] = tree.pieces ?? [];
  const alone = typeof only === "object" && more.length === 0;
  return tree.as(() => (alone ? [only] : referencesIn(node, lookup)), text);
}

/** Every reference below a JSON value, in order of appearance, by what the names in it lead to. */
export function referencesInJson(json: unknown, lookup?: Lookup): Reference[] {
  return written.referencesInJson(json, lookup && namesOf(lookup));
}

const referencesIn = (node: Node, lookup: Lookup): Reference[] => written.referencesIn(node, namesOf(lookup));

function namesOf(lookup: Lookup): written.Names {
  const index = (node: Node): Step | undefined => {
    const value = evaluateNode(node, lookup);
    return typeof value === "string" || typeof value === "number" ? value : undefined;
  };
  return { lookup, index };
}

/** The value of an expression that is parsed already. */
export function evaluateNode(node: Node, lookup: Lookup): ValueNode {
  const result = attempt(node, lookup);
  return result instanceof Untyped ? typed(result) : result;
}

function attempt(node: Node, lookup: Lookup): ValueNode | Untyped {
  try {
    return evaluate(node, lookup);
  } catch (error) {
    if (error instanceof InexactError) return new Unresolved(error.message);
    throw error;
  }
}

/** JSON's numbers have lost their text: what is too long to have survived isn't known. */
function numberFrom(value: number): ValueNode {
  const digits = String(value).replace(/^-/, "").replace(".", "");
  return /e/.test(digits) || digits.length > 15 ? new Unresolved("a number is too long to be read exactly") : value;
}

/** What these say is more than what their operands say. */
const COMPUTES: ReadonlySet<Node["kind"]> = new Set(["unary", "binary", "if", "repeat", "for"]);

/** May throw InexactError. */
function evaluate(node: Node, lookup: Lookup): ValueNode | Untyped {
  const result = evaluateKind(node, lookup);
  return result instanceof Unresolved && COMPUTES.has(node.kind) ? result.inPart() : result;
}

function evaluateKind(node: Node, lookup: Lookup): ValueNode | Untyped {
  switch (node.kind) {
    case "value":
      return node.value;
    case "number":
      return new Unresolved("a number is too long to be read exactly");
    case "template":
      return template(node.parts, lookup);
    case "if": {
      const condition = settled(node.condition, lookup);
      if (condition instanceof Unresolved) return condition;
      return asText(evaluate(flagOf(condition) ? node.then : node.otherwise, lookup));
    }
    case "repeat":
      return repeat(node, lookup);
    case "list":
      return asKind(
        "tuple",
        node.items.map((item) => kept(item, lookup)),
      );
    case "object": {
      const entries: [string, ValueNode][] = [];
      for (const [key, value] of node.entries) {
        const name = settled(key, lookup);
        if (name instanceof Unresolved) return new Unresolved("a key of the object isn't known");
        entries.push([textOf(name), kept(value, lookup)]);
      }
      return asKind("object", Object.fromEntries(entries));
    }
    case "reference":
      return lookUp(node.root, node.steps, lookup);
    case "access":
      return reach(evaluate(node.of, lookup), node.steps, lookup);
    case "call":
      return call(node.name, node.args, node.expand, lookup);
    case "unary":
      return negated(node.operator, settled(node.of, lookup));
    case "binary":
      return binary(node.operator, settled(node.left, lookup), () => settled(node.right, lookup));
    case "conditional": {
      const condition = settled(node.condition, lookup);
      if (condition instanceof Unresolved) return condition.inPart();
      const [chosen, other] = flagOf(condition) ? [node.then, node.otherwise] : [node.otherwise, node.then];
      return conditional(evaluate(chosen, lookup), attempt(other, lookup), typeOfNode(other));
    }
    case "for":
      return forExpression(node, lookup);
    case "opaque":
      return new Unresolved("its expression is not evaluated here");
  }
}

function template(parts: readonly (string | Node)[], lookup: Lookup): ValueNode {
  const pieces = parts.map((part) => {
    if (typeof part === "string") return part;
    const piece = asText(evaluate(part, lookup));
    if (!(piece instanceof Unresolved)) return piece;
    const find = (): readonly Reference[] => {
      const own = piece.references;
      return own.length > 0 ? own : referencesIn(part, lookup);
    };
    return piece.as(find);
  });
  if (pieces.every((piece) => typeof piece === "string")) return pieces.join("").normalize("NFC");
  const normal = pieces.map((piece) => (typeof piece === "string" ? piece.normalize("NFC") : piece));
  return joined(normal, dataWithin(normal));
}

function asText(result: ValueNode | Untyped): string | Unresolved {
  const tree = result instanceof Untyped ? result.value : result;
  if (tree === null) throw new EvaluationError("a null stands in a text");
  return tree instanceof Unresolved ? tree : textOf(tree);
}

function settled(node: Node, lookup: Lookup): ValueNode {
  const result = evaluate(node, lookup);
  return result instanceof Untyped ? typed(result) : result;
}

/** A text that is no number, true or false can be nothing but a text, whatever the schema says. JSON is written anew. */
function typed({ value }: Untyped): ValueNode {
  if (value instanceof Unresolved || value === null || value === undefined) return value;
  if (typeof value === "string" && value !== "" && !/^(?:true|false|[\s\d+.{[-].*)$/is.test(value)) return value;
  return new Unresolved("only the provider's schema knows its type");
}

/** An item of a list keeps its own references when it isn't known, so that each can be told from its neighbours. */
function kept(node: Node, lookup: Lookup): ValueNode {
  try {
    const result = settled(node, lookup);
    if (!(result instanceof Unresolved)) return result;
    return result.as(() => referencesIn(node, lookup));
  } catch (error) {
    if (!(error instanceof InexactError) || error instanceof EvaluationError) throw error;
    return new Unresolved(error.message, () => referencesIn(node, lookup));
  }
}

function call(name: string, nodes: readonly Node[], expand: boolean, lookup: Lookup): ValueNode | Untyped {
  if (name === "try" || name === "can")
    return expand ? new Unresolved(`${name}() is not evaluated here`) : attempts(name, nodes, lookup);
  const args = nodes.map((arg) => kept(arg, lookup));
  if (name === "templatefile" && !expand) return templateFile(args, lookup);
  if (expand) {
    const last = args.pop();
    if (last instanceof Unresolved) return last.inPart();
    if (!Array.isArray(last) || kindOf(last as readonly ValueNode[]) === undefined)
      throw new InexactError("arguments that can't be expanded");
    args.push(...(last as readonly ValueNode[]));
  }
  return applyFunction(name, args, lookup.file);
}

/** The template sees nothing but the variables that are given. */
function templateFile([file, variables, ...more]: readonly ValueNode[], lookup: Lookup): ValueNode | Untyped {
  const text = typeof file === "string" ? lookup.file?.(file) : undefined;
  if (text === undefined || !isBranch(variables) || more.length > 0)
    return new Unresolved(text === undefined ? "the file isn't read here" : "the template's variables aren't known");
  return evaluate(parseTemplate(text), variablesOf(variables));
}

function variablesOf(variables: ValueBranch): Lookup {
  return (root, steps) => {
    if (!Object.hasOwn(variables, root)) throw new EvaluationError(`the template has no variable ${root}`);
    return selectPath(variables[root], steps);
  };
}

/** The text of a template with nothing but these variables; Unresolved, with what is known of it, where one isn't. */
export function renderTemplate(text: string, variables: ValueBranch): ValueNode {
  return evaluateText(text, variablesOf(variables));
}

/** `try` takes the first argument that Terraform doesn't refuse; where that can't be told, nothing is known. */
function attempts(name: "try" | "can", nodes: readonly Node[], lookup: Lookup): ValueNode | Untyped {
  for (const node of nodes) {
    try {
      const result = evaluate(node, lookup);
      const tree = result instanceof Untyped ? result.value : result;
      if (name === "try" && isAttribute(tree)) return result;
      const missing = firstUnresolved(tree);
      if (missing) return new Unresolved(missing.why);
      return name === "try" ? result : true;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  if (name === "can") return false;
  throw new EvaluationError("no argument of try() can be evaluated");
}

/** An attribute of a resource that is there: it will be known, so nothing after it in a `try` counts. */
function isAttribute(tree: ValueNode): boolean {
  const [only, ...more] = (tree instanceof Unresolved && tree.pieces) || [];
  return typeof only === "object" && more.length === 0 && only.attribute.length === 1;
}

function lookUp(root: string, accesses: readonly Access[], lookup: Lookup): ValueNode | Untyped {
  const steps: Step[] = [];
  for (const [i, access] of accesses.entries()) {
    if (typeof access === "string") return reach(lookup(root, steps), accesses.slice(i), lookup);
    const step = stepOf(access, lookup);
    if (step instanceof Unresolved)
      return new Unresolved(`${[root, ...steps].join(".")} has an index that isn't known: ${step.why}`);
    steps.push(step);
  }
  return lookup(root, steps);
}

function reach(from: ValueNode | Untyped, accesses: readonly Access[], lookup: Lookup): ValueNode | Untyped {
  let here = from;
  for (const [i, access] of accesses.entries()) {
    if (access === "splat" || access === "attribute-splat") return splat(here, access, accesses.slice(i + 1), lookup);
    const step = stepOf(access, lookup);
    if (step instanceof Unresolved) return new Unresolved(`an index isn't known: ${step.why}`);
    here = selectPath(here, [step]);
  }
  return here;
}

/** `x[*].a`: the whole rest goes into each item. `x.*.a[0]`: only names do, an index is one of the result. */
function splat(
  from: ValueNode | Untyped,
  kind: "splat" | "attribute-splat",
  rest: readonly Access[],
  lookup: Lookup,
): ValueNode | Untyped {
  if (from instanceof Unresolved) return from.inPart();
  if (from instanceof Untyped) return new Unresolved("only the provider's schema knows its type");
  const end =
    kind === "splat" ? rest.length : rest.findIndex((access) => typeof access === "string" || "index" in access);
  const inner = end < 0 ? rest : rest.slice(0, end);
  const items = from === null ? [] : Array.isArray(from) ? (from as readonly ValueNode[]) : [from];
  if (Array.isArray(from) && kindOf(from as readonly ValueNode[]) === undefined)
    throw new InexactError("a list or set of a resource");
  const results = items.map((item) => unwrapped(reach(item, inner, lookup)));
  return reach(asKind("tuple", results), end < 0 ? [] : rest.slice(end), lookup);
}

function unwrapped(result: ValueNode | Untyped): ValueNode {
  return result instanceof Untyped ? new Unresolved("only the provider's schema knows its type") : result;
}

function stepOf(access: Exclude<Access, string>, lookup: Lookup): Step | Unresolved {
  if ("name" in access) return access.name;
  const index = evaluate(access.index, lookup);
  const tree = index instanceof Untyped ? index.value : index;
  if (tree === null) throw new EvaluationError("an index is null");
  if (typeof tree === "string" || typeof tree === "number" || tree instanceof Unresolved) return tree;
  return new Unresolved("it is neither a text nor a number");
}

/** The entries that a `for` or a directive goes through, in Terraform's order. */
function entriesOf(tree: ValueNode): readonly (readonly [ValueNode, ValueNode])[] | Unresolved {
  if (tree instanceof Unresolved) return tree;
  if (Array.isArray(tree)) {
    const list = tree as readonly ValueNode[];
    const kind = kindOf(list);
    if (kind === undefined && list.length > 1)
      throw new InexactError("a list or set of a resource, whose order isn't known");
    return list.map((item, i) => [kind === "set" ? item : i, item] as const);
  }
  if (isBranch(tree)) return keysOf(tree).map((key) => [key, tree[key]] as const);
  throw new EvaluationError("it is nothing to go through");
}

function bound(
  node: { readonly key?: string; readonly value: string },
  key: ValueNode,
  value: ValueNode,
  lookup: Lookup,
): Lookup {
  return withNames(lookup, (root, steps) =>
    root === node.value ? selectPath(value, steps) : root === node.key ? selectPath(key, steps) : lookup(root, steps),
  );
}

function forExpression(node: ForNode, lookup: Lookup): ValueNode {
  const entries = entriesOf(settled(node.over, lookup));
  if (entries instanceof Unresolved) return entries;
  const items: ValueNode[] = [];
  const named = new Map<string, ValueNode[]>();
  for (const [key, value] of entries) {
    const inner = bound(node, key, value, lookup);
    const wanted = node.condition ? settled(node.condition, inner) : true;
    if (wanted instanceof Unresolved) return wanted;
    if (!flagOf(wanted)) continue;
    if (!node.resultKey) {
      items.push(kept(node.result, inner));
      continue;
    }
    const name = settled(node.resultKey, inner);
    if (name instanceof Unresolved) return new Unresolved("a key of the object isn't known");
    const present = named.get(textOf(name)) ?? [];
    if (present.length > 0 && !node.grouped) throw new EvaluationError("two items have one key");
    named.set(textOf(name), [...present, kept(node.result, inner)]);
  }
  if (!node.resultKey) return asKind("tuple", items);
  const entry = (values: readonly ValueNode[]): ValueNode => (node.grouped ? asKind("tuple", values) : values[0]);
  return asKind("object", Object.fromEntries([...named].map(([name, values]) => [name, entry(values)]))) as ValueBranch;
}

function repeat(node: Node & { kind: "repeat" }, lookup: Lookup): ValueNode {
  const entries = entriesOf(settled(node.over, lookup));
  if (entries instanceof Unresolved) return entries;
  let text = "";
  for (const [key, value] of entries) {
    const piece = asText(evaluate(node.body, bound(node, key, value, lookup)));
    if (piece instanceof Unresolved) return piece;
    text += piece;
  }
  return text;
}
