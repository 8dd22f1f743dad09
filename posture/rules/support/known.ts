import type { Attributes, Listing, Resource, Value } from "../../model";
import type { Reporter, Subject } from "../rule";

/** Goes on with a known value; what isn't known is reported as such. `what`: "the tier of the pool". */
export function when<T>(report: Reporter, at: Subject, value: Value<T>, what: string, then: (value: T) => void): void {
  if (value.known) then(value.value);
  else report.unknown(at, `${what} (${value.why})`);
}

/** The items that are known; each part that isn't is reported. `what`: "the callback URLs". */
export function itemsOf<T>(report: Reporter, at: Subject, list: Listing<T>, what: string): readonly T[] {
  for (const why of list.missing) report.unknown(at, `a part of ${what} (${why})`);
  return list.items;
}

/** Which of these arguments aren't known, and why. */
export function unknownOf(attributes: Attributes, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = attributes.value(name);
    return value.known ? [] : [`${name} (${value.why})`];
  });
}

/** Is what stands there put together of resources' attributes? It then is of the kind of these resources, known or not. */
export function isOfResources({ attributes }: Resource, ...path: readonly (string | number)[]): boolean {
  const references = attributes.references(...path);
  return references.length > 0 && references.every(({ address }) => /\baws_\w+\./.test(address));
}

/** Bounds of a number, both allowed. */
export interface Range {
  readonly least: number;
  readonly most: number;
  /** "seconds", "characters"; nothing for a bare number. */
  readonly unit?: string;
}

/** Reports a number outside its range; left out is fine. `what` starts the sentence: "max_age". */
export function within(
  report: Reporter,
  at: Subject,
  value: Value<number | undefined>,
  what: string,
  { least, most, unit = "" }: Range,
): void {
  when(report, at, value, what, (number) => {
    if (number === undefined || (number >= least && number <= most && Number.isInteger(number))) return;
    const of = unit === "" ? "" : ` ${unit}`;
    report({
      at,
      message: `${what} is ${number}${of}: AWS accepts ${least} to ${most}${of}.`,
      remedy: `Write ${Math.min(most, Math.max(least, Math.round(number)))}, or a whole number between ${least} and ${most}.`,
    });
  });
}
