/**
 * Lists as they arrive in claims. An HTTP API's JWT authorizer hands an array over as `[admin user]`
 * (aws docs: "Control access to HTTP APIs with JWT authorizers"), other sources as an array or one string. JSON text isn't read:
 * a group whose name has quotes arrives as `["admin"]`. Names are compared whole, never by substring.
 */

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

/** The names of an array or of `[a b]`; null when the value is none of these. */
function bracketed(value: unknown): readonly string[] | null {
  if (Array.isArray(value)) return value.filter(isName);
  if (typeof value !== "string") return [];
  const text = value.trim();
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  return words(text.slice(1, -1));
}

const words = (text: string): readonly string[] => text.split(/\s/).filter(isName);

/**
 * Groups of a claim. A string without brackets is one group as it stands, so "not admin" never gives "admin".
 * Inside brackets blanks separate: Cognito's group names hold none. Another issuer's names may: don't build
 * permissions on those through a JWT authorizer. Anything that isn't a string or an array gives no group.
 */
export function parseGroups(value: unknown): ReadonlySet<string> {
  const names = bracketed(value);
  return new Set(names ?? [String(value).trim()].filter(isName));
}

/** Scopes of a claim: blank-separated text (RFC 6749 section 3.3), an array or `[a b]`. */
export function parseScopes(value: unknown): ReadonlySet<string> {
  return new Set(bracketed(value) ?? words(String(value)));
}

/** Roles of a Lambda authorizer's context: comma-separated text (a context holds no arrays), nothing else. */
export function parseRoles(value: unknown): ReadonlySet<string> {
  if (typeof value !== "string") return new Set();
  return new Set(
    value
      .split(",")
      .map((name) => name.trim())
      .filter(isName),
  );
}
