import { firstUnresolved, isBranch, type ValueNode } from "../../value-node";
import {
  EvaluationError,
  InexactError,
  asKind,
  flagOf,
  kindOf,
  keysOf,
  setOf,
  textOf,
  numberOf,
  unified,
} from "../kinds";
import { branchOf, listOf, of, rearranging, type Table } from "./table";

export const CONVERSIONS: Table = {
  tostring: of(1, 1, ([value]) => (value === null ? null : textOf(value))),
  tonumber: of(1, 1, ([value]) => (value === null ? null : numberOf(value))),
  tobool: of(1, 1, ([value]) => {
    if (value === null || typeof value === "boolean") return value;
    if (["true", "false", "1", "0"].includes(String(value)) && typeof value === "string") return flagOf(value);
    throw typeof value === "string"
      ? new EvaluationError("it is neither true nor false")
      : new InexactError("it is not a text");
  }),
  tolist: rearranging(1, 1, ([value]) => (value === null ? null : toList(value))),
  toset: rearranging(1, 1, ([value]) => {
    if (value === null) return null;
    const list = listOf(value);
    // Its order isn't known while an item isn't; as an argument that is a set that doesn't matter.
    return firstUnresolved(list) ? unmarked(list) : setOf(list);
  }),
  tomap: rearranging(1, 1, ([value]) => (value === null ? null : toMap(value))),
  sensitive: rearranging(1, 1, ([value]) => value),
  nonsensitive: rearranging(1, 1, ([value]) => value),
};

/** Texts that are unlike each other in nothing but that some aren't known. */
function unmarked(list: readonly ValueNode[]): readonly ValueNode[] {
  sameOrUnknown(list);
  return [...list];
}

function toList(value: ValueNode): readonly ValueNode[] {
  const list = listOf(value);
  if (firstUnresolved(list)) sameOrUnknown(list);
  const items = firstUnresolved(list) ? list : unified(list);
  if (kindOf(list) === undefined) throw new InexactError("it may be a set");
  return asKind("list", [...items]);
}

function toMap(value: ValueNode): ValueNode {
  const branch = branchOf(value);
  const keys = keysOf(branch);
  const values = keys.map((key) => branch[key]);
  if (firstUnresolved(values)) sameOrUnknown(values);
  const items = firstUnresolved(values) ? values : unified(values);
  return asKind("map", Object.fromEntries(keys.map((key, i) => [key, items[i]])));
}

/** Beside something unknown only texts are sure to stay what they are. */
function sameOrUnknown(items: readonly ValueNode[]): void {
  for (const item of items)
    if (typeof item === "number" || typeof item === "boolean" || Array.isArray(item) || isBranch(item))
      throw new InexactError("the items' common type isn't known");
}
