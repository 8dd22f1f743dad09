import { isBranch, type ValueBranch, type ValueNode } from "../../value-node";
import { InexactError, kindOf } from "../kinds";

/** How a function is called here. */
export interface FunctionEntry {
  readonly least: number;
  readonly most: number;
  /** It only rearranges, so items that aren't known may stay in place. */
  readonly partial: boolean;
  /** Throws InexactError for what isn't exact. */
  readonly apply: (args: readonly ValueNode[]) => ValueNode;
}

export type Table = Readonly<Record<string, FunctionEntry>>;

/** A function of so many arguments: all have to be known. */
export function of(least: number, most: number, apply: FunctionEntry["apply"]): FunctionEntry {
  return { least, most, partial: false, apply };
}

/** One that only rearranges. */
export function rearranging(least: number, most: number, apply: FunctionEntry["apply"]): FunctionEntry {
  return { least, most, partial: true, apply };
}

/** A list, tuple or set; what a resource's attribute holds may be either, and a set is ordered otherwise. */
export function listOf(tree: ValueNode): readonly ValueNode[] {
  if (!Array.isArray(tree)) throw new InexactError("it is not a list");
  const list = tree as readonly ValueNode[];
  if (kindOf(list) === undefined && list.length > 1)
    throw new InexactError("a list or set of a resource, whose order isn't known");
  return list;
}

/** A list or tuple: sets can't be indexed. */
export function orderedOf(tree: ValueNode): readonly ValueNode[] {
  const list = listOf(tree);
  if (kindOf(list) === "set" || kindOf(list) === undefined)
    throw new InexactError("it may be a set, which has no order");
  return list;
}

export function branchOf(tree: ValueNode): ValueBranch {
  if (!isBranch(tree) || kindOf(tree) === undefined) throw new InexactError("it is not a map or object of known type");
  return tree;
}

/** Texts only: what else there is would be converted. */
export function textsOf(tree: ValueNode): readonly string[] {
  return listOf(tree).map((item) => {
    if (typeof item !== "string") throw new InexactError("an item is not a text");
    return item;
  });
}

/** ASCII without control characters but line ends and tabs: what is counted, cut and cased alike everywhere. */
export function plainText(text: string): string {
  if (!/^[\t\n\x20-\x7e]*$/.test(text)) throw new InexactError("a text beyond ASCII");
  return text;
}
