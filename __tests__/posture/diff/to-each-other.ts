import { changesBetween } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";
import type { Resources } from "../rules/support";

const told = (before: Resources, after: Resources): readonly string[] =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after })).map(
    ({ kind, code, address, summary, before: was = "-", after: is = "-" }) =>
      `${kind} ${code} ${address}: ${summary} [${was} | ${is}]`,
  );

/** What is said where a state becomes each of the others, by the other's name; of itself nothing may be said. */
export function toEachOther(
  states: Readonly<Record<string, Resources>>,
  name: string,
): Record<string, readonly string[]> {
  const own = states[name] ?? {};
  expect(told(own, own)).toEqual([]);
  const others = Object.entries(states).filter(([other]) => other !== name);
  return Object.fromEntries(others.map(([other, state]) => [other, told(own, state)]));
}
