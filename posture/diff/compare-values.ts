import { isWhole } from "../model/index";
import type { Entity, Listing, Reference, ShownExpression, Step, Value } from "../model/index";

/** What became of one value. */
export type ValueComparison<T> =
  | { readonly is: "same" }
  | { readonly is: "changed"; readonly before: T; readonly after: T }
  | { readonly is: "unknown"; readonly why: string };

/** Where a value stands, so that two expressions that aren't known yet can be held against each other. */
export interface Place {
  readonly before: Entity;
  readonly after: Entity;
  readonly path: readonly Step[];
}

export function compareValue<T>(before: Value<T>, after: Value<T>, place: Place): ValueComparison<T> {
  if (before.known && after.known)
    return Object.is(before.value, after.value)
      ? { is: "same" }
      : { is: "changed", before: before.value, after: after.value };
  const why = after.known ? (before as { why: string }).why : after.why;
  return !before.known && !after.known && sameExpression(place) ? { is: "same" } : { is: "unknown", why };
}

/** Items that came and went; `why`: what else may have changed is unknown. */
export interface ListComparison<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly why?: string;
}

/** `id` says what an item is on either side. Order and duplicates don't count. */
export function compareList<T>(
  before: Listing<T>,
  after: Listing<T>,
  place: Place,
  id: (item: T, side: "before" | "after") => string = String,
): ListComparison<T> {
  const had = new Set(before.items.map((item) => id(item, "before")));
  const has = new Set(after.items.map((item) => id(item, "after")));
  const added = after.items.filter((item) => !had.has(id(item, "after")));
  const removed = before.items.filter((item) => !has.has(id(item, "before")));
  if (isWhole(before) && isWhole(after)) return { added, removed };
  if (added.length + removed.length === 0 && !isWhole(before) && !isWhole(after) && sameExpression(place))
    return { added, removed };
  // An item that seems new or gone may be among those that aren't known.
  return {
    added: isWhole(before) ? added : [],
    removed: isWhole(after) ? removed : [],
    why: after.missing[0] ?? before.missing[0] ?? "a part of it isn't known",
  };
}

/**
 * Do two expressions, of which the sources show the text, say the same? Undefined: no text is shown, or one with names
 * that may stand for something else on each side.
 */
export function sameText(was: ShownExpression, is: ShownExpression): boolean | undefined {
  if (was.exact !== undefined && is.exact !== undefined) return was.exact === is.exact;
  return was.written === is.written ? undefined : false;
}

/**
 * Do both sides say the same by the same expression, as far as the sources show it? A plan lists what an expression
 * refers to and not its text, so what is the same here is listed as not compared (accounting.ts).
 */
export function sameExpression({ before, after, path }: Place): boolean {
  const [was, is] = [before.resource.attributes.expression(...path), after.resource.attributes.expression(...path)];
  const alike = sameText(was, is);
  if (alike !== undefined) return alike;
  return was.how === is.how && was.constants === is.constants && text(was.references) === text(is.references);
}

function text(references: readonly Reference[]): string {
  return references
    .map(({ address, attribute }) => `${address}.${attribute.join(".")}`)
    .sort()
    .join(" ");
}
