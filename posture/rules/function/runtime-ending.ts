import { RETIREMENTS, successorOf } from "../../aws/runtimes";
import { SOURCES } from "../../aws/sources";
import type { LambdaFunction } from "../../model/index";
import type { Rule } from "../rule";

/**
 * The rule as of a day, `YYYY-MM-DD`: one finding a runtime, since all its functions have the same day. Once that day has
 * come, `runtime-retired` speaks instead, of each function.
 */
export function runtimeEndingOn(today: () => string): Rule {
  return {
    code: "runtime-ending",
    severity: "note",
    title: "Functions on a runtime that AWS retires within a year",
    source: SOURCES.runtimes,
    check(model, report) {
      for (const [runtime, functions] of byRuntime(model.functions)) {
        const ends = Object.hasOwn(RETIREMENTS, runtime) ? RETIREMENTS[runtime] : undefined;
        const [first] = functions;
        if (!ends || !first || today() >= ends.deprecated || today() < yearBefore(ends.deprecated)) continue;
        const more = functions.length === 1 ? "" : ` (${functions.length} functions)`;
        const refused =
          ends.blocked === undefined ? "" : `; from ${ends.blocked} on no function can be created with it`;
        report({
          at: first,
          message: `AWS retires ${runtime}${more} on ${ends.deprecated}: from then on it gets no security patches${refused}.`,
          remedy: successorOf(ends),
          ...(ends.next !== undefined && { nearest: ends.next }),
        });
      }
    },
  };
}

/** Managed functions by runtime, in order of address. A runtime that isn't known is said once, by runtime-retired. */
function byRuntime(functions: readonly LambdaFunction[]): ReadonlyMap<string, readonly LambdaFunction[]> {
  const found = new Map<string, LambdaFunction[]>();
  for (const fn of [...functions].sort((a, b) => (a.address < b.address ? -1 : 1))) {
    if (!fn.managed || !fn.runtime.known || fn.runtime.value === undefined) continue;
    found.set(fn.runtime.value, [...(found.get(fn.runtime.value) ?? []), fn]);
  }
  return found;
}

/** The same day a year before. Days are compared as text, so 29 February needs no care. */
function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

export const runtimeEnding = runtimeEndingOn(() => new Date().toISOString().slice(0, 10));
