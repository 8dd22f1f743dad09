import { isObject } from "./configuration/json";

/** Where a part of a document stands, and which resource it belongs to. */
export interface Place {
  /** `planned_values.root_module.resources[3]` */
  readonly path: string;
  /** The nearest resource, change or module with an address, and its path. */
  readonly owner?: { readonly address: string; readonly path: string };
}

/** Says what is wrong with a value: a sentence; undefined: nothing. Never shows the value itself, which may be secret. */
export type Shape = (value: unknown, at: Place) => string | undefined;

/** `value` is another thing than what is expected. */
export function mismatchText(value: unknown, { path, owner }: Place, expected: string): string {
  const name = owner ? path.slice(owner.path.length).replace(/^\./, "") : path;
  const whose = owner ? `${owner.address} (${owner.path}): ` : "";
  return `${whose}${name === "" ? "it" : name} is ${kindOf(value)}; expected ${expected}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  const kinds: Readonly<Record<string, string>> = { string: "a text", number: "a number", boolean: "true or false" };
  return kinds[typeof value] ?? "an object";
}

export const text: Shape = (value, at) => (typeof value === "string" ? undefined : mismatchText(value, at, "a text"));
export const texts: Shape = (value, at) => listOf(text, "a list of texts")(value, at);

export function listOf(item: Shape, expected: string): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return mismatchText(value, at, expected);
    return first(value.map((one: unknown, i) => () => item(one, inside(at, `[${String(i)}]`, one))));
  };
}

export function mapOf(item: Shape, expected: string): Shape {
  return (value, at) => {
    if (!isObject(value)) return mismatchText(value, at, expected);
    return first(
      Object.entries(value).map(
        ([name, one]) =>
          () =>
            item(one, inside(at, `.${name}`, one)),
      ),
    );
  };
}

/** An object with named members; those that aren't there are left out, those in `required` have to be there. */
export function objectOf(
  members: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
  expected = "an object",
): Shape {
  return (value, at) => {
    if (!isObject(value)) return mismatchText(value, at, expected);
    return first(
      Object.entries(members).map(([name, shape]) => () => {
        const place = inside(at, `.${name}`, value[name]);
        if (Object.hasOwn(value, name)) return shape(value[name], place);
        return required.includes(name) ? shape(undefined, place) : undefined;
      }),
    );
  };
}

function inside(at: Place, step: string, value: unknown): Place {
  const path = `${at.path}${step}`.replace(/^\./, "");
  const address = isObject(value) ? value["address"] : undefined;
  return typeof address === "string" ? { path, owner: { address, path } } : { ...at, path };
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
