import { snakeCase } from "../../constructs/stack/addresses";

/** Gives out names that Terraform takes and that differ from each other. */
export class Names {
  private readonly taken: Set<string>;

  /** @param reserved names that nobody gets */
  constructor(reserved: readonly string[] = []) {
    // Names of JavaScript's own are found in every object.
    this.taken = new Set([...reserved, ...Object.getOwnPropertyNames(Object.prototype)]);
  }

  /** The first of the wishes that says something, with a number behind it where it is taken. */
  give(...wishes: readonly (string | undefined)[]): string {
    const wish = wishes.map((one) => snakeCase(one ?? "")).find((one) => one !== "" && !GENERIC.has(one)) ?? "main";
    const start = /^[a-z]/.test(wish) ? wish : `n_${wish}`;
    let name = start;
    for (let n = 2; this.taken.has(name); n++) name = `${start}_${String(n)}`;
    this.taken.add(name);
    return name;
  }
}

/** Names that modules give what there is one of. */
const GENERIC = new Set(["this", "main", "default", "lambda", "api", "integration", "function", "example"]);

/** What can begin the names of AWS resources: 1 to 32 of `[a-z0-9-]`, beginning with a letter. */
export function projectName(apiName: string): string {
  const name = apiName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .replace(/-(http-)?api-*$/, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  return name === "" ? "api" : name;
}
