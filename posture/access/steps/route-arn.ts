import { leadsTo, targetOf, valueOr } from "../../model";
import type { Model, Route } from "../../model";
import { stagePath } from "./find-route";
import type { Asked } from "./types";
import type { Template } from "../../iam/glob";

const SEGMENT = { gap: "segment" } as const;
const REST = { gap: "rest" } as const;
/** What exists but isn't known yet. */
const OPEN = { gap: "segment", open: true } as const;

/**
 * The ARN by which policies name a call: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`, with gaps for what
 * isn't known, and for the variables of a route whose request isn't known.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function routeArn(model: Model, route: Route, asked: Asked): Template {
  const [method, path] = "method" in asked ? called(model, asked) : declared(route);
  return merged([...executionArn(route), "/", stage(model, route, asked), "/", method, ...path]);
}

function executionArn(route: Route): Template {
  const api = targetOf(route.api);
  const arn = api && valueOr(api.resource.attributes.text("execution_arn"), undefined);
  if (arn !== undefined) return [arn];
  const id = api && valueOr(api.id, undefined);
  const region = api && valueOr(api.resource.region, undefined);
  return ["arn:", OPEN, ":execute-api:", region ?? OPEN, ":", OPEN, ":", id ?? OPEN];
}

/** The one stage of the API, or the one that the path begins with. */
function stage(model: Model, route: Route, asked: Asked): Template[number] {
  const named = "method" in asked ? stagePath(model, asked.path)?.stage : undefined;
  if (named !== undefined) return named;
  const api = targetOf(route.api);
  const stages = model.stages.filter((one) => api !== undefined && leadsTo(one.api, api) !== false);
  const names = stages.map((one) => valueOr(one.name, undefined));
  if (names.includes("$default") && "method" in asked) return "$default";
  const [only] = names;
  if (names.length > 1) return SEGMENT;
  return only ?? OPEN;
}

function called(model: Model, { method, path }: Extract<Asked, { method: string }>): [Template[number], Template] {
  return [method, [stagePath(model, path)?.rest ?? path]];
}

function declared(route: Route): [Template[number], Template] {
  const method = valueOr(route.method, undefined);
  const path = valueOr(route.path, undefined);
  return [
    method === undefined || method === "ANY" ? SEGMENT : method,
    path === undefined
      ? ["/", REST]
      : path.split(/(\{[^}]+\})/).map((part) => {
          if (!/^\{.+\}$/.test(part)) return part;
          return part.endsWith("+}") ? REST : SEGMENT;
        }),
  ];
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
