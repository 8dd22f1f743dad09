import { claimBytes, MAX_ADDED_BYTES, MAX_CLAIM_BYTES } from "./limits";
import type { AttributeClaim, ClaimValue, MachineClaim, MetadataClaim, UserClaim } from "./mapping";

export type Values = Readonly<Record<string, unknown>>;
export type Claims = Readonly<Record<string, ClaimValue>>;

export interface Resolved {
  readonly claims: Claims;
  /** Names of claims left out because their value, or all values together, would be too long. */
  readonly tooLong: readonly string[];
}

/** Each claim's value, in the mapping's order. Attributes and metadata are read from `values`; a claim without a value is absent. */
export function resolve(rules: Readonly<Record<string, UserClaim | MachineClaim>>, values: Values): Resolved {
  const claims: [string, ClaimValue][] = [];
  const tooLong: string[] = [];
  let total = 0;
  for (const [name, rule] of Object.entries(rules)) {
    const value = valueOf(rule, values);
    if (value === undefined) continue;
    const bytes = claimBytes(name, value);
    // Left out, never cut: a shortened organisation is another organisation.
    if (bytes > MAX_CLAIM_BYTES || total + bytes > MAX_ADDED_BYTES) {
      tooLong.push(name);
      continue;
    }
    total += bytes;
    claims.push([name, value]);
  }
  return { claims: Object.fromEntries(claims), tooLong };
}

function valueOf(rule: UserClaim | MachineClaim, values: Values): ClaimValue | undefined {
  if ("constant" in rule) return rule.constant;
  const text = textOf(values, "attribute" in rule ? rule.attribute : rule.clientMetadata);
  if (text === undefined) return rule.default;
  return permitted(rule, text) ?? rule.default;
}

/** The value as far as the rule lets it through; undefined when nothing is left. */
function permitted(rule: AttributeClaim | MetadataClaim, text: string): ClaimValue | undefined {
  const passes = (part: string) => rule.allowed === undefined || rule.allowed.includes(part);
  if (!("split" in rule) || rule.split === undefined) return passes(text) ? text : undefined;
  const parts = text.split(rule.split).map((part) => part.trim());
  const kept = [...new Set(parts)].filter((part) => part !== "" && passes(part));
  return kept.length > 0 ? kept : undefined;
}

function textOf(values: Values, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
