import { every, targetOf, type LambdaFunction, type Model, type Resource } from "../../model/index";
import { SERVICE_ROLES } from "../../aws/arns";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { when } from "../support/known";
import { evaluate, identities, mayAssume, type Template } from "../../iam";
import type { Step } from "../../terraform/resource";
import { RETIREMENTS, successorOf } from "../../aws/runtimes";
import { append } from "../../group-by";

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

/** AWS refuses to create a function whose role Lambda can't assume: InvalidParameterValueException. */
export const functionRoleTrust: Rule = {
  code: "function-role-trust",
  severity: "error",
  title: "A function whose role Lambda can't assume",
  source: SOURCES.executionRole,
  check: each("functions", (fn, report, model) => {
    if (!fn.managed) return;
    const role = roleOf(model, fn.resource, ["role"]);
    // A role that is managed elsewhere has its trust policy there.
    if (role === undefined) return;
    const answer = mayAssume(model, role, LAMBDA);
    const address = role.resource?.address ?? role.called;
    if (answer === "unknown") report.unknown(fn, `whether the trust policy of ${address} lets Lambda assume the role`);
    if (answer !== false) return;
    report({
      message: `The trust policy of ${address} doesn't let lambda.amazonaws.com assume the role: AWS refuses to create the function, or every call of it fails.`,
      remedy: `Let assume_role_policy of ${address} allow sts:AssumeRole to the service lambda.amazonaws.com.`,
    });
  }),
};

/** The role that an argument names, where this configuration manages it. */
function roleOf(model: Model, { attributes }: Resource, path: readonly Step[]) {
  const named = attributes.references(...path).map(({ address }) => address);
  const role = attributes.text(...path);
  return identities(model).find((one) => {
    if (one.kind !== "role" || one.resource === undefined || !one.managed) return false;
    if (named.includes(one.resource.address)) return true;
    const arn = one.resource.attributes.text("arn");
    return role.known && arn.known && arn.value !== undefined && arn.value === role.value;
  });
}

/** A service that can't assume the role calls nothing with it; most refuse it at once. */
export const serviceRoleTrust: Rule = {
  code: "service-role-trust",
  severity: "error",
  title: "A role that the service it is given to can't assume",
  source: SOURCES.serviceRole,
  check(model, report) {
    for (const [type, path, service] of SERVICE_ROLES)
      for (const resource of model.ofType(type)) {
        const role = resource.mode === "managed" ? roleOf(model, resource, path) : undefined;
        if (role === undefined) continue;
        const answer = mayAssume(model, role, { kind: "service", id: service, called: service });
        const address = role.resource?.address ?? role.called;
        if (answer === "unknown")
          report.unknown(resource, `whether the trust policy of ${address} lets ${service} assume the role`);
        if (answer !== false) continue;
        report({
          at: resource,
          message: `${path.filter((step) => typeof step === "string").join(".")} names ${address}, whose trust policy doesn't let ${service} assume the role: nothing is done with it.`,
          remedy: `Let assume_role_policy of ${address} allow sts:AssumeRole to the service ${service}.`,
        });
      }
  },
};

const NETWORK = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"];

/** AWS refuses a function in a VPC whose role may not make network interfaces: InvalidParameterValueException. */
export const functionNetworkRights: Rule = {
  code: "function-network-rights",
  severity: "error",
  title: "A function in a VPC whose role may not make network interfaces",
  source: SOURCES.functionNetwork,
  check: each("functions", (fn, report, model) => {
    const subnets = fn.resource.attributes.texts("vpc_config", 0, "subnet_ids");
    if (!fn.managed || subnets.items.length + subnets.missing.length === 0) return;
    const role = roleOf(model, fn.resource, ["role"]);
    if (role === undefined) return;
    const decisions = NETWORK.map((action) => evaluate(model, { principal: role, action, resource: ANY_INTERFACE }));
    const lacking = NETWORK.filter((_, i) => decisions[i]?.some === false);
    const open = decisions.some((decision) => decision.some === "unknown");
    const address = role.resource?.address ?? role.called;
    if (lacking.length > 0)
      report({
        message: `The function is in a VPC, and ${address} may not do ${lacking.join(", ")}: AWS refuses to create it.`,
        remedy: "Attach arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole to the role.",
      });
    else if (open) report.unknown(fn, `whether ${address} may make network interfaces`);
  }),
};

/** Of whichever partition, region, account and id. */
const ANY_INTERFACE: Template = [
  ...["arn:", ":ec2:", ":"].flatMap((text) => [text, { gap: "segment" } as const]),
  ":network-interface/",
  { gap: "rest" },
];

/** Actions that have nothing in common but that no function needs all of them. */
const UNRELATED = ["iam:AttachRolePolicy", "s3:DeleteBucket", "ec2:TerminateInstances", "kms:ScheduleKeyDeletion"];
const ANYTHING: Template = ["arn:", { gap: "rest" }];

/** Whoever makes the function do what it wasn't meant to, by an input or a package, has the account. */
export const functionAllowedEverything: Rule = {
  code: "function-allowed-everything",
  severity: "warning",
  title: "A function whose role may do everything in the account",
  source: SOURCES.leastPrivilege,
  check: each("functions", (fn, report, model) => {
    const role = fn.managed ? roleOf(model, fn.resource, ["role"]) : undefined;
    if (role === undefined) return;
    const everything = every(
      UNRELATED.map((action) => evaluate(model, { principal: role, action, resource: ANYTHING }).all),
    );
    if (everything === "unknown") report.unknown(fn, `the policies of ${role.resource?.address ?? role.called}`);
    if (everything !== true) return;
    report({
      message: `${role.resource?.address ?? role.called} may do every action on every resource: whoever gets the function to run a command of theirs has the account.`,
      remedy: "Name the actions that the function needs, on the ARNs it needs them for.",
    });
  }),
};

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
  for (const fn of [...functions].sort((a, b) => (a.address < b.address ? -1 : 1)))
    if (fn.managed && fn.runtime.known && fn.runtime.value !== undefined) append(found, fn.runtime.value, fn);
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
    check: each("functions", (fn, report) => {
      if (!fn.managed) return;
      if (!fn.runtime.known) {
        report.unknown(fn, `the runtime (${fn.runtime.why})`);
        return;
      }
      const { value: runtime = "" } = fn.runtime;
      const retired = Object.hasOwn(RETIREMENTS, runtime) ? RETIREMENTS[runtime] : undefined;
      if (!retired || today() < retired.deprecated) return;
      const refused = retired.blocked !== undefined && today() >= retired.blocked;
      const soon =
        retired.blocked === undefined ? "" : `, and no function can be created with it from ${retired.blocked} on`;
      report({
        severity: refused ? "error" : "warning",
        message: `AWS retired ${runtime} on ${retired.deprecated}: it gets no security patches${soon}.`,
        remedy: successorOf(retired),
        ...(retired.next !== undefined && { nearest: retired.next }),
      });
    }),
  };
}

export const runtimeRetired = runtimeRetiredOn(() => new Date().toISOString().slice(0, 10));
