import { ConfigError } from "./coded-error";
/** Values are shown cut to this many characters. */
const SHOWN = 60;

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** One object of a configuration, read name by name; every error says where it is, what was found and what is expected. */
export class Fields<T> {
  readonly #values: Readonly<Record<string, unknown>>;

  /** @throws ConfigError when `value` is no object */
  constructor(
    private readonly place: string,
    value: unknown,
  ) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ConfigError(`${place} is ${show(value)}. Expected an object.`);
    }
    this.#values = value as Record<string, unknown>;
  }

  fail(name: string & keyof T, expected: string): never {
    throw new ConfigError(`${this.place}.${name} is ${show(this.#get(name))}. Expected ${expected}.`);
  }

  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  allowOnly(...names: readonly (readonly (string & keyof T)[])[]): void {
    const known: readonly string[] = names.flat();
    for (const name of this.names()) {
      if (!known.includes(name))
        throw new ConfigError(`${this.place}.${name} is unknown. Expected one of: ${known.join(", ")}.`);
    }
  }

  string(name: string & keyof T): string | undefined {
    const value = this.#get(name);
    if (value === undefined || (typeof value === "string" && value !== "" && value.trim() === value)) return value;
    return this.fail(name, "a string without spaces around it");
  }

  /** The value as it was given, unchecked. */
  raw(name: string & keyof T): unknown {
    return this.#get(name);
  }

  boolean(name: string & keyof T): boolean | undefined {
    const value = this.#get(name);
    return value === undefined || typeof value === "boolean" ? value : this.fail(name, "true or false");
  }

  integer(name: string & keyof T, least: number, most: number): number | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.fail(name, `a whole number from ${least} to ${most}`);
  }

  oneOf<V extends string>(name: string & keyof T, allowed: readonly V[]): V | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    return allowed.find((each) => each === value) ?? this.fail(name, allowed.map(show).join(" or "));
  }

  /** A list that is given must not be empty: it would demand nothing, or match nothing. */
  strings(name: string & keyof T): readonly string[] | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    const fit =
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((each) => typeof each === "string" && each.trim() === each && each);
    return fit
      ? (value as string[])
      : this.fail(name, "a list of one or more strings (leave it out to require nothing)");
  }

  object<V>(name: string & keyof T): Fields<V> | undefined {
    const value = this.#get(name);
    return value === undefined ? undefined : new Fields<V>(`${this.place}.${name}`, value);
  }

  objects<V>(name: string & keyof T): readonly Fields<V>[] {
    const value = this.#get(name);
    if (!Array.isArray(value) || value.length === 0) this.fail(name, "a list of one or more objects");
    return (value as unknown[]).map((each, index) => new Fields<V>(`${this.place}.${name}[${index}]`, each));
  }

  #get(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }
}
