import type { Listing } from "../model";
import { isExpression } from "./list";

/** How a found list differs from a declared one. */
export interface SetDifference {
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** False where a part of either is known only later. */
  readonly certain: boolean;
  readonly declared: string;
  readonly found: string;
}

/** Compares two lists without their order; undefined where they hold the same. */
export function compareSets(
  found: Listing<string>,
  declared: readonly string[],
  nothing = "none",
): SetDifference | undefined {
  const missing = declared.filter((name) => !found.items.includes(name));
  const extra = found.items.filter((name) => !declared.includes(name));
  if (missing.length === 0 && extra.length === 0 && found.missing.length === 0) return undefined;
  return {
    missing,
    extra,
    certain: found.missing.length === 0 && ![...declared, ...found.items].some(isExpression),
    declared: listText(declared, nothing),
    found: listText([...found.items, ...found.missing.map((why) => `(not known yet: ${why})`)], nothing),
  };
}

/** What it means that names are missing, and that others are there as well; `{}` stands for the names. */
export function setEffect({ missing, extra }: SetDifference, lacking: string, beside: string): string {
  return [[lacking, missing] as const, [beside, extra] as const]
    .flatMap(([text, names]) => (names.length === 0 ? [] : text.replace("{}", () => names.join(", "))))
    .join(" ");
}

export function listText(names: readonly string[], nothing = "nobody"): string {
  return names.length === 0 ? nothing : [...names].sort().join(", ");
}
