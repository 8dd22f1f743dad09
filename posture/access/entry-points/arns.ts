import { targetOf, valueOr } from "../../model/index";
import type { EntryPoint, LambdaFunction, Resource } from "../../model/index";
import type { Template } from "../../iam/index";

const OPEN = { gap: "segment", open: true } as const;
const SEGMENT = { gap: "segment" } as const;
const REST = { gap: "rest" } as const;

/** The ARN of a function, with gaps for what isn't known yet. */
export function functionArn(fn: LambdaFunction): Template {
  const arn = valueOr(fn.resource.attributes.text("arn"), undefined);
  if (arn !== undefined) return [arn];
  const region = valueOr(fn.resource.region, undefined);
  const name = valueOr(fn.name, undefined);
  return joined(["arn:", OPEN, ":lambda:", region ?? OPEN, ":", OPEN, ":function:", name ?? OPEN]);
}

/** The ARN by which policies name calls of a route or method: `…:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`. */
export function callArn(entryPoint: EntryPoint): Template {
  const { authorization, policyOf, name } = entryPoint;
  const api =
    authorization.kind === "route" ? targetOf(authorization.route.api)?.resource : (policyOf ?? apiOf(entryPoint));
  const [method = "", path] = name.split(" ", 2);
  const verb = /^[A-Z]+$/.test(method) && method !== "ANY" ? method : SEGMENT;
  const parts =
    path === undefined
      ? ["/", REST]
      : path
          .split(/(\{[^}]+\}|…)/)
          .map((part) => (/^\{.+\+\}$|…/.test(part) ? REST : /^\{.+\}$/.test(part) ? SEGMENT : part));
  return joined([...executionArn(api), "/", SEGMENT, "/", verb, ...parts]);
}

function apiOf({ resource }: EntryPoint): Resource | undefined {
  return resource.type === "aws_apigatewayv2_api" || resource.type === "aws_api_gateway_rest_api"
    ? resource
    : undefined;
}

function executionArn(api: Resource | undefined): Template {
  const arn = api && valueOr(api.attributes.text("execution_arn"), undefined);
  if (arn !== undefined) return [arn];
  const id = api && valueOr(api.attributes.text("id"), undefined);
  const region = api && valueOr(api.region, undefined);
  return ["arn:", OPEN, ":execute-api:", region ?? OPEN, ":", OPEN, ":", id ?? OPEN];
}

function joined(template: Template): Template {
  const result: Template[number][] = [];
  for (const part of template) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else if (part !== "") result.push(part);
  }
  return result;
}
