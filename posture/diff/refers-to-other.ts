import type { ReadPlace } from "../coverage/index";
import type { Resource } from "../model/index";
import type { Comparison } from "./comparison";
import { resourcePairs } from "./resource-pairs";

/**
 * Attributes that name the thing a resource belongs or leads to, or where a caller's identity is found. Not those whose
 * detectors follow them to the end: targets of routes and of authorizers, and a route's authorizer.
 */
const LINKS = /^(api_id|user_pool_id|domain_name|function_name|identity_sources|stage)$|_arn$/;

/**
 * Does a resource lead to something else altogether? A detector that compares the effect of an attribute and says
 * nothing explains another spelling, a default written down, another order. It doesn't explain this.
 */
export function refersToOther(
  comparison: Comparison,
  before: Resource,
  after: Resource,
  { by, steps, state }: ReadPlace,
): boolean {
  const last = steps.filter((step) => typeof step === "string").at(-1) ?? "";
  if (by === "iam" || !LINKS.test(last)) return false;
  if (state !== "not known") return isOtherValue(valueAt(before, steps), valueAt(after, steps));
  const named = (resource: Resource) => resource.attributes.references(...steps).map(({ address }) => address);
  const was = named(before).map((address) => becomes(comparison, address));
  return isOtherValue(was, named(after)) && named(after).every((address) => comparison.after.resource(address));
}

const BECOMES = new WeakMap<Comparison, ReadonlyMap<string, string>>();

/** The address on the after side of what has this one before. */
export function becomes(comparison: Comparison, address: string): string {
  let found = BECOMES.get(comparison);
  if (!found) {
    const both = resourcePairs(comparison).flatMap(({ before, after }) => (before && after ? [{ before, after }] : []));
    BECOMES.set(comparison, (found = new Map(both.map((pair) => [pair.before.address, pair.after.address]))));
  }
  return found.get(address) ?? address;
}

function valueAt(resource: Resource, steps: readonly (string | number)[]): unknown {
  let here: unknown = resource.attributes.plain().values;
  for (const step of steps)
    here = typeof here === "object" && here !== null ? (here as Record<string | number, unknown>)[step] : undefined;
  return here;
}

/** Are both given, and is nothing of the one in the other, upper and lower case aside? */
function isOtherValue(before: unknown, after: unknown): boolean {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return was.length > 0 && is.length > 0 && !is.some((one) => was.includes(one));
}

function wordsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (typeof item === "string" && item !== "" ? [item.toLowerCase()] : []));
}
