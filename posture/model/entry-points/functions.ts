import { targetOf } from "../../terraform/resource";
import type { Link, Resource } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import type { LambdaFunction } from "../entities";
import { nameOf } from "../../redact/name";
import { entryPoint, toFunction } from "./common";
import type { Authorization, EntryPoint, Host } from "./entry-point";
import type { Sources } from "./sources";

/** Function URLs. `NONE`: the function itself has to say who gets in. */
export function functionUrlEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_lambda_function_url").flatMap((url): EntryPoint[] => {
    if (url.mode === "data") return [];
    const a = url.attributes;
    const fn = sources.functionAt(a, "function_name");
    return [
      entryPoint(url, {
        kind: "function-url",
        name: "function URL",
        group: groupOf(fn),
        hosts: [host(url, `the URL of ${url.address}`)],
        authorization: byType(a.text("authorization_type"), { NONE: "none", AWS_IAM: "lambda:InvokeFunctionUrl" }, fn),
        target: toFunction(fn),
      }),
    ];
  });
}

/** The type's name in providers that have it; others don't, so none of its arguments is taken for granted. */
const WEB_FUNCTION = [
  "aws_lambdaweb_function_endpoint",
  "aws_lambda_web_function_endpoint",
  "aws_lambda_function_endpoint",
];

/** Lambda web functions: `ApplicationManaged` endpoints are asked by anybody, Lambda authorizes nothing. */
export function webFunctionEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType(...WEB_FUNCTION).map((endpoint) => {
    const a = endpoint.attributes;
    const attribute =
      ["function_name", "function_arn", "function"].find((name) => !isAbsent(endpoint, name)) ?? "function_name";
    const type = ["auth_type", "authorization_type"].find((name) => !isAbsent(endpoint, name)) ?? "auth_type";
    const fn = sources.functionAt(a, attribute);
    return entryPoint(endpoint, {
      kind: "web-function",
      name: "web function endpoint",
      group: groupOf(fn),
      hosts: [host(endpoint, `the endpoint of ${endpoint.address}`)],
      authorization: byType(
        a.text(type),
        { ApplicationManaged: "none", IamAuth: "lambda:InvokeWebFunctionEndpoint" },
        fn,
      ),
      target: toFunction(fn),
    });
  });
}

function isAbsent({ attributes }: Resource, name: string): boolean {
  const value = attributes.value(name);
  return value.known && value.value === undefined;
}

function byType(
  type: ReturnType<Resource["attributes"]["text"]>,
  kinds: Readonly<Record<string, string>>,
  fn: Link<LambdaFunction>,
): Authorization {
  if (!type.known) return { kind: "unknown", why: `its authorization type isn't known (${type.why})` };
  const action = kinds[type.value ?? ""];
  if (action === undefined) return { kind: "unknown", why: `there is no authorization type ${type.value ?? "(none)"}` };
  return action === "none" ? { kind: "none" } : { kind: "iam", action, of: fn };
}

function host(resource: Resource, fallback: string): Host {
  const url = valueOr(resource.attributes.text("function_url"), undefined);
  return { name: url?.replace(/^https:\/\/|\/$/g, "") ?? fallback, private: false, mutualTls: false };
}

function groupOf(fn: Link<LambdaFunction>): string {
  const target = targetOf(fn);
  return target ? `function ${nameOf(target)}` : "a function that isn't known";
}

/** What a service of AWS makes a function do; it is no caller, though who may write to it decides what it gets. */
const EVENT_SOURCES: Readonly<Record<string, { readonly function: readonly string[]; readonly from: string }>> = {
  aws_lambda_event_source_mapping: { function: ["function_name"], from: "event_source_arn" },
  aws_sns_topic_subscription: { function: ["endpoint"], from: "topic_arn" },
  aws_cloudwatch_event_target: { function: ["arn"], from: "rule" },
  aws_cloudwatch_log_subscription_filter: { function: ["destination_arn"], from: "log_group_name" },
  aws_scheduler_schedule: { function: ["target", "0", "arn"], from: "name" },
  aws_iot_topic_rule: { function: ["lambda", "0", "function_arn"], from: "name" },
  aws_ses_receipt_rule: { function: ["lambda_action", "0", "function_arn"], from: "name" },
};

export function eventSourceEntryPoints(sources: Sources): EntryPoint[] {
  const direct = Object.entries(EVENT_SOURCES).flatMap(([type, at]) =>
    sources.ofType(type).flatMap((source) => {
      const fn = sources.functionAt(
        source.attributes,
        ...at.function.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      );
      const leadsToNone =
        fn.kind === "none" ||
        (fn.kind === "external" && !/:function:/.test(fn.id)) ||
        (fn.kind === "unknown" && fn.candidates.length === 0);
      return leadsToNone ? [] : [eventSource(source, fn, at.from)];
    }),
  );
  const buckets = sources
    .ofType("aws_s3_bucket_notification")
    .flatMap((source) =>
      source.attributes
        .blocks("lambda_function")
        .items.map((_, i) =>
          eventSource(
            source,
            sources.functionAt(source.attributes, "lambda_function", i, "lambda_function_arn"),
            "bucket",
            String(i),
          ),
        ),
    );
  return [...direct, ...buckets];
}

function eventSource(source: Resource, fn: Link<LambdaFunction>, from: string, part?: string): EntryPoint {
  const [reference] = source.attributes.references(from);
  const literal = valueOr(source.attributes.text(from), undefined);
  return entryPoint(source, {
    kind: "event-source",
    ...(part !== undefined && { part }),
    name: `events of ${reference?.address ?? literal?.replace(/^arn:[^:]*:([^:]*):[^:]*:[^:]*:/, "$1 ") ?? source.address}`,
    group: "event sources",
    hosts: [],
    authorization: { kind: "event" },
    target: toFunction(fn),
  });
}

/** Services that call on behalf of an entry point that is read by itself, or of a resource that sends events. */
const SERVICE = /^[\w.-]+\.amazonaws\.com(?:\.cn)?$/;

/** Statements of functions' own policies that let accounts, organizations or everybody invoke them directly. */
export function directEntryPoints({ modelled }: Sources): EntryPoint[] {
  return modelled.permissions.flatMap((permission): EntryPoint[] => {
    const principal = permission.principal.known ? permission.principal.value : undefined;
    if (principal !== undefined && SERVICE.test(principal)) return [];
    const action = valueOr(permission.action, undefined);
    // Of a function URL or a web function, which is an entry point of its own.
    if (action !== undefined && !/^lambda:(?:\*|Invoke\*?|InvokeF\*|InvokeFunction|InvokeAsync)$/i.test(action))
      return [];
    const viaUrl = permission.resource.attributes.flag("invoked_via_function_url");
    if (viaUrl.known && viaUrl.value === true) return [];
    return [
      entryPoint(permission.resource, {
        kind: "direct-invocation",
        name: "direct invocation",
        group: groupOf(permission.function),
        hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
        authorization: { kind: "permission", permission },
        target: toFunction(permission.function),
      }),
    ];
  });
}
