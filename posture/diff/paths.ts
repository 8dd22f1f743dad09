import type { Step } from "../model/index";

/** `jwt_configuration.issuer`: the names on the way, without the indices of blocks. */
export const dotted = (path: readonly Step[]): string => path.filter((step) => typeof step === "string").join(".");

/** Where marks of what isn't known say so, each path once. */
export function unknownPaths(marks: unknown, base: readonly Step[] = []): readonly (readonly Step[])[] {
  if (marks === true) return [base];
  if (typeof marks !== "object" || marks === null) return [];
  const found: (readonly Step[])[] = [];
  if (Array.isArray(marks)) marks.forEach((mark: unknown, i) => found.push(...unknownPaths(mark, [...base, i])));
  else for (const [name, mark] of Object.entries(marks)) found.push(...unknownPaths(mark, [...base, name]));
  return found;
}

/** Are two pieces of JSON the same? */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [mine, theirs] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = Object.keys(mine);
  return (
    names.length === Object.keys(theirs).length &&
    names.every((name) => Object.hasOwn(theirs, name) && jsonEqual(mine[name], theirs[name]))
  );
}

/** Paths by their text; one of several that read alike. */
export function byText(
  paths: readonly (readonly (string | number)[])[],
): ReadonlyMap<string, readonly (string | number)[]> {
  const found = new Map<string, readonly (string | number)[]>();
  for (const path of paths) {
    const [only] = path;
    found.set(path.length === 1 && typeof only === "string" ? only : dotted(path), path);
  }
  return found;
}

/** Does any of these members differ? */
export function differsIn(before: unknown, after: unknown, names: readonly string[]): boolean {
  const at = (value: unknown, name: string): unknown =>
    (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return names.some((name) => !jsonEqual(at(before, name), at(after, name)));
}

/** A state holds an empty text where nothing was written (Terraform plugin SDK: zero values). */
export function withoutEmptyTexts(value: unknown): unknown {
  if (value === "") return null;
  if (Array.isArray(value)) return value.map(withoutEmptyTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutEmptyTexts(inner)]));
}

/** Is `inner` the attribute itself, or something in it? */
export function covers(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** Is one of both the other, or something in it? `*`: everything. */
export const touches = (a: string, b: string): boolean => a === "*" || covers(a, b) || covers(b, a);
