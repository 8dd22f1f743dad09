/**
 * A value that may not be known yet. Terraform knows some values only after apply, and a configuration can hide others
 * (locals, functions): such a value says why it isn't known, and nobody may read it as absent.
 * An attribute that was left out is known: `known(undefined)`.
 */
export type Value<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

/** The answer of a question about values: yes, no, or it can't be said yet. */
export type Answer = true | false | "unknown";

/**
 * A list of which every item, some, or none is known. `items` holds what is known, in order of appearance;
 * `missing` holds one reason for each part that isn't known. The list is whole when `missing` is empty.
 */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly missing: readonly string[];
  /**
   * True when the items were found through the references of an expression whose value isn't known yet: a literal
   * beside the references, or a filter over them, wouldn't show.
   */
  readonly inferred?: boolean;
}

export function known<T>(value: T): Value<T> {
  return { known: true, value };
}

export const unknown = (why: string): { readonly known: false; readonly why: string } => ({ known: false, why });

/** Applies `f` to a known value; what is unknown stays unknown, with its reason. */
export function map<T, U>(value: Value<T>, f: (value: T) => U): Value<U> {
  return value.known ? known(f(value.value)) : value;
}

/** Like `map`, for an `f` that may itself not know. */
export function chain<T, U>(value: Value<T>, f: (value: T) => Value<U>): Value<U> {
  return value.known ? f(value.value) : value;
}

/** The value when it is known, otherwise `fallback`. Use it for display; a rule should say what it makes of unknown. */
export const valueOr = <T, U>(value: Value<T>, fallback: U): T | U => (value.known ? value.value : fallback);

/** Does a known value satisfy `test`? Unknown values answer "unknown". */
export function holds<T>(value: Value<T>, test: (value: T) => boolean): Answer {
  return value.known ? test(value.value) : "unknown";
}

/** Is the value known and equal to `expected`? */
export const is = <T>(value: Value<T>, expected: T): Answer => holds(value, (v) => v === expected);

export const not = (answer: Answer): Answer => (answer === "unknown" ? "unknown" : !answer);

/** False if any is false, else unknown if any is unknown, else true. */
export function every(answers: Iterable<Answer>): Answer {
  let result: Answer = true;
  for (const answer of answers) {
    if (answer === false) return false;
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

/** True if any is true, else unknown if any is unknown, else false. */
export function some(answers: Iterable<Answer>): Answer {
  let result: Answer = false;
  for (const answer of answers) {
    if (answer === true) return true;
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

export const listing = <T>(items: readonly T[], missing: readonly string[] = []): Listing<T> => ({ items, missing });

export const isWhole = (list: Listing<unknown>): boolean => list.missing.length === 0;

/** Is there an item that satisfies `test`? Missing items make a "no" unknown. */
export function someItem<T>(list: Listing<T>, test: (item: T) => boolean): Answer {
  if (list.items.some(test)) return true;
  return isWhole(list) ? false : "unknown";
}

/** Has the list no item at all? */
export function isEmpty(list: Listing<unknown>): Answer {
  if (list.items.length > 0) return false;
  return isWhole(list) ? true : "unknown";
}
