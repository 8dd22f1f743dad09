import { Token } from "cdktf";
import { ConfigurationError, propOf } from "../errors/configuration-error";
import type { ErrorCode } from "../errors/codes";
import { Problems } from "../errors/problems";
import { nearest } from "../nearest";
import { insteadOf } from "./other-names";

/** Where a value is looked at. */
export interface PropContext {
  readonly path: string;
  readonly problems: Problems;
}

/**
 * What a prop must be, for programs that the compiler didn't check: JavaScript, `any`, values read from files. The compiler sees to it that a shape
 * names every prop of its type. References pass where AWS gets the value as it is, and nowhere else: synth can't look into what only Terraform knows.
 */
export interface Shape {
  (value: unknown, prop: string, look: PropContext): void;
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Those of `fields` that can't be left out, and what several of them say together. */
  readonly required?: readonly string[];
  readonly also?: Shape;
  /** What stands in a list or record, or the shapes that are chosen from. */
  readonly within?: readonly Shape[];
  /** What leads to `within`, where that is another prop: `.NAME`. */
  readonly step?: string;
  /** How a value is written, in a refusal of what stands around it. @default … */
  readonly example?: string;
  /** Whether synth has to know it: a reference is refused. */
  readonly literal?: true;
}

type Check = (value: unknown, prop: string, look: PropContext) => void;

export function addProblem(look: PropContext, code: ErrorCode, prop: string, found: string, instead: string): void {
  const error = new ConfigurationError(code, { path: look.path, prop }, found, instead);
  if (code === "input-type" || code === "input-missing") look.problems.addInvalidShape(error);
  else look.problems.add(error);
}

function ofType(type: string, accepts: (value: unknown) => boolean, example?: string): Shape {
  const check: Check = (value, prop, look) => {
    if (Token.isUnresolved(value) || accepts(value)) return;
    addProblem(look, "input-type", prop, `it is ${describe(value)}`, `Write ${type}`);
  };
  return example === undefined ? check : Object.assign(check, { example });
}

/** What a reference can't be: synth decides by it which resources there are, and how. */
export function literal(written: string, of: Check): Shape {
  const check: Check = (value, prop, look) => {
    if (!Token.isUnresolved(value)) return of(value, prop, look);
    const found = "it is a reference, whose value Terraform learns after synth, and synth decides by it";
    addProblem(look, "input-type", prop, found, `Write ${written}`);
  };
  return Object.assign(check, { literal: true } as const);
}

/** Whatever it is, something else looks at it. */
export const unchecked: Shape = () => undefined;

export const text = ofType("a string", (value) => typeof value === "string");

/** A string, of which a refusal says what it tells: `the reason`. */
export const textOf = (what: string): Shape =>
  ofType(`a string: ${what}`, (value) => typeof value === "string", JSON.stringify(what));

/** A string that says something: AWS accepts no empty name, ARN or address. */
export const named: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value === "string" && value.trim() === "")
    addProblem(look, "input-value", prop, `it is ${describe(value)}`, "Write it, or leave it out where it may be");
};

export const flag = literal(
  "true or false",
  ofType("true or false", (value) => typeof value === "boolean"),
);

/** A name that a construct's id and address are made of. */
export const identifier: Shape = literal("the name itself", named);

/** A string of this form; references, and strings that hold one, pass. */
export function matching(form: RegExp, instead: string, code: ErrorCode = "input-value"): Shape {
  return (value, prop, look) => {
    named(value, prop, look);
    if (typeof value !== "string" || value.trim() === "" || Token.isUnresolved(value) || value.includes("${")) return;
    if (!form.test(value)) addProblem(look, code, prop, `it is ${describe(value)}`, instead);
  };
}

/** A string of a limited length; of a reference it isn't known. */
export const textUpTo = (most: number, least = 1): Shape =>
  matching(
    new RegExp(`^[^]{${String(least)},${String(most)}}$`),
    `Write ${String(least)} to ${String(most)} characters`,
  );

/** A number whose range something else looks at; NaN and infinities are none that JSON could hold. */
export const numeric = ofType("a number", Number.isFinite);

