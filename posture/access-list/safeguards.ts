import type { Difference } from "./difference";

/** Something that shall be on, whether it is, and what it means where it isn't. */
export type Safeguard = readonly [what: string, wanted: boolean, there: boolean | "unknown", effect: string];

/** A difference for each safeguard that was declared and isn't there. */
export function missingSafeguards(at: Difference["at"], safeguards: readonly Safeguard[]): readonly Difference[] {
  return safeguards.flatMap(([what, wanted, there, effect]): readonly Difference[] =>
    !wanted || there === true
      ? []
      : [
          {
            code: "access-safeguard",
            at,
            certain: there === false,
            declared: what,
            found: there === false ? `no ${what.replace(/^an? /, "")}` : "what isn't known yet",
            effect,
          },
        ],
  );
}
