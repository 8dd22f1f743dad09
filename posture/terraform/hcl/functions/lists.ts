import { Unresolved, firstUnresolved, type ValueNode } from "../../value-node";
import { EvaluationError, InexactError, asKind, integerOf, kindOf, sameShape, setOf, textOf, byBytes } from "../kinds";
import { listOf, of, orderedOf, rearranging, textsOf, type Table } from "./table";

export const LISTS: Table = {
  concat: rearranging(1, Infinity, (lists) => {
    const given = lists.map(orderedOf);
    const items = given.flat();
    // Lists give a list, whose items share one type.
    if (given.some((list) => kindOf(list) === "list")) oneType(items);
    return asKind(given.every((list) => kindOf(list) === "list") ? "list" : "tuple", items);
  }),
  compact: of(1, 1, ([list]) =>
    asKind(
      "list",
      textsOf(
        asKind(
          kindOf(list) ?? "tuple",
          [...listOf(list)].filter((item) => item !== null && item !== ""),
        ),
      ),
    ),
  ),
  distinct: of(1, 1, ([list]) => {
    const items = orderedOf(list);
    scalars(items);
    return asKind("list", [...new Set(items)]);
  }),
  flatten: of(1, 1, ([list]) => asKind("tuple", flat(listOf(list)))),
  element: rearranging(2, 2, ([list, index]) => {
    const items = orderedOf(list);
    const at = integerOf(index);
    if (items.length === 0 || at < 0) throw new InexactError("an index that leads nowhere");
    return items[at % items.length];
  }),
  slice: rearranging(3, 3, ([list, from, to]) => {
    const items = orderedOf(list);
    const [start, end] = [integerOf(from), integerOf(to)];
    if (start < 0 || end < start || end > items.length) throw new InexactError("a slice outside of the list");
    return asKind(kindOf(items) ?? "tuple", items.slice(start, end));
  }),
  reverse: rearranging(1, 1, ([list]) => {
    const items = orderedOf(list);
    return asKind(kindOf(items) ?? "tuple", [...items].reverse());
  }),
  one: rearranging(1, 1, ([list]) => {
    const items = listOf(list);
    if (items.length > 1) throw new EvaluationError("there is more than one item");
    return items.length === 0 ? null : items[0];
  }),
  index: of(2, 2, ([list, value]) => {
    const items = orderedOf(list);
    scalars(items, value);
    const at = items.indexOf(value);
    if (at < 0) throw new EvaluationError("the item is not in the list");
    return at;
  }),
  contains: of(2, 2, ([list, value]) => {
    const items = listOf(list);
    scalars(items, value);
    return items.includes(value);
  }),
  sort: of(1, 1, ([list]) => asKind("list", [...textsOf(list)].sort(byBytes))),
  range: of(1, 2, (args) => {
    const [from, to] = args.length === 1 ? [0, integerOf(args[0])] : args.map(integerOf);
    if (from === undefined || to === undefined || to < from || to - from > 1024)
      throw new InexactError("a range that isn't counted here");
    return asKind(
      "list",
      Array.from({ length: to - from }, (_, i) => from + i),
    );
  }),
  coalescelist: rearranging(1, Infinity, (lists) => {
    const given = lists.map(orderedOf);
    const found = given.find((list) => list.length > 0);
    if (!found) throw new EvaluationError("every list is empty");
    return found;
  }),
  chunklist: rearranging(2, 2, ([list, size]) => {
    const items = orderedOf(list);
    const each = integerOf(size);
    if (each < 1) throw new InexactError("a chunk of nothing");
    oneType(items);
    const chunks: ValueNode[] = [];
    for (let at = 0; at < items.length; at += each) chunks.push(asKind("list", items.slice(at, at + each)));
    return asKind("list", chunks);
  }),
  setunion: of(1, Infinity, (sets) => setOf(sets.flatMap(members))),
  setintersection: of(1, Infinity, (sets) => {
    const [first = [], ...rest] = sets.map(members);
    return setOf(first.filter((item) => rest.every((other) => other.includes(item))));
  }),
  setsubtract: of(2, 2, ([set, without]) => {
    const gone = members(without);
    return setOf(members(set).filter((item) => !gone.includes(item)));
  }),
  setproduct: of(2, Infinity, (lists) => {
    const all = lists.map((list) => textsOf(list));
    // Of sets it is a set of tuples, whose order isn't known here.
    if (lists.some((list) => kindOf(list) === "set" || kindOf(list) === undefined))
      throw new InexactError("a set of combinations");
    const combined = all.reduce<readonly (readonly string[])[]>(
      (so, items) => so.flatMap((row) => items.map((item) => [...row, item])),
      [[]],
    );
    return asKind(
      "list",
      combined.map((row) => asKind("tuple", row)),
    );
  }),
  join: of(2, Infinity, ([separator, ...lists]) =>
    lists
      .flatMap((list) => listOf(list))
      .map((item) => {
        if (item === null) throw new InexactError("a null in the list");
        return textOf(item);
      })
      .join(textOf(separator))
      .normalize("NFC"),
  ),
};

/** Members of sets that hold texts only: sets of several types are converted. */
const members = (tree: ValueNode): readonly string[] => textsOf(tree);

function flat(items: readonly ValueNode[]): ValueNode[] {
  return items.flatMap((item): ValueNode[] => (Array.isArray(item) ? flat(listOf(item)) : [item]));
}

/** Items that can be compared as they are: texts only, or one other type of single values. */
function scalars(items: readonly ValueNode[], ...more: readonly ValueNode[]): void {
  const all = [...items, ...more];
  if (all.some((item) => item === null || typeof item === "object"))
    throw new InexactError("items that are not single values");
  if (new Set(all.map((item) => typeof item)).size > 1) throw new InexactError("items of several types");
}

function oneType(items: readonly ValueNode[]): void {
  const settled = items.filter((item) => item !== null && !(item instanceof Unresolved));
  if (settled.every((item) => typeof item === "string")) return;
  if (firstUnresolved(items) || !settled.every((item) => sameShape(item, settled[0])))
    throw new InexactError("a list's items share a type");
}
