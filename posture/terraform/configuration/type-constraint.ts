import { Unresolved, Untyped, firstUnresolved, isBranch, type ValueBranch, type ValueNode } from "../value-node";
import type { Node } from "../hcl/ast";
import { InexactError, asKind, flagOf, kindOf, numberOf, setOf, textOf } from "../hcl/kinds";
import { evaluateNode } from "../hcl/evaluate";
import { parseTemplate } from "../hcl/parse";

/**
 * Brings a value to a variable's type, as Terraform does before anybody sees it. Throws InexactError where that isn't
 * beyond doubt.
 * @param type as it is written: `${list(string)}`, `string`; undefined: any
 */
export function toType(value: ValueNode | Untyped, type: unknown): ValueNode | Untyped {
  if (typeof type !== "string") return value;
  const node = parseTemplate(type.includes("${") ? type : `\${${type}}`);
  return convert(value, node);
}

function convert(given: ValueNode | Untyped, type: Node): ValueNode | Untyped {
  const value = given instanceof Untyped ? given.value : given;
  if (value instanceof Unresolved || value === null || value === undefined) return value;
  if (type.kind === "reference" && type.steps.length === 0)
    switch (type.root) {
      case "string":
        return textOf(value);
      case "number":
        return numberOf(value);
      case "bool":
        return flagOf(value);
      case "any":
        return given;
      case "list":
      case "set":
      case "map":
        return convert(given, { kind: "call", name: type.root, args: [ANY], expand: false });
    }
  if (type.kind !== "call") throw new InexactError("a type that isn't read here");
  if (given instanceof Untyped) throw new InexactError("only the provider's schema knows its type");
  const [of = ANY] = type.args;
  const inner = (item: ValueNode): ValueNode => {
    const result = convert(item, of);
    return result instanceof Untyped ? new Unresolved("only the provider's schema knows its type") : result;
  };
  switch (type.name) {
    case "list":
      return asKind("list", itemsOf(value).map(inner));
    case "set": {
      const items = itemsOf(value).map(inner);
      // Its order isn't known while an item isn't.
      return firstUnresolved(items) ? [...items] : setOf(items);
    }
    case "map":
      return asKind("map", mapped(branchOf(value), inner));
    case "tuple": {
      const items = itemsOf(value);
      const types = of.kind === "list" ? of.items : [];
      if (items.length !== types.length) throw new InexactError("a tuple of another length");
      return asKind(
        "tuple",
        items.map((item, i) => only(convert(item, types[i] ?? ANY))),
      );
    }
    case "object":
      return objectOf(branchOf(value), of);
    default:
      throw new InexactError("a type that isn't read here");
  }
}

const ANY: Node = { kind: "reference", root: "any", steps: [] };

/** An optional attribute's default, which holds no references. */
const constant = (node: Node): ValueNode => evaluateNode(node, () => new Unresolved("a default holds no references"));

function objectOf(value: ValueBranch, type: Node): ValueNode {
  if (type.kind !== "object") throw new InexactError("a type that isn't read here");
  const entries = type.entries.map(([key, wanted]): [string, ValueNode] => {
    if (key.kind !== "value") throw new InexactError("a type that isn't read here");
    const name = String(key.value);
    const optional = wanted.kind === "call" && wanted.name === "optional" ? wanted.args : undefined;
    const inner = optional?.[0] ?? wanted;
    const present = Object.hasOwn(value, name) ? value[name] : undefined;
    if (present === undefined && !optional) throw new InexactError(`it has no ${name}`);
    if ((present === undefined || present === null) && optional)
      return [name, optional[1] ? only(convert(constant(optional[1]), inner)) : null];
    return [name, only(convert(present, inner))];
  });
  return asKind("object", Object.fromEntries(entries));
}

function only(result: ValueNode | Untyped): ValueNode {
  return result instanceof Untyped ? new Unresolved("only the provider's schema knows its type") : result;
}

function itemsOf(value: ValueNode): readonly ValueNode[] {
  if (!Array.isArray(value) || kindOf(value as readonly ValueNode[]) === undefined)
    throw new InexactError("it is not a list");
  return value as readonly ValueNode[];
}

function branchOf(value: ValueNode): ValueBranch {
  if (!isBranch(value)) throw new InexactError("it is not a map or object");
  return value;
}

function mapped(value: ValueBranch, item: (tree: ValueNode) => ValueNode): ValueBranch {
  return Object.fromEntries(Object.entries(value).map(([name, tree]) => [name, item(tree)]));
}
