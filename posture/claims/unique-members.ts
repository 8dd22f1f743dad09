/** Deeper values are refused: no claim set needs them, and recursion stays bounded. */
const MAX_DEPTH = 16;

const SPACE = 32;
const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

/** How many members the objects of a valid JSON text have: its colons outside strings. */
function writtenMembers(text: string): number {
  const plain = !text.includes("\\");
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) count++;
    if (code !== QUOTE) continue;
    if (plain) at = text.indexOf('"', at + 1);
    else for (at++; text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
  }
  return count;
}

/**
 * At least as many as there are members, a few times cheaper: without blanks before colons each member has `":`, and
 * texts may hold more of them. Infinity where a blank is before a colon.
 */
function mostMembers(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) count++;
    else if (before <= SPACE) return Infinity;
  }
  return count;
}

/** How many members the parser kept; NaN for what is too deep or names a prototype. */
function keptMembers(value: object, depth: number): number {
  if (depth > MAX_DEPTH) return NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const inner of value as unknown[]) {
      if (typeof inner === "object" && inner !== null) count += keptMembers(inner, depth + 1);
    }
    return count;
  }
  for (const key in value) {
    if (key === "__proto__" || key === "constructor" || key === "prototype") return NaN;
    const inner: unknown = (value as Record<string, unknown>)[key];
    if (typeof inner === "object" && inner !== null) count += keptMembers(inner, depth + 1);
    count++;
  }
  return count;
}

/**
 * Whether no object in a JSON text names a member twice. JSON.parse keeps the last of two, other parsers the first:
 * a token they read differently is in doubt (RFC 7519, section 4; RFC 8725, section 2.4).
 * Also false for members that name a prototype and for nesting deeper than 16.
 * @param text valid JSON
 * @param value what JSON.parse made of it
 */
export function hasUniqueMembers(text: string, value: object): boolean {
  const kept = keptMembers(value, 1);
  return mostMembers(text) === kept || writtenMembers(text) === kept;
}
