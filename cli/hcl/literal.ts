import type { Json } from "../json";

const WIDTH = 120;

/** HCL that stands for itself among values: a reference. */
export class Expression {
  /** @param text as it is written */
  constructor(readonly text: string) {}
}

/** A value, or a reference somewhere in it. */
export type Written = Json | Expression | readonly Written[] | { readonly [name: string]: Written };

/** A value as HCL, as `terraform fmt` lays it out. @param indent of the line that it begins on */
export function hclLiteral(value: Written, indent = 0): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const flat = line(value);
  if (flat.length + indent <= WIDTH) return flat;
  const pad = " ".repeat(indent);
  if (Array.isArray(value)) {
    const items = (value as readonly Written[]).map((item) => `${pad}  ${hclLiteral(item, indent + 2)},`);
    return ["[", ...items, `${pad}]`].join("\n");
  }
  return ["{", hclAttributes(value as Readonly<Record<string, Written>>, indent + 2, true), `${pad}}`].join("\n");
}

/**
 * Arguments, one a line; the equals signs of neighbours that fit on their lines stand below each other.
 * @param keys whether the names are keys of an object, which may be any text
 */
export function hclAttributes(values: Readonly<Record<string, Written>>, indent: number, keys = false): string {
  const pad = " ".repeat(indent);
  const lines = Object.entries(values).map(([name, value]) => {
    const written = keys ? hclKey(name) : name;
    return { name: written, value: hclLiteral(value, indent) };
  });
  return lines
    .map(({ name, value }, at) => {
      if (value.includes("\n")) return `${pad}${name} = ${value}`;
      let [first, last] = [at, at];
      while (first > 0 && lines[first - 1]?.value.includes("\n") === false) first--;
      while (lines[last + 1]?.value.includes("\n") === false) last++;
      const width = Math.max(...lines.slice(first, last + 1).map((one) => one.name.length));
      return `${pad}${name.padEnd(width)} = ${value}`;
    })
    .join("\n");
}

/** A key of an object, in quotes where it needs them. */
export const hclKey = (name: string): string => (/^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(name));

function line(value: Written): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${(value as readonly Written[]).map(line).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, item]) => `${hclKey(name)} = ${line(item as Written)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Templates begin with ${ and %{; JSON's escapes are HCL's but for \b and \f. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(/\\(["\\nrtu])|\\b|\\f/g, (all) => (all === "\\b" ? "\\u0008" : all === "\\f" ? "\\u000c" : all))
    .replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
