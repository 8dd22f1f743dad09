import { targetOf } from "../../model";
import type { LambdaFunction, Model } from "../../model";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** Lambda throttles every call of a function that has no concurrency: routes answer 503, authorizers and sign-ins fail. */
export const functionConcurrencyZero: Rule = {
  code: "function-concurrency-zero",
  severity: "error",
  title: "A function with callers that can never run",
  source: SOURCES.reservedConcurrency,
  check(model, report) {
    for (const [fn, what] of needed(model)) {
      if (!fn.managed) continue;
      const limit = fn.resource.attributes.number("reserved_concurrent_executions");
      when(report, fn, limit, "reserved_concurrent_executions", (value) => {
        if (value !== 0) return;
        report({
          at: fn,
          message: `reserved_concurrent_executions is 0: Lambda refuses every call of the function, and ${what} fails.`,
          remedy: "Leave reserved_concurrent_executions out, or write how many may run at once.",
        });
      });
    }
  },
};

/** Functions that routes lead to, that decide who gets in, or that sign-ins call; and what fails without each. */
function needed(model: Model): ReadonlyMap<LambdaFunction, string> {
  const found = new Map<LambdaFunction, string>();
  const add = (fn: LambdaFunction | undefined, what: string): void => {
    if (fn !== undefined && !found.has(fn)) found.set(fn, what);
  };
  for (const { function: fn, address } of model.integrations) add(targetOf(fn), `every route of ${address}`);
  for (const { lambda, address } of model.authorizers)
    if (lambda !== undefined) add(targetOf(lambda.function), `every route behind ${address}`);
  for (const pool of model.pools)
    for (const { name, function: fn } of pool.triggers.items) add(targetOf(fn), `${name} of ${pool.address}`);
  return found;
}