/** A finite number; the bounds are included. */
export function number(least = -Infinity, most = Infinity, unit = "", code: ErrorCode = "input-value"): Shape {
  return (value, prop, look) => {
    numeric(value, prop, look);
    if (typeof value !== "number" || !Number.isFinite(value) || Token.isUnresolved(value)) return;
    if (value >= least && value <= most) return;
    const range = most === Infinity ? `${String(least)} or more` : `${String(least)} to ${String(most)}`;
    addProblem(look, code, prop, `it is ${String(value)}`, `Write ${range}${unit === "" ? "" : ` ${unit}`}`);
  };
}

/** A whole number, `least` or more. */
export function wholeFrom(least: number, most = Infinity, unit = "", code: ErrorCode = "input-value"): Shape {
  const within = number(least, most, unit, code);
  return (value, prop, look) => {
    within(value, prop, look);
    if (typeof value !== "number" || Token.isUnresolved(value) || !Number.isFinite(value) || value % 1 === 0) return;
    addProblem(look, code, prop, `it is ${String(value)}`, "Write a whole number");
  };
}

export function oneOf(...values: readonly string[]): Shape {
  const all = values.map((known) => JSON.stringify(known)).join(" or ");
  return literal(all, (value, prop, look) => {
    if (values.includes(value as string)) return;
    const meant = typeof value === "string" ? nearest(value, values) : undefined;
    addProblem(
      look,
      typeof value === "string" ? "input-value" : "input-type",
      prop,
      `it is ${describe(value)}`,
      meant === undefined || isOtherNumber(String(value), meant)
        ? `Write ${all}`
        : `Did you mean ${JSON.stringify(meant)}?`,
    );
  });
}

/** Another number is another version, no slip: who writes "ipv6" doesn't mean "ipv4". */
function isOtherNumber(text: string, other: string): boolean {
  const [digits, others] = [text, other].map((one) => [...one.replaceAll(/\D/g, "")].sort().join(""));
  return text.replaceAll(/\d/g, "") === other.replaceAll(/\d/g, "") && digits !== others;
}

export function list(of: Shape, least = 0, code: ErrorCode = "input-value", most = Infinity): Shape {
  const items: Check = (value, prop, look) => {
    if (Token.isUnresolved(value)) return;
    if (!Array.isArray(value)) {
      addProblem(look, "input-type", prop, `it is ${describe(value)}`, "Write a list: […]");
      return;
    }
    if (value.length < least) addProblem(look, code, prop, "the list is empty", "Name at least one");
    if (value.length > most)
      addProblem(look, code, prop, `there are ${String(value.length)}`, `AWS accepts ${String(most)}`);
    value.forEach((item: unknown, index) => of(item, propOf(prop, index), look));
  };
  const check = of.literal ? literal("a list: […]", items) : items;
  return Object.assign(check, { within: [of], step: "[0]" });
}

/** A list of strings, of which none comes twice: what stands twice by mistake was meant to be another. */
export function unique(of: Shape, least = 0, code?: ErrorCode, most?: number): Shape {
  const all = list(of, least, code, most);
  return (value, prop, look) => {
    all(value, prop, look);
    if (!Array.isArray(value) || Token.isUnresolved(value)) return;
    value.forEach((item: unknown, index) => {
      const first = value.indexOf(item);
      if (typeof item === "string" && first < index)
        addProblem(
          look,
          "input-value",
          propOf(prop, index),
          `${describe(item)} stands twice`,
          "Leave it out, or write another",
        );
    });
  };
}

/** False, or what a shape or the props of an object say. */
export function orFalse<T extends object>(of: Shape | Fields<T>): Shape {
  return choice([(given) => given === false, unchecked], isShape(of) ? of : object<T>(of));
}

