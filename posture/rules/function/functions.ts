import { targetOf } from "../../model/index";
import type { LambdaFunction, Model } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";
import { identities, mayAssume } from "../../iam";
import { RETIREMENTS, successorOf } from "../../aws/runtimes";

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

const LAMBDA = { kind: "service", id: "lambda.amazonaws.com", called: "Lambda" } as const;

/** AWS refuses to make a function whose role Lambda can't assume: InvalidParameterValueException. */
export const functionRoleTrust: Rule = {
  code: "function-role-trust",
  severity: "error",
  title: "A function whose role Lambda can't assume",
  source: SOURCES.executionRole,
  check(model, report) {
    for (const fn of model.functions) {
      if (!fn.managed) continue;
      const role = roleOf(model, fn);
      // A role that is managed elsewhere has its trust policy there.
      if (role === undefined) continue;
      const answer = mayAssume(model, role, LAMBDA);
      const address = role.resource?.address ?? role.called;
      if (answer === "unknown")
        report.unknown(fn, `whether the trust policy of ${address} lets Lambda assume the role`);
      if (answer !== false) continue;
      report({
        at: fn,
        message: `The trust policy of ${address} doesn't let lambda.amazonaws.com assume the role: AWS refuses to make the function, or every call of it fails.`,
        remedy: `Let assume_role_policy of ${address} allow sts:AssumeRole to the service lambda.amazonaws.com.`,
      });
    }
  },
};

function roleOf(model: Model, { role, resource }: LambdaFunction) {
  const named = resource.attributes.references("role").map(({ address }) => address);
  return identities(model).find((one) => {
    if (one.kind !== "role" || one.resource === undefined || !one.managed) return false;
    if (named.includes(one.resource.address)) return true;
    const arn = one.resource.attributes.text("arn");
    return role.known && arn.known && arn.value !== undefined && arn.value === role.value;
  });
}

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
