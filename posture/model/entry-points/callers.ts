import { targetOf } from "../../terraform/resource";
import type { Link, PlainAttributes, Reference, Resource, Step } from "../../terraform/resource";
import { leadsTo } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import { FUNCTION_NAMING } from "../build/compute";
import { referencedEntities } from "../build/registry";
import type { LambdaFunction, Permission } from "../entities";
import { entryPoint, nameOf, toFunction } from "./common";
import type { EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** Types whose calls a reader of their own tells of, and what names functions without making anything call them. */
const READ_OR_INERT =
  /^aws(?:cc)?_(?:api_gateway_(?!authorizer)|apigatewayv2_(?!authorizer)|a?lb_|appsync_(?!graphql_api)|cloudfront_|vpclattice_|bedrockagentcore_gateway_target|lambda_(?!event_source_mapping|function_event_invoke_config)|lambdaweb_|iam_|ssm_parameter|cloudwatch_(?:dashboard|log_group|log_metric_filter|query_definition)|codedeploy_|ecs_|instance$|launch_|amplify_|appautoscaling_|s3_object|s3_bucket_object|dynamodb_table_item|secretsmanager_secret_version|appconfig_|kms_|vpc_endpoint|resourcegroups_|wafv2_|signer_|xray_|service_discovery_|\w+_policy$)/;

/** Services that call when something happens, or as another service asks: nobody calls a function through them. */
const EVENTS =
  /^aws(?:cc)?_(?:lambda_|events_|stepfunctions_|s3_bucket$|sns_|sqs_|cloudwatch_|scheduler_|pipes_|sfn_|iot_|ses_|sesv2_|s3_bucket_notification|kinesis_|config_|secretsmanager_|cognito_user_pool$|codepipeline$|\w*_authorizer$|appsync_graphql_api|transfer_server$)/;

/** Arguments that name a function for people, for its own code or for a policy, and that call nothing. */
const NAMES_ONLY = new Set(
  "tags tags_all description environment environment_variables policy triggers dimensions metric_query access_policy".split(
    " ",
  ),
);

/** What a reference has to end in to be the function's address; its name alone may stand in a label. */
const ADDRESS = /^(?:arn|id|invoke_arn|qualified_arn|qualified_invoke_arn|response_streaming_invoke_arn)$/;
/** Types that call a function by its name as well. */
const BY_NAME = /^aws_(?:lambda_|sfn_|scheduler_|connect_|ssm_)/;

/** Where the events come from, whichever of these is there. */
const ORIGINS = ["event_source_arn", "topic_arn", "rule", "log_group_name", "bucket"];

/**
 * Whatever else leads to a function: every resource that names one in an argument, whether or not its type is known
 * here. A type that nobody looked into is named with "unknown", so that no way in is passed over.
 */
export function callerEntryPoints(sources: Sources): EntryPoint[] {
  return sources.index.resources.flatMap((written) => {
    const caller = sources.index.at(written.address) ?? written;
    if (caller.mode === "data" || !/^aws(?:cc)?_/.test(caller.type) || READ_OR_INERT.test(caller.type)) return [];
    const functions = new Map<string, Link<LambdaFunction>>();
    for (const path of leaves(caller.attributes.plain(), []))
      for (const fn of functionsAt(sources, caller, path)) functions.set(targetOf(fn)?.address ?? fn.kind, fn);
    return [...functions.values()].map((fn) => called(caller, fn, functions.size > 1));
  });
}

function called(caller: Resource, fn: Link<LambdaFunction>, several: boolean): EntryPoint {
  const part = several ? (targetOf(fn)?.address ?? (fn.kind === "external" ? fn.id : fn.kind)) : undefined;
  const common = { ...(part !== undefined && { part }), hosts: [], target: toFunction(fn) } as const;
  if (EVENTS.test(caller.type))
    return entryPoint(caller, {
      ...common,
      kind: "event-source",
      name: eventsOf(caller),
      group: "event sources",
      authorization: { kind: "event" },
    });
  return entryPoint(caller, {
    ...common,
    kind: "service",
    name: caller.address,
    group: "other services",
    authorization: { kind: "unknown", why: `who may make ${caller.type} call it isn't analysed` },
  });
}

function eventsOf(caller: Resource): string {
  const { attributes: a, address, type } = caller;
  if (type === "aws_cognito_user_pool") return `sign-up and sign-in at ${address}`;
  if (/_authorizer$|^aws_(?:appsync|transfer)_/.test(type)) return `authorization requests of ${address}`;
  for (const attribute of ORIGINS) {
    const [reference] = a.references(attribute);
    const literal = valueOr(a.text(attribute), undefined);
    const origin = reference?.address ?? literal?.replace(/^arn:[^:]*:([^:]*):[^:]*:[^:]*:/, "$1 ");
    if (origin !== undefined) return `events of ${origin}`;
  }
  return `events of ${address}`;
}

/** Every single value, by its path; a part that isn't known as a whole is one. */
function leaves({ values, unknown }: PlainAttributes, path: readonly Step[]): (readonly Step[])[] {
  const own = (step: Step): PlainAttributes => ({ values: at(values, step), unknown: at(unknown, step) });
  const steps = [values, unknown].flatMap((one): Step[] =>
    Array.isArray(one) ? one.map((_, i) => i) : typeof one === "object" && one !== null ? Object.keys(one) : [],
  );
  if (steps.length > 0)
    return [...new Set(steps)].flatMap((step) =>
      NAMES_ONLY.has(String(step)) ? [] : leaves(own(step), [...path, step]),
    );
  return typeof values === "string" || unknown === true ? [path] : [];
}

function at(tree: unknown, step: Step): unknown {
  return typeof tree === "object" && tree !== null ? (tree as Record<Step, unknown>)[step] : undefined;
}

const ARN = /arn:[\w-]+:lambda:[\w-]*:\d*:function:[\w-]+/g;

function functionsAt(sources: Sources, caller: Resource, path: readonly Step[]): Link<LambdaFunction>[] {
  const { attributes, type } = caller;
  // Whose settings they are; where its results go is another argument.
  if (type === "aws_lambda_function_event_invoke_config" && path[0] === "function_name") return [];
  const byName = BY_NAME.test(type);
  const wanted = ({ attribute }: Reference): boolean => {
    const last = attribute.at(-1);
    return last === undefined || typeof last === "number" || ADDRESS.test(last) || (byName && /name$/.test(last));
  };
  const found = referencedEntities(
    sources.index,
    sources.functions,
    attributes.references(...path).filter(wanted),
    FUNCTION_NAMING,
  );
  if (found.length > 0) return found.map((target) => ({ kind: "resource", target }));
  const text = valueOr(attributes.text(...path), undefined) ?? "";
  const named = byName ? [...text.matchAll(/"FunctionName"\s*:\s*"([\w-]+)"/g)].map(([, name = ""]) => name) : [];
  if (byName && path.at(-1) === "function_name" && text !== "") named.push(text);
  return [...(text.match(ARN) ?? []), ...named].map((id): Link<LambdaFunction> => {
    const [target] = sources.functionsNamed(id, caller);
    return target ? { kind: "resource", target } : { kind: "external", id };
  });
}

export const SERVICE = /^[\w.-]+\.amazon(?:aws)?\.com(?:\.cn)?$/;

/** The types that tell of a service's calls, where they aren't named as the service is. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  apigateway: /^aws_api_?gateway/,
  elasticloadbalancing: /^aws_a?lb/,
  events: /^aws_cloudwatch_event/,
  logs: /^aws_cloudwatch_log/,
  lambda: /^aws_cloudwatch_\w*alarm/,
  "cognito-idp": /^aws_cognito/,
  cloudfront: /^aws_(?:lambda_function_url|cloudfront)/,
};
const SENDERS = /^(?:events|s3|sns|sqs|logs|lambda|iot|ses|config|secretsmanager|cognito-idp|scheduler|codecommit)\./;

/**
 * Services that a permission lets invoke a function while nothing in this input makes them: an API of another state, an
 * Alexa skill, a bot.
 */
export function serviceEntryPoints(sources: Sources, seen: readonly EntryPoint[]): EntryPoint[] {
  return sources.modelled.permissions.flatMap((permission): EntryPoint[] => {
    const principal = valueOr(permission.principal, undefined) ?? "";
    const action = valueOr(permission.action, undefined);
    if (!SERVICE.test(principal) || (action !== undefined && !INVOKES.test(action))) return [];
    const [service = ""] = principal.split(".");
    const family = FAMILIES[service] ?? new RegExp(`^aws_${service.replaceAll("-", "")}`);
    if (isTold(sources, permission, family, seen)) return [];
    const fn = targetOf(permission.function);
    const sends = SENDERS.test(principal);
    return [
      entryPoint(permission.resource, {
        kind: sends ? "event-source" : "service",
        name: `calls by ${principal}`,
        group: fn ? `function ${nameOf(fn)}` : "a function that isn't known",
        hosts: [],
        authorization: sends ? { kind: "event" } : { kind: "unknown", why: whyUnknown(permission, principal) },
        target: toFunction(permission.function),
      }),
    ];
  });
}

/** Actions that invoke a function itself, by the Lambda API. */
export const INVOKES = /^lambda:(?:\*|Invoke\*?|InvokeF\*|InvokeFunction|InvokeAsync)$/i;

function whyUnknown({ resource }: Permission, principal: string): string {
  const what = `what makes ${principal} call it isn't in this input`;
  const limits = ["source_arn", "source_account", "event_source_token"].some((name) => {
    const value = resource.attributes.text(name);
    return !value.known || value.value !== undefined;
  });
  return limits ? what : `${what}, and the permission names no source: what other accounts have there may call it too`;
}

/** Is there an entry point of this service to the function, or a resource of it that would make one? */
function isTold(sources: Sources, permission: Permission, family: RegExp, seen: readonly EntryPoint[]): boolean {
  const fn = targetOf(permission.function);
  const references = permission.resource.attributes.references("source_arn");
  const sources_ = references.flatMap((reference) => sources.index.targets(reference));
  if (sources_.some(({ type, mode }) => mode === "managed" && family.test(type))) return true;
  return seen.some(({ resource, target }) => {
    if (!family.test(resource.type)) return false;
    if (target.kind === "unknown") return true;
    return target.kind === "function" && (fn === undefined || leadsTo(target.function, fn) !== false);
  });
}