export function record(
  of: Shape,
  key?: (name: string, prop: string, look: PropContext) => void,
  most = Infinity,
  code: ErrorCode = "input-value",
): Shape {
  const check = literal(`an object: { name: ${of.example ?? "…"} }`, (value, prop, look) => {
    if (!isRecord(value) || isCollection(value)) {
      const [name = "name"] = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
      const entry = `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${of.example ?? "…"}`;
      addProblem(look, "input-type", prop, `it is ${describe(value)}`, `Write an object: { ${entry} }`);
      return;
    }
    const count = Object.keys(value).length;
    if (count > most) addProblem(look, code, prop, `there are ${String(count)}`, `AWS accepts ${String(most)}`);
    for (const [name, item] of Object.entries(value)) {
      if (Token.isUnresolved(name)) {
        addProblem(look, "input-type", propOf(prop, name), "its name is a reference", "Write the name itself");
        continue;
      }
      // A construct can't have such an id, and `__proto__` is lost when the object is copied.
      if (name in Object.prototype)
        addProblem(
          look,
          "input-value",
          propOf(prop, name),
          "every object of JavaScript has this name",
          "Write another",
        );
      if (key === undefined && name.trim() === "")
        addProblem(look, "input-value", propOf(prop, name), "its name is empty", "Give it one");
      key?.(name, propOf(prop, name), look);
      of(item, propOf(prop, name), look);
    }
  });
  return Object.assign(check, { within: [of], step: ".NAME" });
}

/** Of a record's entries: `KEY: undefined` is the same as no such key. */
export const optional = (of: Shape): Shape =>
  Object.assign(choice([(given) => given === undefined, unchecked], of), { example: of.example ?? "…" });

/** The props of `T`, all of them, with `?` behind those that may be left out. In place of an object's shape its props may stand. */
export type Fields<T> = {
  readonly [Key in keyof T & string as undefined extends T[Key] ? `${Key}?` : Key]-?:
    | Shape
    | Inner<NonNullable<T[Key]>>;
};
type Inner<V> = V extends object
  ? V extends readonly unknown[] | ((...args: never) => unknown)
    ? never
    : string extends keyof V
      ? never
      : Fields<V>
  : never;

const isShape = <T>(of: Shape | Fields<T>): of is Shape => typeof of === "function";

/** An object with these props and no others. */
export function object<T>(fields: Fields<T>, also: Shape = unchecked): Shape {
  const entries = Object.entries(fields as Readonly<Record<string, Shape | Fields<object>>>);
  const shapes = Object.fromEntries(
    entries.map(([name, of]) => [name.replace(/\?$/, ""), isShape(of) ? of : object(of)]),
  );
  const required = Object.keys(shapes).filter((name) => Object.hasOwn(fields, name));
  const optional = Object.keys(shapes).slice(0, 6);
  const shown = required.length === 0 && optional.length === 1 ? optional : required;
  const any = `an object with any of ${optional.join(", ")}${Object.keys(shapes).length > 6 ? ", …" : ""}`;
  const example = `{ ${shown.map((name) => `${name}: ${shapes[name]?.example ?? "…"}`).join(", ") || "…"} }`;
  const check = literal(shown.length > 0 ? `an object: ${example}` : any, (value, prop, look) => {
    if (!isRecord(value) || isCollection(value)) {
      const instead = `Write ${shown.length > 0 ? `an object: ${example}` : any}`;
      addProblem(look, "input-type", prop, `it is ${describe(value)}`, instead);
      return;
    }
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(shapes, name)) continue;
      const props = Object.keys(shapes);
      const meant = propMeant(name, props) ?? deeper(name, shapes);
      const known = `There ${props.length === 1 ? "is" : "are"} ${props.join(", ")}`;
      const instead = insteadOf(name, props) ?? (meant === undefined ? known : `Did you mean ${meant}?`);
      addProblem(
        look,
        "input-unknown",
        propOf(prop, name),
        "there is no such prop, so it would change nothing",
        instead,
      );
    }
    for (const [name, shape] of Object.entries(shapes)) {
      const item = value[name];
      if (item !== undefined) shape(item, propOf(prop, name), look);
      else if (required.includes(name))
        addProblem(look, "input-missing", propOf(prop, name), "it is missing", "Write it: it has no default");
    }
    also(value, prop, look);
  });
  return Object.assign(check, { fields: shapes, required, also, example });
}

/** The props of options, and what a construct takes beside them. */
export function extend<T, Options>(options: Shape, more: Fields<Omit<T, keyof Options>>): Shape {
  const { fields = {}, required = [], also } = options;
  const known = Object.entries(fields).map(([name, of]) => [required.includes(name) ? name : `${name}?`, of]);
  return object<object>({ ...Object.fromEntries(known), ...more } as Fields<object>, also);
}

/** A construct, or an object that stands for one; `what` says of which kind. */
export const part = (what: string): Shape => ofType(what, isRecord);

