import { RETIREMENTS, successorOf } from "../../aws/runtimes";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** The rule as of a day, `YYYY-MM-DD`. */
export function runtimeRetiredOn(today: () => string): Rule {
  return {
    code: "runtime-retired",
    severity: "warning",
    title: "A function on a runtime that AWS has retired",
    source: SOURCES.runtimes,
    check(model, report) {
      for (const fn of model.functions) {
        if (!fn.managed) continue;
        if (!fn.runtime.known) {
          report.unknown(fn, `the runtime (${fn.runtime.why})`);
          continue;
        }
        const { value: runtime = "" } = fn.runtime;
        const retired = Object.hasOwn(RETIREMENTS, runtime) ? RETIREMENTS[runtime] : undefined;
        if (!retired || today() < retired.deprecated) continue;
        const refused = retired.blocked !== undefined && today() >= retired.blocked;
        const soon =
          retired.blocked === undefined ? "" : `, and no function can be created with it from ${retired.blocked} on`;
        report({
          at: fn,
          severity: refused ? "error" : "warning",
          message: `AWS retired ${runtime} on ${retired.deprecated}: it gets no security patches${soon}.`,
          remedy: successorOf(retired),
          ...(retired.next !== undefined && { nearest: retired.next }),
        });
      }
    },
  };
}

export const runtimeRetired = runtimeRetiredOn(() => new Date().toISOString().slice(0, 10));
