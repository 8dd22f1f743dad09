import { changesBetween } from "../../../../posture/diff/index";
import { readSynth } from "../../../../posture/model/read";

export type Body = Record<string, unknown>;
export type Side = Readonly<{ resource: Readonly<Record<string, unknown>> }>;

/** What is said of a change by the codes that match, with what it was and is. */
export const told = (code: RegExp) => (before: Side, after: Side) =>
  changesBetween(readSynth(before), readSynth(after))
    .filter((change) => code.test(change.code))
    .map(
      ({ kind, code, summary, before: was = "-", after: is = "-" }) => `${kind} ${code}: ${summary} [${was} | ${is}]`,
    );

/** Every change from one of these to another, the reversal below it; what stays says only what it says of itself. */
export function eachPair(sides: Readonly<Record<string, Side>>, code: RegExp): readonly string[] {
  const say = told(code);
  const names = Object.keys(sides);
  return names.flatMap((from, i) =>
    names.slice(i).flatMap((to) => {
      const [was, is] = [sides[from], sides[to]];
      if (!was || !is) return [];
      if (from === to) return say(was, is);
      return [`${from} > ${to}`, ...say(was, is), `${from} < ${to}`, ...say(is, was)];
    }),
  );
}
