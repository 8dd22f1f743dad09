import { Unresolved, firstUnresolved, type ValueBranch, type ValueNode } from "../../value-node";
import {
  EvaluationError,
  InexactError,
  asKind,
  fitTogether,
  flagOf,
  keysOf,
  kindOf,
  sameShape,
  setOf,
  textOf,
} from "../kinds";
import { branchOf, listOf, of, plainText, rearranging, textsOf, type Table } from "./table";

/** Functions of maps and objects, and those that choose. */
export const COLLECTIONS: Table = {
  length: rearranging(1, 1, ([value]) => {
    if (typeof value === "string") return plainText(value).length;
    if (Array.isArray(value)) {
      // Of a set that isn't wholly known it may be fewer, and a resource's list may be a set.
      if (kindOf(value as readonly ValueNode[]) === undefined && value.length > 1)
        throw new InexactError("it may be a set");
      return value.length;
    }
    return Object.keys(branchOf(value)).length;
  }),
  keys: rearranging(1, 1, ([map]) => asKind("list", keysOf(branchOf(map)))),
  values: rearranging(1, 1, ([map]) => {
    const branch = branchOf(map);
    return asKind(
      "tuple",
      keysOf(branch).map((key) => branch[key]),
    );
  }),
  lookup: rearranging(2, 3, ([map, key, fallback]) => {
    const branch = branchOf(map);
    const name = textOf(key);
    if (Object.hasOwn(branch, name)) {
      const found = branch[name];
      return fallback === undefined || found instanceof Unresolved ? found : likewise(found, fallback, branch);
    }
    if (fallback === undefined) throw new EvaluationError(`there is no ${name} in it`);
    return likewise(fallback, Object.values(branch)[0], branch);
  }),
  merge: rearranging(0, Infinity, (maps) => {
    const given = maps.filter((map) => map !== null);
    // Maps give a map of one type; objects, and a mixture, an object.
    const branches = given.map(branchOf);
    const merged = Object.fromEntries(branches.flatMap((branch) => Object.entries(branch)));
    const kinds = new Set(branches.map(kindOf));
    if (kinds.has("map")) oneType(Object.values(merged));
    return asKind(kinds.size === 1 && kinds.has("map") ? "map" : "object", merged) as ValueBranch;
  }),
  zipmap: rearranging(2, 2, ([names, values]) => {
    const [keys, items] = [textsOf(names), listOf(values)];
    if (keys.length !== items.length || new Set(keys).size < keys.length)
      throw new InexactError("keys and values differ in number");
    return asKind("object", Object.fromEntries(keys.map((key, i) => [key, items[i]])));
  }),
  coalesce: of(1, Infinity, (args) => {
    const given = args.filter((arg) => arg !== null);
    if (given.some((arg) => typeof arg === "object")) return firstCollection(given, given.length < args.length);
    const texts = new Set(given.map((arg) => typeof arg)).size > 1;
    if (texts && !given.some((arg) => typeof arg === "string")) throw new InexactError("the arguments share no type");
    const found = given.find((arg) => arg !== "");
    if (found === undefined) throw new EvaluationError("no argument is set");
    return texts ? textOf(found) : found;
  }),
  alltrue: of(1, 1, ([list]) => listOf(list).map(flagOf).every(Boolean)),
  anytrue: of(1, 1, ([list]) => listOf(list).map(flagOf).some(Boolean)),
};

/**
 * The first of several collections, empty or not, where the type of all leaves what it holds as it is. A null's type
 * isn't known: a set's would sort a tuple, a list's bring its items to one type.
 */
function firstCollection([first, ...rest]: readonly ValueNode[], besideNull: boolean): ValueNode {
  const shared = (other: ValueNode): boolean =>
    typeof other === "object" &&
    Array.isArray(other) === Array.isArray(first) &&
    (sameShape(first, other) ||
      (onlyTexts(first) && onlyTexts(other)) ||
      ((isEmpty(first) || isEmpty(other)) && isUniform(first) && isUniform(other)));
  const isSettled = !besideNull || onlyTexts(first) || isUniform(first);
  if (!isSettled || !rest.every(shared)) throw new InexactError("collections that may share another type");
  if (!Array.isArray(first) || kindOf(first as readonly ValueNode[]) !== "tuple") return first;
  const list = first as readonly ValueNode[];
  if (!besideNull && !rest.some((other) => kindOf(other) === "set")) return first;
  if (setOf(list).some((item, i) => item !== list[i])) throw new InexactError("a tuple that may become a set");
  return first;
}

const itemsOf = (tree: ValueNode): readonly ValueNode[] =>
  (typeof tree === "object" && tree !== null ? Object.values(tree) : []) as readonly ValueNode[];

const onlyTexts = (tree: ValueNode): boolean => itemsOf(tree).every((item) => typeof item === "string");

const isEmpty = (tree: ValueNode): boolean => itemsOf(tree).length === 0;

/** Are its items of one type, which an empty collection or a null beside it leaves as it is? */
function isUniform(tree: ValueNode): boolean {
  if (/^(?:list|set|map)$/.test(kindOf(tree) ?? "")) return true;
  return fitTogether(itemsOf(tree));
}

/** A found value and its fallback share a type; beyond doubt where they have one shape, or the found is a text. */
function likewise(found: ValueNode, other: ValueNode, map: ValueBranch): ValueNode {
  if (found === null || other === null || other === undefined || typeof found === "string") return found;
  if (firstUnresolved(found) ?? firstUnresolved(other)) throw new InexactError("the type of the value isn't known");
  if (kindOf(map) === "object" || sameShape(found, other)) return found;
  throw new InexactError("the value and its fallback are of several types");
}

function oneType(values: readonly ValueNode[]): void {
  const settled = values.filter((value) => value !== null && !(value instanceof Unresolved));
  if (settled.every((value) => typeof value === "string")) return;
  if (settled.length < values.length || !settled.every((value) => sameShape(value, settled[0])))
    throw new InexactError("a map's values share a type");
}
