import { isConfiguration, isWhole, known, listing, valueOr } from "../model/index";
import type { Attributes, Entity, Listing, Step, Value } from "../model/index";
import type { Comparison } from "./comparison";
import type { MatchedPair } from "./pairs";
import { becomes } from "./refers-to-other";

/** The same of either side. */
export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

type Side = keyof Sides<unknown>;

/** Of an item of a list: the resource whose ARN or id it is, where that isn't known, and else its text. */
interface Naming<T> {
  readonly made: (item: T) => string | undefined;
  readonly written: (item: T) => string | undefined;
}

/**
 * The resources whose own ARN or id is what isn't known at a place, by their addresses on the after side; undefined
 * where a part of it may be anything. A configuration shows the whole expression, a plan only what it refers to.
 */
export function madeAt(
  comparison: Comparison,
  side: Side,
  attributes: Attributes,
  path: readonly Step[],
): readonly string[] | undefined {
  const { items, missing } = attributes.texts(...path);
  if (missing.length === 0) return [];
  const model = comparison[side];
  const references = isConfiguration(model.origin)
    ? Array.from({ length: items.length + missing.length }, (_, i) => attributes.pieces(...path, i)).flatMap(
        ([only, ...more] = []) => (typeof only === "object" && more.length === 0 ? [only] : []),
      )
    : attributes.references(...path);
  const isOwn = ({ address, attribute }: (typeof references)[number]): boolean => {
    const named = model.resource(address);
    return /^(?:arn|id)$/.test(attribute.join(".")) && named?.mode === "managed" && !named.repeated;
  };
  if (references.length !== missing.length || !references.every(isOwn)) return undefined;
  return references.map(({ address }) => (side === "before" ? becomes(comparison, address) : address));
}

/**
 * Two lists of which one may write down what the other refers to: then what is only referred to isn't known. A plan
 * knows what is there already, and what a configuration adds is yet to be made: those are like no text.
 */
export function separated<T>(comparison: Comparison, lists: Sides<Listing<T>>, naming: Naming<T>): Sides<Listing<T>> {
  const { before, after } = comparison;
  const isThere = (address: string) =>
    isConfiguration(after.origin) && before.resources.some((one) => becomes(comparison, one.address) === address);
  const told = (own: Listing<T>, other: Listing<T>, mayBe: (address: string) => boolean): Listing<T> => {
    const theirs = new Set(other.items.map(naming.made));
    const texts = new Set(own.items.map(naming.written));
    const written = other.items
      .map(naming.written)
      .find((text) => text !== undefined && !texts.has(text) && !owned(comparison).has(text));
    const isOpen = (item: T) => {
      const address = naming.made(item);
      return address !== undefined && !theirs.has(address) && mayBe(address);
    };
    const open = own.items.find(isOpen);
    if (open === undefined || written === undefined) return own;
    const why = `whether ${String(naming.made(open))} is ${written} isn't known`;
    return listing(
      own.items.filter((item) => !isOpen(item)),
      [...own.missing, why],
    );
  };
  return { before: told(lists.before, lists.after, () => true), after: told(lists.after, lists.before, isThere) };
}

const OWNED = new WeakMap<Comparison, ReadonlySet<string>>();

/** The ARNs and ids that are known of resources: none of them is another's. */
function owned(comparison: Comparison): ReadonlySet<string> {
  const known = OWNED.get(comparison);
  if (known) return known;
  const found = new Set(
    [comparison.before, comparison.after]
      .flatMap(({ resources }) =>
        resources.flatMap(({ attributes }) =>
          ["arn", "id"].map((name) => valueOr(attributes.text(name), undefined) ?? []),
        ),
      )
      .flat(),
  );
  OWNED.set(comparison, found);
  return found;
}

/** The texts at a place on both sides; ARNs and ids that aren't known are told apart by whose they are, where that tells. */
export function byReference(
  comparison: Comparison,
  { before, after }: MatchedPair<Entity>,
  path: readonly Step[],
): Sides<Listing<string>> {
  const [was, is] = [before.resource.attributes, after.resource.attributes];
  const texts = { before: was.texts(...path), after: is.texts(...path) };
  if (isWhole(texts.before) && isWhole(texts.after)) return texts;
  const [had, has] = [madeAt(comparison, "before", was, path), madeAt(comparison, "after", is, path)];
  if (!had || !has) return texts;
  const made = new Set([...had, ...has]);
  return separated(
    comparison,
    { before: listing([...texts.before.items, ...had]), after: listing([...texts.after.items, ...has]) },
    {
      made: (item) => (made.has(item) ? item : undefined),
      written: (item) => (made.has(item) ? undefined : item),
    },
  );
}

/** The same of one value. */
export function valueByReference<T>(
  comparison: Comparison,
  pair: MatchedPair<Entity>,
  path: readonly Step[],
  own: Sides<Value<T>>,
): Sides<Value<T>> {
  if (own.before.known && own.after.known) return own;
  const lists = byReference(comparison, pair, path);
  const at = (side: Side): Value<T> => {
    const [only] = lists[side].items;
    return own[side].known || only === undefined ? own[side] : known(only as T);
  };
  return { before: at("before"), after: at("after") };
}

/** The resource whose own ARN or id is what isn't known at a place, by its address; what is only taken from one isn't it. */
export function ownAt(attributes: Attributes, ...path: readonly Step[]): string | undefined {
  const [only, ...more] = attributes.references(...path);
  return only && more.length === 0 && /^(?:arn|id)$/.test(only.attribute.join(".")) ? only.address : undefined;
}

/** What isn't known at a place, for a sentence: that resource, or what the value is taken from. */
export function referredTo(attributes: Attributes, ...path: readonly Step[]): string {
  const [first] = attributes.references(...path);
  if (!first) return "(not known yet)";
  return ownAt(attributes, ...path) ?? `what ${[first.address, ...first.attribute].join(".")} names`;
}
