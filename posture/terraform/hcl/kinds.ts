import { isBranch, type ValueBranch, type ValueNode } from "../value-node";

/**
 * Terraform's kinds of collections, which JSON doesn't tell apart. Results depend on them: a set is sorted, a list's
 * items share one type. What a resource's attribute holds has no kind here, since only the provider's schema knows it.
 */
export type Kind = "tuple" | "list" | "set" | "object" | "map";

const KINDS = new WeakMap<object, Kind>();

/** Marks a collection as one of a kind. */
export function asKind<T extends readonly ValueNode[] | ValueBranch>(kind: Kind, collection: T): T {
  KINDS.set(collection, kind);
  return collection;
}

export function kindOf(tree: ValueNode): Kind | undefined {
  return typeof tree === "object" && tree !== null ? KINDS.get(tree) : undefined;
}

/** ConfiguredAttribute where a value can't be told: the expression's value is then unknown. */
export class InexactError extends Error {}

/** Terraform refuses the expression, beyond doubt: `try()` goes on to its next argument. */
export class EvaluationError extends InexactError {}

/** Terraform compares texts by their UTF-8 bytes, which is the order of code points. */
export function byBytes(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** The keys of an object or map in Terraform's order. */
export const keysOf = (branch: ValueBranch): string[] => Object.keys(branch).sort(byBytes);

/** A text, as a template or a function of texts takes it; throws InexactError for what isn't a scalar. */
export function textOf(tree: ValueNode): string {
  if (typeof tree === "string") return tree;
  if (typeof tree === "boolean") return String(tree);
  if (typeof tree === "number") return numberText(tree);
  throw new InexactError(tree === null ? "a null has no text" : "it is not a single value");
}

/** How Terraform writes a number, for those that are held exactly. */
export const numberText = (value: number): string => String(exact(value));

/** A number whose value and text are the same here and in Terraform, which counts with 512 bits. */
export function exact(value: number): number {
  if (Object.is(value, -0)) throw new InexactError("a negative zero");
  const size = Math.abs(value);
  if (Number.isSafeInteger(value) || (size < 1e15 && size >= 1e-6)) return value;
  throw new InexactError("a number is too large or too fine");
}

/** A number out of a number or its text, in the one form that needs no reading of bases and exponents. */
export function numberOf(tree: ValueNode): number {
  if (typeof tree === "number") return exact(tree);
  if (typeof tree === "string" && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(tree) && tree.length <= 16)
    return exact(Number(tree));
  throw new InexactError("it is not a plain number");
}

export function integerOf(tree: ValueNode): number {
  const number = numberOf(tree);
  if (!Number.isSafeInteger(number)) throw new InexactError("it is not a whole number");
  return number;
}

export function flagOf(tree: ValueNode): boolean {
  if (typeof tree === "boolean") return tree;
  if (tree === "true" || tree === "1") return true;
  if (tree === "false" || tree === "0") return false;
  throw new InexactError("it is neither true nor false");
}

/** A set: sorted, each item once. Only of items of one scalar type, whose order is known. */
export function setOf(items: readonly ValueNode[]): readonly ValueNode[] {
  const same = unified(items);
  if (same.some((item) => item === null)) throw new InexactError("a set with a null");
  if (same.every((item) => typeof item === "string"))
    return asKind("set", [...new Set(same as readonly string[])].sort(byBytes));
  if (same.every((item) => typeof item === "number"))
    return asKind(
      "set",
      [...new Set(same as readonly number[])].sort((a, b) => a - b),
    );
  if (same.length <= 1) return asKind("set", [...same]);
  throw new InexactError("a set of other things than texts or numbers");
}

/** Items brought to one type, as a list's are. Throws InexactError where the common type isn't beyond doubt. */
export function unified(items: readonly ValueNode[]): readonly ValueNode[] {
  const types = new Set(items.filter((item) => item !== null).map(typeOf));
  if (types.size <= 1 && !types.has("tuple") && !types.has("object")) return items;
  if (types.has("string") && [...types].every((type) => ["string", "number", "boolean"].includes(type)))
    return items.map((item) => (item === null ? null : textOf(item)));
  if (items.length <= 1 || items.every((item) => sameShape(item, items[0]))) return items;
  throw new InexactError("items of several types");
}

/** Two values of one type beyond doubt: equal scalars' types, equal keys, equal lengths. */
export function sameShape(a: ValueNode, b: ValueNode): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    const [x, y] = [a as readonly ValueNode[], b as readonly ValueNode[]];
    return x.length === y.length && x.every((item, i) => sameShape(item, y[i]));
  }
  if (!isBranch(a) || !isBranch(b)) return a !== null;
  const [x, y] = [Object.keys(a), Object.keys(b)];
  return x.length === y.length && x.every((key) => Object.hasOwn(b, key) && sameShape(a[key], b[key]));
}

/** Values whose common type leaves each as it is: of one type beyond doubt, where a null fits any. */
export function fitTogether(items: readonly ValueNode[]): boolean {
  if (items.length <= 1) return true;
  const [first, ...rest] = items.filter((item) => item !== null && item !== undefined);
  if (rest.some((item) => typeOf(item) !== typeOf(first))) return false;
  if (typeof first !== "object") return true;
  const all = [first, ...rest] as ValueBranch[];
  const keys = Object.keys(all[0] ?? {});
  return (
    typeOf(first) !== "unmarked" &&
    all.every((item) => Object.keys(item).length === keys.length && keys.every((key) => Object.hasOwn(item, key))) &&
    keys.every((key) => fitTogether(all.map((item) => item[key])))
  );
}

/** `string`, `number`, `boolean`, a kind, or `unmarked` for a collection of an attribute. */
export function typeOf(tree: ValueNode): string {
  if (tree === null || tree === undefined) return "null";
  return typeof tree === "object" ? (kindOf(tree) ?? "unmarked") : typeof tree;
}
