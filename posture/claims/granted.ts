import { claimOf, denyType, type Claims } from "./claim-types";

/**
 * A scope by RFC 6749, section 3.3: printable ASCII without space, quote and backslash.
 * None may begin with `[`: handlers would read the joined text as a bracketed list.
 */
const SCOPE = /^[\x21\x23-\x5a\x5d-\x7e][\x21\x23-\x5b\x5d-\x7e]*$/;

/** Scopes with one space between. */
const SCOPES = new RegExp(`${SCOPE.source.slice(0, -1)}(?: ${SCOPE.source.slice(1, -1)})*$`);

/** What handlers would read as another group or as two once names are joined by commas: comma, `[` in front, blanks around. */
const AMBIGUOUS_GROUP = /^[\s[]|[,\u0000-\u001f\u007f]|\s$|^$/;

/** The claim that scopes are read from: `scope`, and `scp` where that is absent, unless the configuration names another. */
export function scopeClaim(claims: Claims, name: string | undefined): string {
  return name ?? (claimOf(claims, "scope") === undefined ? "scp" : "scope");
}

/**
 * The scopes of a token: one string with single spaces between, or a list of strings.
 * Tabs, commas and look-alikes are no separators: anything else than RFC 6749's characters denies the token.
 * @param name undefined reads `scope`, and `scp` where that is absent
 * @throws Denial `claim_type`
 */
export function scopesOf(claims: Claims, name: string | undefined): readonly string[] {
  const claim = scopeClaim(claims, name);
  const value = claimOf(claims, claim);
  if (value === undefined || value === "") return [];
  if (typeof value === "string" && SCOPES.test(value)) return value.split(" ");
  const scopes: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  if (scopes.every((scope) => typeof scope === "string" && SCOPE.test(scope))) return scopes as string[];
  return denyType(claim, "must be scopes as RFC 6749 writes them, in a list or with one space between");
}

/**
 * The groups of a token: a list of strings, or one string, which is one group whatever it holds. Names are whole and as
 * they were sent; which of them a handler can be told, `passableGroups` knows.
 * @throws Denial `claim_type`
 */
export function groupsOf(claims: Claims, name: string): readonly string[] {
  const value = claimOf(claims, name);
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  if (Array.isArray(value) && value.every((group) => typeof group === "string")) return value as string[];
  return denyType(name, "must be a string or a list of strings");
}

/**
 * The groups that reach the handler unharmed in a list with commas between. A name that handlers would read as another
 * or as two is left out: it can be no key to anything there, and a route that asks for no group is no reason to deny it.
 */
export function passableGroups(claims: Claims, name: string): readonly string[] {
  const value = claimOf(claims, name);
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value];
  const passable = groups.filter((group) => typeof group === "string" && !AMBIGUOUS_GROUP.test(group));
  return passable as string[];
}
