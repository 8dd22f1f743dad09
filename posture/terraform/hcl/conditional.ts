import { Unresolved, isBranch, Untyped, type ValueBranch, type ValueNode } from "../value-node";
import { InexactError, kindOf, sameShape, textOf } from "./kinds";

/**
 * The chosen side of `c ? a : b`, brought to the type that both sides share, as Terraform does: `true ? 1 : "a"` is
 * "1". Throws InexactError where that type can't be told.
 */
export function conditional(chosen: ValueNode | Untyped, other: ValueNode | Untyped): ValueNode | Untyped {
  if (chosen instanceof Unresolved || chosen instanceof Untyped) return chosen;
  if (chosen === null || chosen === undefined) return chosen;
  if (other === null) return chosen;
  const untold = other instanceof Unresolved || other instanceof Untyped || other === undefined;
  if (typeof chosen !== "object") {
    if (!untold && isCollection(other)) throw new InexactError("the two sides of ? : share no type");
    // What a text shares a type with can only be a text.
    if (typeof chosen === "string") return chosen;
    if (untold) return new Untyped(chosen);
    return typeof other === "string" ? textOf(chosen) : sameScalar(chosen, other);
  }
  if (untold) return withUnknownType(chosen);
  if (sameShape(chosen, other)) return chosen;
  if (Array.isArray(chosen) !== Array.isArray(other) || !isCollection(other))
    throw new InexactError("the two sides of ? : share no type");
  const [kind, beside] = [kindOf(chosen), kindOf(other)];
  // A tuple beside another becomes a list, an object a map: what the items are stays.
  const sets = kind !== beside && (kind === "set" || beside === "set");
  if (!sets && onlyTexts(chosen) && onlyTexts(other)) return chosen;
  // A list or map is of one type already, which nothing in an empty one changes.
  if ((kind === "list" || kind === "map") && !sets && isEmptyCollection(other)) return chosen;
  if (!sets && (isEmptyCollection(other) || isEmptyCollection(chosen)) && uniform(chosen)) return chosen;
  throw new InexactError("the two sides of ? : may share another type");
}

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

/** One item alone, and items of one shape, need no conversion to share a type. */
function uniform(tree: ValueNode): boolean {
  const items = itemsOf(tree);
  return items.length <= 1 || items.every((item) => sameShape(item, items[0]));
}
