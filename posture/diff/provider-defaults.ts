import type { Resource, Step } from "../model/index";
import type { Comparison } from "./comparison";

/**
 * A block that one side leaves to AWS, and of which the other writes only what detectors compare, whose defaults they
 * know, or what decides nothing.
 */
export function isWrittenDefault(
  before: Resource,
  after: Resource,
  path: readonly Step[],
  isExplained: (path: string) => boolean,
): boolean {
  const sides = [before, after].map((resource) => ({
    resource,
    isLeftOut: resource.attributes.expression(...path).how === "left-out",
  }));
  const [left] = sides.filter(({ isLeftOut }) => isLeftOut);
  const [written, ...more] = sides.filter(({ isLeftOut }) => !isLeftOut);
  if (!left || !written || more.length > 0) return false;
  const names = path.filter((step) => typeof step === "string");
  const value = written.resource.attributes.value(...path);
  const leaves = value.known ? leavesOf(value.value, names) : undefined;
  return leaves !== undefined && leaves.every(isExplained);
}

/** Nothing is written on the side that isn't known: AWS chooses, as it did for what a state holds. */
export function isUnset(comparison: Comparison, before: Resource, after: Resource, path: readonly Step[]): boolean {
  const { before: base, after: head } = comparison;
  const sides = [before, after].map((resource, i) => {
    const { how } = resource.attributes.expression(...path);
    const value = resource.attributes.value(...path);
    // Within a block that isn't there either.
    const isAbsent = how !== "given" && value.known && value.value === undefined;
    const { format, side } = (i === 0 ? base : head).origin;
    return { isLeftOut: how === "left-out", isUnwritten: isAbsent || format === "state" || side === "before" };
  });
  return (
    sides.every(({ isLeftOut, isUnwritten }) => isLeftOut || isUnwritten) && sides.some(({ isLeftOut }) => isLeftOut)
  );
}

/** The names of what is written in a value: `lambda_config.pre_sign_up`; undefined where it holds nothing at all. */
function leavesOf(value: unknown, names: readonly string[]): readonly string[] | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) {
    const found = value.map((item) => leavesOf(item, names));
    return found.flatMap((one) => one ?? []);
  }
  if (typeof value !== "object") return [names.join(".")];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...names, name]) ?? []);
}

/** Nothing, or what the provider writes down in a new block where nothing was written. */
export function isOff(resource: Resource, steps: readonly Step[]): boolean {
  const value = resource.attributes.value(...steps);
  return value.known && (value.value === undefined || value.value === false || value.value === "" || value.value === 0);
}
