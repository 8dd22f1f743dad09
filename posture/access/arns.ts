import { partitionOf } from "../aws/issuers";
import { known, leadsTo, targetOf, valueOr } from "../model/index";
import type { Api, EntryPoint, LambdaFunction, Link, Model, Resource, Route, Value } from "../model/index";
import type { Template } from "../iam/index";
import { stagePath } from "./steps/find-route";
import type { Asked } from "./steps/types";

const SEGMENT = { gap: "segment" } as const;
const REST = { gap: "rest" } as const;
/** What exists but isn't known yet. */
const OPEN = { gap: "segment", open: true } as const;

/** The ARN of a function, or of an alias or version of it, with gaps for what isn't known yet. */
export function functionArn(fn: LambdaFunction, qualifier: Value<string | undefined> = known(undefined)): Template {
  const of = qualifier.known ? qualifier.value : OPEN;
  return of === undefined ? ownArn(fn) : merged([...ownArn(fn), ":", of]);
}

function ownArn(fn: LambdaFunction): Template {
  const arn = valueOr(fn.resource.attributes.text("arn"), undefined);
  if (arn !== undefined) return [arn];
  const region = valueOr(fn.resource.region, undefined);
  const name = valueOr(fn.name, undefined);
  const account = { ...OPEN, of: fn.address };
  return merged(["arn:", partition(region), ":lambda:", region ?? OPEN, ":", account, ":function:", name ?? OPEN]);
}

/**
 * The ARN by which policies name a call: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`, with gaps for what
 * isn't known, and for the variables of a route whose request isn't known. At a WebSocket API: `…/STAGE/$connect`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function routeArn(model: Model, route: Route, asked: Asked): Template {
  const api = targetOf(route.api);
  const socket = api !== undefined && valueOr(api.protocol, undefined) === "WEBSOCKET";
  const key = valueOr(route.key, undefined);
  const call = socket
    ? [key ?? OPEN]
    : "method" in asked
      ? [asked.method, stagePath(model, asked.path)?.rest ?? asked.path]
      : declared(valueOr(route.method, undefined), valueOr(route.path, undefined));
  return merged([...executionArn(api?.resource), "/", stage(model, route.api, asked), "/", ...call]);
}

/** The same for an entry point that no route makes: a method of a REST API, an operation of an OpenAPI body. */
export function callArn({ name, policyOf, resource }: EntryPoint, asked?: Asked): Template {
  const [word = "", path] = name.split(" ", 2);
  const call = asked && "method" in asked ? [asked.method, asked.path] : declared(word, path);
  return merged([...executionArn(policyOf ?? apiOf(resource)), "/", SEGMENT, "/", ...call]);
}

function apiOf(resource: Resource): Resource | undefined {
  return /^aws_(apigatewayv2_api|api_gateway_rest_api)$/.test(resource.type) ? resource : undefined;
}

function executionArn(api: Resource | undefined): Template {
  const arn = api && valueOr(api.attributes.text("execution_arn"), undefined);
  if (arn !== undefined) return [arn];
  const id = api && valueOr(api.attributes.text("id"), undefined);
  const region = api && valueOr(api.region, undefined);
  const account = { ...OPEN, ...(api && { of: api.address }) };
  return ["arn:", partition(region), ":execute-api:", region ?? OPEN, ":", account, ":", id ?? OPEN];
}

const partition = (region: string | undefined): Template[number] => (region === undefined ? OPEN : partitionOf(region));

/** The one stage of the API, or the one that the path begins with. */
function stage(model: Model, link: Link<Api>, asked: Asked): Template[number] {
  const named = "method" in asked ? stagePath(model, asked.path)?.stage : undefined;
  if (named !== undefined) return named;
  const api = targetOf(link);
  const stages = model.stages.filter((one) => api !== undefined && leadsTo(one.api, api) !== false);
  const names = stages.map((one) => valueOr(one.name, undefined));
  if (names.includes("$default") && "method" in asked) return "$default";
  const [only] = names;
  return names.length > 1 ? SEGMENT : (only ?? OPEN);
}

/** `GET`, `/`, `items/`, and a gap for each variable; `…` is a part of a path that isn't known. */
function declared(method: string | undefined, path: string | undefined): Template {
  const verb = method !== undefined && /^[A-Z]+$/.test(method) && method !== "ANY" ? method : SEGMENT;
  if (path === undefined) return [verb, "/", REST];
  const parts = path.split(/(\{[^}]+\}|…)/).map((part) => {
    if (/^\{.+\+\}$|…/.test(part)) return REST;
    return /^\{.+\}$/.test(part) ? SEGMENT : part;
  });
  return [verb, ...parts];
}

function merged(template: Template): Template {
  const result: Template[number][] = [];
  for (const part of template) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else if (part !== "") result.push(part);
  }
  return result;
}
