/** One block of Terraform JSON. Comments (`//`) are left in. */
export type Block = Readonly<Record<string, unknown>>;

type ByName = Readonly<Record<string, Block>>;

/** Terraform JSON, as far as tests look into it. */
export interface Terraform {
  readonly terraform?: Block;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, ByName>>;
  readonly data?: Readonly<Record<string, ByName>>;
  readonly output?: ByName;
}

/** Every resource of a type by its address; empty when there is none. */
export function resources(json: Terraform, type: string): ReadonlyMap<string, Block> {
  return new Map(Object.entries(json.resource?.[type] ?? {}).map(([name, body]) => [`${type}.${name}`, body]));
}

/** Every address that is emitted, sorted: resources, data sources (`data.…`) and outputs (`output.…`). */
export function addresses(json: Terraform): readonly string[] {
  const below = (prefix: string, types: Readonly<Record<string, ByName>> = {}): string[] =>
    Object.entries(types).flatMap(([type, names]) => Object.keys(names).map((name) => `${prefix}${type}.${name}`));
  return [
    ...below("", json.resource),
    ...below("data.", json.data),
    ...Object.keys(json.output ?? {}).map((name) => `output.${name}`),
  ].sort();
}

/** The resource of an address (`aws_iam_role.hello`). @throws Error with the addresses there are */
export function resource(json: Terraform, address: string): Block {
  const [type = "", name = ""] = address.split(".");
  const found = json.resource?.[type]?.[name];
  if (found === undefined) throw new Error(`There is no ${address}, but ${addresses(json).join(", ")}.`);
  return found;
}

/**
 * Looks at every resource of a type. cdktf's `toHaveResourceWithProperties` is content with one that matches; a claim about
 * all of them needs all of them, and at least one.
 * @param check returns false or throws where the claim doesn't hold
 * @throws Error when there is none, or naming each address where it doesn't hold
 */
export function everyResource(
  json: Terraform,
  type: string,
  check: (body: Block, address: string) => boolean | void,
): void {
  const all = resources(json, type);
  if (all.size === 0) throw new Error(`There is no ${type} at all, so nothing was checked.`);
  const failures = [...all].flatMap(([address, body]) => {
    try {
      return check(body, address) === false ? [`${address}: ${JSON.stringify(body)}`] : [];
    } catch (error) {
      return [`${address}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  if (failures.length > 0) throw new Error(`${failures.length} of ${all.size} ${type} fail:\n${failures.join("\n")}`);
}

/** What changes with every change to a function's code, and what only cdktf reads, is left out. */
export function withoutCode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCode);
  if (typeof value === "string")
    return value.replace(/\/[0-9A-F]{32}\//, "/HASH/").replace(/^[A-Za-z0-9+/]{43}=$/, "BASE64_SHA256");
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutCode(item)]));
}
