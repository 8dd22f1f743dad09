import type { Node } from "./ast";
import { Unresolved, isBranch, Untyped, type ValueBranch, type ValueNode } from "../value-node";
import { InexactError, fitTogether, kindOf, sameShape, textOf } from "./kinds";

/** What an expression's own operator says of its type. */
type NodeType = keyof typeof STAND_INS | "list" | "object" | undefined;

const STAND_INS = { boolean: true, number: 0, string: "" };

/**
 * The chosen side of `c ? a : b`, brought to the type that both sides share, as Terraform does: `true ? 1 : "a"` is
 * "1". Throws InexactError where that type can't be told.
 * @param type of the other side, as far as its operator tells where its value doesn't
 */
export function conditional(
  chosen: ValueNode | Untyped,
  beside: ValueNode | Untyped,
  type?: NodeType,
): ValueNode | Untyped {
  if (chosen instanceof Unresolved || chosen instanceof Untyped) return chosen;
  if (chosen === null || chosen === undefined) return chosen;
  if (beside === null) return chosen;
  const isOpen = beside instanceof Unresolved || beside instanceof Untyped || beside === undefined;
  if (isOpen && type !== undefined && structureOf(chosen) !== (type in STAND_INS ? undefined : type))
    throw new InexactError("the two sides of ? : share no type");
  const other = isOpen && type !== undefined && type in STAND_INS ? STAND_INS[type as keyof typeof STAND_INS] : beside;
  const untold = other instanceof Unresolved || other instanceof Untyped || other === undefined;
  if (typeof chosen !== "object") {
    if (!untold && isCollection(other)) throw new InexactError("the two sides of ? : share no type");
    // What a text shares a type with can only be a text.
    if (typeof chosen === "string") return chosen;
    if (untold) return new Untyped(chosen);
    return typeof other === "string" ? textOf(chosen) : sameScalar(chosen, other);
  }
  // Beside a tuple or object that is written down, a set stays one, and texts stay texts.
  if (untold) return type !== undefined && onlyTexts(chosen) ? chosen : withUnknownType(chosen);
  if (sameShape(chosen, other)) return chosen;
  if (Array.isArray(chosen) !== Array.isArray(other) || !isCollection(other))
    throw new InexactError("the two sides of ? : share no type");
  const [kind, otherKind] = [kindOf(chosen), kindOf(other)];
  // A tuple beside another becomes a list, an object a map: what the items are stays.
  const sets = kind !== otherKind && (kind === "set" || otherKind === "set");
  if (!sets && onlyTexts(chosen) && onlyTexts(other)) return chosen;
  // A list or map is of one type already, which nothing in an empty one changes.
  if ((kind === "list" || kind === "map") && !sets && isEmptyCollection(other)) return chosen;
  if (!sets && (isEmptyCollection(other) || isEmptyCollection(chosen)) && fitTogether(itemsOf(chosen))) return chosen;
  throw new InexactError("the two sides of ? : may share another type");
}

const structureOf = (tree: ValueNode): "list" | "object" | undefined =>
  typeof tree !== "object" ? undefined : Array.isArray(tree) ? "list" : "object";

function sameScalar(chosen: number | boolean, other: ValueNode): ValueNode {
  if (typeof other !== typeof chosen) throw new InexactError("the two sides of ? : share no type");
  return chosen;
}

/** A list of texts stays what it is, unless the other side is a set, which would sort it. */
function withUnknownType(chosen: ValueNode): ValueNode {
  const few = Array.isArray(chosen) ? chosen.length <= 1 : true;
  if (few && onlyTexts(chosen)) return chosen;
  throw new InexactError("the type of the other side of ? : isn't known");
}

const isCollection = (tree: ValueNode): boolean => Array.isArray(tree) || isBranch(tree);

const itemsOf = (tree: ValueNode): readonly ValueNode[] =>
  Array.isArray(tree) ? (tree as readonly ValueNode[]) : Object.values(tree as ValueBranch);

const onlyTexts = (tree: ValueNode): boolean => itemsOf(tree).every((item) => typeof item === "string");

const isEmptyCollection = (tree: ValueNode): boolean => itemsOf(tree).length === 0;

/** The type of what a node comes to whatever its operands are, also where they are refused. */
export function typeOfNode(node: Node): NodeType {
  switch (node.kind) {
    case "unary":
      return node.operator === "!" ? "boolean" : "number";
    case "binary":
      return /^[-+*/%]$/.test(node.operator) ? "number" : "boolean";
    case "template":
      return node.parts.length > 1 ? "string" : undefined;
    case "conditional": {
      const [one, other] = [typeOfNode(node.then), typeOfNode(node.otherwise)];
      return one === other ? one : undefined;
    }
    case "list":
    case "object":
      return node.kind;
    case "for":
      return node.resultKey ? "object" : "list";
    case "value":
      return typeof node.value === "boolean" ? "boolean" : undefined;
    default:
      return undefined;
  }
}