/** The prop that a name without one stands for: misspelt, shortened (`minLength`), lengthened (`timeoutSeconds`), or in Terraform's letters. */
export function propMeant(name: string, props: readonly string[]): string | undefined {
  const words = wordsOf(name);
  const shortened = (prop: string): boolean => {
    const whole = wordsOf(prop);
    return whole.length === words.length && whole.every((word, at) => word.startsWith(words[at] ?? ""));
  };
  return (
    nearest(name, props) ??
    props.find((prop) => prop.startsWith(name) || name.startsWith(prop)) ??
    props.find(shortened)
  );
}

/** Where a prop of this name stands further in: `pool.mfa`, `webClients.NAME.callbackUrls`; undefined where it is none, or one of many. */
function deeper(name: string, shapes: Readonly<Record<string, Shape>>): string | undefined {
  const found = (prop: string, { fields = {}, within = [], step = "" }: Shape): string[] =>
    Object.hasOwn(fields, name) ? [`${prop}.${name}`] : within.flatMap((of) => found(`${prop}${step}`, of));
  const places = [...new Set(Object.entries(shapes).flatMap(([prop, of]) => found(prop, of)))];
  return places.length > 3 ? undefined : places.join(" or ") || undefined;
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([A-Z])/g, "_$1")
    .toLowerCase()
    .split("_");

/** An object whose kind one of its props names: `{ type: "String", … }`. */
export function kinds(key: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const check: Check = (value, prop, look) => {
    const kind = isRecord(value) ? value[key] : undefined;
    if (typeof kind === "string" && Object.hasOwn(shapes, kind)) shapes[kind]?.(value, prop, look);
    else
      object<object>({
        ...(isRecord(value) && Object.fromEntries(Object.keys(value).map((name) => [`${name}?`, unchecked]))),
        [key]: oneOf(...Object.keys(shapes)),
      })(value, prop, look);
  };
  return Object.assign(check, { within: Object.values(shapes) });
}

export type Choice = readonly [when: (value: unknown) => boolean, shape: Shape] | Shape;

/** The first that fits: `[when, shape]`, at the end a shape for all others. */
export function choice(...choices: readonly Choice[]): Shape {
  const cases = choices.map((one) => (typeof one === "function" ? ([() => true, one] as const) : one));
  const check: Check = (value, prop, look) => {
    const chosen = cases.find(([when]) => when(value))?.[1];
    const { fields } = chosen ?? {};
    if (!isRecord(value) || fields === undefined || Token.isUnresolved(value)) return chosen?.(value, prop, look);
    const told = new Set<string>();
    for (const { fields: others } of cases.map(([, one]) => one))
      for (const name of Object.keys(value).filter(
        (one) => !Object.hasOwn(fields, one) && others?.[one] !== undefined,
      )) {
        const beside = Object.keys(value).filter(
          (one) => Object.hasOwn(fields, one) && !Object.hasOwn(others ?? {}, one),
        );
        if (beside.length === 0 || told.has(name)) continue;
        const found = `it can't stand beside ${beside.join(", ")}`;
        addProblem(look, "input-unknown", propOf(prop, name), found, "Leave one of them out");
        told.add(name);
      }
    chosen?.(Object.fromEntries(Object.entries(value).filter(([name]) => !told.has(name))), prop, look);
  };
  return Object.assign(check, { within: cases.map(([, shape]) => shape) });
}

export const has = (key: string) => (value: unknown) => isRecord(value) && value[key] !== undefined;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Its entries are no props: it would pass as an object without any. */
function isCollection(value: object): value is Map<unknown, unknown> | Set<unknown> {
  return value instanceof Map || value instanceof Set;
}

/** A value in a sentence: short, and never the inside of a large one. */
export function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 100 ? `${value.slice(0, 97)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null)
    return value instanceof Map ? "a Map" : value instanceof Set ? "a Set" : "an object";
  if (typeof value === "bigint") return `${String(value)}n`;
  return typeof value === "function" ? "a function" : String(value);
}

/** @throws ConfigurationError every prop that is missing, unknown or of the wrong shape */
export function checkProps(shape: Shape, props: unknown, path: string): void {
  const problems = new Problems();
  shape(props, "", { path, problems });
  problems.throwIfAny();
}
