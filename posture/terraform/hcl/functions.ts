import type { Branch, Tree } from "../value-node";
import { isBranch } from "../value-node";

/** Terraform's functions that a stack of this kind uses and that depend on nothing but their arguments. */
export const FUNCTIONS: Readonly<Record<string, (args: readonly Tree[]) => Tree>> = {
  jsonencode: ([value]) => JSON.stringify(value),
  jsondecode: ([text]) => JSON.parse(String(text)) as Tree,
  tolist: ([list]) => list,
  toset: ([list]) => (Array.isArray(list) ? [...new Set(list as readonly Tree[])] : list),
  tomap: ([map]) => map,
  tostring: ([value]) => (value === null ? null : String(value)),
  tonumber: ([value]) => (value === null ? null : Number(value)),
  tobool: ([value]) => (typeof value === "string" ? value === "true" : value),
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
  compact: ([list]) => listOf(list).filter((item) => item !== null && item !== ""),
  distinct: ([list]) => [...new Set(listOf(list))],
  concat: (lists) => lists.flatMap(listOf),
  flatten: ([list]) => (list as unknown[]).flat(Infinity) as Tree[],
  join: ([separator, list]) => listOf(list).join(String(separator)),
  split: ([separator, text]) => String(text).split(String(separator)),
  format: ([pattern, ...args]) => {
    let next = 0;
    return String(pattern).replace(/%[sdv]/g, () => String(args[next++]));
  },
  lower: ([text]) => String(text).toLowerCase(),
  upper: ([text]) => String(text).toUpperCase(),
  trimspace: ([text]) => String(text).trim(),
  replace: ([text, from, to]) => String(text).replaceAll(String(from), String(to)),
  trimprefix: ([text, prefix]) =>
    String(text).startsWith(String(prefix)) ? String(text).slice(String(prefix).length) : text,
  trimsuffix: ([text, suffix]) =>
    String(text).endsWith(String(suffix)) ? String(text).slice(0, -String(suffix).length) : text,
  element: ([list, index]) => listOf(list)[Number(index) % listOf(list).length],
  length: ([value]) =>
    isBranch(value) ? Object.keys(value).length : Array.isArray(value) ? value.length : String(value).length,
  keys: ([map]) => Object.keys(map as Branch).sort(),
  values: ([map]) =>
    Object.keys(map as Branch)
      .sort()
      .map((key) => (map as Branch)[key]),
  merge: (maps) => Object.assign({}, ...maps) as Branch,
  lookup: ([map, key, fallback]) => (map as Branch)[String(key)] ?? fallback,
  one: ([list]) => listOf(list)[0],
  coalesce: (args) => args.find((arg) => arg !== null && arg !== ""),
};

function listOf(value: Tree): readonly Tree[] {
  if (!Array.isArray(value)) throw new TypeError("not a list");
  return value as readonly Tree[];
}
