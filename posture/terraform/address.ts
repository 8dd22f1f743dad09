import type { Step } from "./resource";

/**
 * Splits `module.a["x.y"].aws_t.n[0].attr` into its parts: names as strings, indexes as `{ index }`.
 * Dots and brackets inside quoted indexes belong to the index. An index that is no literal is undefined.
 */
export type Part = string | { readonly index: Step | undefined };

export function partsOf(address: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < address.length) {
    const c = address[at];
    if (c === ".") at++;
    else if (c === "[") {
      const end = closing(address, at);
      parts.push({ index: literal(address.slice(at + 1, end)) });
      at = end + 1;
    } else {
      let end = at;
      while (end < address.length && address[end] !== "." && address[end] !== "[") end++;
      parts.push(address.slice(at, end));
      at = end;
    }
  }
  return parts;
}

function closing(address: string, open: number): number {
  let quoted = false;
  for (let i = open + 1; i < address.length; i++) {
    if (quoted && address[i] === "\\") i++;
    else if (address[i] === '"') quoted = !quoted;
    else if (!quoted && address[i] === "]") return i;
  }
  return address.length;
}

function literal(text: string): Step | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!text.startsWith('"')) return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** `module.a["x"].aws_t.n[0]` -> `module.a.aws_t.n`: all instances. */
export const withoutIndexes = (address: string): string =>
  partsOf(address)
    .filter((part) => typeof part === "string")
    .join(".");

/** `["x"]` or `[0]` as Terraform writes it; nothing for undefined. */
export function indexText(index: Step | undefined): string {
  if (index === undefined) return "";
  return typeof index === "number" ? `[${index}]` : `[${JSON.stringify(index)}]`;
}

/** `module.a` + `aws_t.n` -> `module.a.aws_t.n`. */
export const within = (module: string | undefined, rest: string): string => (module ? `${module}.${rest}` : rest);

/** The call that made a module instance, which stands inside another one or in the root (undefined). */
export function lastModule(around: string | undefined, address: string): { name: string; index: Step | undefined } {
  const from = (around === undefined ? 0 : around.length + 1) + "module.".length;
  const open = address.indexOf("[", from);
  if (open < 0) return { name: address.slice(from), index: undefined };
  return { name: address.slice(from, open), index: literal(address.slice(open + 1, -1)) };
}

/** What a reference names, inside one module. */
export type Named =
  | { kind: "resource"; base: string; type: string; index?: Step; dynamic: boolean; attribute: readonly Step[] }
  | { kind: "module"; name: string; index?: Step; output?: string }
  | { kind: "var" | "local" | "each" | "count" | "other"; path: readonly Step[] };

/** Reads one reference of an expression: `data.aws_t.n[0].id`, `module.m["k"].out`, `var.x.y`, `each.value.z`. */
export function nameOf(reference: string): Named {
  const parts = partsOf(reference);
  const head = parts[0];
  const steps = (from: number): Step[] =>
    parts.slice(from).flatMap((p) => (typeof p === "string" ? [p] : p.index === undefined ? [] : [p.index]));
  if (head === "module" && typeof parts[1] === "string") {
    const indexed = typeof parts[2] === "object" ? parts[2] : undefined;
    const output = parts[indexed ? 3 : 2];
    return {
      kind: "module",
      name: parts[1],
      ...(indexed && { index: indexed.index }),
      ...(typeof output === "string" && { output }),
    };
  }
  if (head === "var" || head === "local" || head === "each" || head === "count") return { kind: head, path: steps(1) };
  const data = head === "data";
  const type = parts[data ? 1 : 0];
  const name = parts[data ? 2 : 1];
  if (typeof type !== "string" || typeof name !== "string" || !type.includes("_") || head === "path")
    return { kind: "other", path: steps(0) };
  const after = data ? 3 : 2;
  const indexed = typeof parts[after] === "object" ? (parts[after] as { index: Step | undefined }) : undefined;
  const attribute = steps(after + (indexed ? 1 : 0));
  const base = `${data ? "data." : ""}${type}.${name}`;
  return {
    kind: "resource",
    base,
    type,
    ...(indexed && { index: indexed.index }),
    dynamic: !indexed && attribute.length === 0,
    attribute,
  };
}

/** Drops the prefixes that Terraform lists right after each reference, keeping the longest form of each. */
export function longest(references: readonly string[]): string[] {
  const kept = new Set<string>();
  let last = "";
  for (const reference of references) {
    const prefix = last.startsWith(reference) && /[.[]/.test(last.charAt(reference.length));
    if (prefix || kept.has(reference)) continue;
    kept.add(reference);
    last = reference;
  }
  return [...kept];
}
