import { claim, type Claims } from "./claims";
import { Refusal } from "./refusal";

/** A requirement with its lists as sets; undefined asks for nothing. */
export interface Required {
  readonly scopes?: ReadonlySet<string>;
  readonly groups?: ReadonlySet<string>;
}

/**
 * A scope by RFC 6749, section 3.3: printable ASCII without space, quote and backslash.
 * None may begin with `[`: handlers would read the joined text as a bracketed list.
 */
const SCOPE = /^[\x21\x23-\x5a\x5d-\x7e][\x21\x23-\x5b\x5d-\x7e]*$/;

/** Scopes with one space between. */
const SCOPES = new RegExp(`${SCOPE.source.slice(0, -1)}(?: ${SCOPE.source.slice(1, -1)})*$`);

/** What handlers would read as another role or as two once names are joined by commas: comma, `[` in front, blanks around. */
const UNFIT_GROUP = /^[\s[]|[,\u0000-\u001f\u007f]|\s$|^$/;

/**
 * The scopes of a token: one string with single spaces between, or an array of strings.
 * Tabs, commas and look-alikes are no separators: anything else than RFC 6749's characters refuses the token.
 * @param name undefined reads `scope`, and `scp` where that is absent
 * @throws Refusal `claim_type`
 */
export function scopesOf(claims: Claims, name: string | undefined): readonly string[] {
  const given = claim(claims, name ?? "scope");
  const value = given === undefined && name === undefined ? claim(claims, "scp") : given;
  if (value === undefined || value === "") return [];
  if (typeof value === "string" && SCOPES.test(value)) return value.split(" ");
  const scopes: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  if (scopes.every((scope) => typeof scope === "string" && SCOPE.test(scope))) return scopes as string[];
  throw new Refusal("claim_type");
}

/**
 * The groups of a token: an array of strings, or one string, which is one group whatever it holds.
 * A name with a comma or control character refuses the token: handlers would read it as two roles.
 * @throws Refusal `claim_type`
 */
export function groupsOf(claims: Claims, name: string): readonly string[] {
  const value = claim(claims, name);
  if (value === undefined) return [];
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const group of groups) if (typeof group !== "string" || UNFIT_GROUP.test(group)) throw new Refusal("claim_type");
  return groups as string[];
}

/** Loops here and above: a closure for a list makes a whole call 2 % slower. */
function hasOne(wanted: ReadonlySet<string>, given: readonly string[]): boolean {
  for (const name of given) if (wanted.has(name)) return true;
  return false;
}

/** @throws Refusal `scope`, `group` when a list of the requirement has no match, by whole names. */
export function checkRequired(
  required: Required | undefined,
  scopes: readonly string[],
  groups: readonly string[],
): void {
  const { scopes: oneScope, groups: oneGroup } = required ?? {};
  if (oneScope && !hasOne(oneScope, scopes)) throw new Refusal("scope");
  if (oneGroup && !hasOne(oneGroup, groups)) throw new Refusal("group");
}
