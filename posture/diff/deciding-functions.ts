import { gateOf } from "../access/steps/mcp/gate";
import { targetOf, type LambdaFunction, type Link, type Model, type Resource } from "../model/index";
import type { Comparison } from "./comparison";

/** Types that call a function to decide, or hand it callers that nothing checked. */
const CALLERS =
  /^aws_(api_gateway_|appsync_|cloudfront_distribution|lb_target_group_attachment|lambda_function_url|lambda_alias|vpclattice_|cognito_)/;

/**
 * Says of a function whether its code may decide who gets in: an authorizer, a trigger, or what something else than an
 * HTTP API leads to. One that a gateway or nobody leads to only serves those that were let in.
 */
export function decidingFunctions({ before, after }: Comparison): (resource: Resource) => boolean {
  const deciding = new Set<string>();
  for (const model of [before, after]) for (const address of decidingIn(model)) deciding.add(address);
  return (resource) => resource.type !== "aws_lambda_function" || deciding.has(resource.address);
}

function decidingIn(model: Model): Set<string> {
  const found = new Set<string>();
  const add = (link: Link<LambdaFunction>): void => {
    const target = targetOf(link);
    if (target) found.add(target.address);
    if (link.kind === "unknown")
      for (const one of link.candidates.length > 0 ? link.candidates : model.functions) found.add(one.address);
  };
  for (const route of model.routes) {
    const gate = gateOf(route);
    if (gate) found.add(gate.function.address);
  }
  for (const { lambda } of model.authorizers) if (lambda) add(lambda.function);
  for (const { triggers } of model.pools) for (const trigger of triggers.items) add(trigger.function);
  const callers = model.resources.filter(({ type, mode }) => mode === "managed" && CALLERS.test(type));
  const texts = callers.map((caller) => JSON.stringify(caller.attributes.plain().values) ?? "");
  for (const fn of model.functions) {
    const name = fn.name.known ? fn.name.value : undefined;
    const isNamed = texts.some((text) => (name !== undefined && text.includes(name)) || text.includes(fn.address));
    const isReferred = callers.some((caller) => refersTo(caller, fn.address));
    if (isNamed || isReferred) found.add(fn.address);
  }
  return found;
}

const PLACES = [
  ["authorizer_uri"],
  ["uri"],
  ["target_id"],
  ["function_name"],
  ["lambda_config"],
  ["lambda_authorizer_config"],
  ["default_cache_behavior"],
  ["ordered_cache_behavior"],
];

function refersTo(resource: Resource, address: string): boolean {
  return PLACES.some((path) =>
    resource.attributes.references(...path).some((reference) => reference.address === address),
  );
}
