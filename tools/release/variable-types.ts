/**
 * What an input of the HCL edition takes, by its path: `routes` or `routes.*.scopes`, where `*` is any key or item. Each says whether it has to be
 * given beside what it stands in, and its type; objects and collections of them have their own members listed.
 */
export type VariableTypes = Readonly<Record<string, `${"required" | "optional"} ${string}`>>;

/** Reads every variable of a formatted file of Terraform: a block ends at a brace of its own line. The paths are sorted. */
export function variableTypes(hcl: string): VariableTypes {
  const found: Record<string, `${"required" | "optional"} ${string}`> = {};
  for (const [, name = "", body = ""] of hcl.matchAll(/^variable "(\w+)" \{\n([^]*?)^\}$/gm)) {
    const type = /^ {2}type\s*=\s*([^]*?)(?=^ {2}[a-z_]+\s*[={]|^ {2}$|$(?![^]))/m.exec(body)?.[1] ?? "any";
    const need = /^ {2}default\s*=/m.test(body) ? "optional" : "required";
    new TypeReader(type, (path, taken, given = need) => (found[path] = `${given} ${taken}`)).read(name);
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Found = (path: string, type: string, need: "required" | "optional" | undefined) => void;

const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|[\w.-]+|[(){}[\],=:]/g;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };

/** Reads one type constraint: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
class TypeReader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(
    text: string,
    private readonly found: Found,
  ) {
    this.tokens = (text.match(TOKEN) ?? []).filter((token) => !token.startsWith("#"));
  }

  /** @param need left out for a variable itself, whose default says it */
  read(path: string, need?: "required" | "optional"): void {
    if (this.peek() === "optional") {
      this.take("optional");
      this.take("(");
      this.read(path, "optional");
      while (this.peek() !== ")") this.skip();
      this.take(")");
      return;
    }
    const place = path.replace(/(\.\*)+$/, "");
    const shape = this.shape();
    this.found(place, shape.join(" of "), need);
    if (shape.at(-1) === "object") this.members(path + ".*".repeat(shape.length - 1));
    for (let i = 1; i < shape.length; i++) this.take(")");
  }

  /** `map(set(string))` is map, set, string; the brackets are left open. */
  private shape(): string[] {
    const kind = this.take();
    if (!["map", "set", "list", "object", "tuple"].includes(kind)) return [kind];
    this.take("(");
    if (kind !== "object" && kind !== "tuple") return [kind, ...this.shape()];
    if (kind === "tuple")
      throw new Error("A tuple in a variable's type: tools/release/variable-types.ts can't read it.");
    return [kind];
  }

  private members(path: string): void {
    this.take("{");
    while (this.peek() !== "}") {
      if (this.peek() === ",") this.take(",");
      else {
        const name = this.take();
        this.take("=");
        this.read(`${path}.${name}`, "required");
      }
    }
    this.take("}");
    this.take(")");
  }

  /** One value of a default, with all that its brackets hold. */
  private skip(): void {
    const closing = CLOSING[this.take()];
    if (closing === undefined) return;
    while (this.peek() !== closing) this.skip();
    this.take(closing);
  }

  private peek(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new Error(`A variable's type ends too early: ${this.tokens.join(" ")}`);
    return token;
  }

  private take(expected?: string): string {
    const token = this.peek();
    if (expected !== undefined && token !== expected)
      throw new Error(`A variable's type has ${token} where ${expected} was expected: ${this.tokens.join(" ")}`);
    this.at++;
    return token;
  }
}
