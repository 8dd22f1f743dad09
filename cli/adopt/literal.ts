import type { Json } from "../json";

const WIDTH = 120;

/** A value as TypeScript source, as a formatter would lay it out. @param indent of the line that it begins on */
export function literal(value: Json, indent = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const flat = line(value);
  if (flat.length + indent <= WIDTH) return flat;
  const pad = " ".repeat(indent + 2);
  const items = Array.isArray(value)
    ? value.map((item: Json) => literal(item, indent + 2))
    : Object.entries(value).map(([name, item]) => `${key(name)}: ${literal(item, indent + 2)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return [open, ...items.map((item) => `${pad}${item},`), " ".repeat(indent) + close].join("\n");
}

function line(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(line).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, item]) => `${key(name)}: ${line(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A member's name, in quotes where it needs them. */
export function key(name: string): string {
  // Written as any other it would set the object's prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
