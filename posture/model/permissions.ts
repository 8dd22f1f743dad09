import { leadsTo, some, targetOf } from ".";
import type { Answer, Api, Authorizer, LambdaFunction, Link, Model, Permission, Pool } from ".";

/** Someone who invokes a function, as a permission has to name them. */
export interface Caller {
  readonly principal: "apigateway.amazonaws.com" | "cognito-idp.amazonaws.com";
  /** The API or pool; its ARN is the source ARN, or begins it. */
  readonly source: Link<Api | Pool>;
  /** What follows the API in the ARN of the call: `/STAGE/GET/items`. Left out: the whole ARN names the source. */
  readonly path?: string;
  /** Whether an alias or a version is called: a permission of the function itself says nothing of it. @default false */
  readonly qualified?: boolean;
}

/** Is there a permission that lets the caller invoke the function? */
export function mayInvoke(model: Model, fn: Link<LambdaFunction>, caller: Caller): Answer {
  const permissions = model.permissions.filter((p) => sameFunction(p.function, fn));
  const fitting = caller.qualified === true ? permissions.filter(isQualified) : permissions;
  return some(fitting.map((p) => lets(p, caller)));
}

/** A qualifier may stand by itself, or after the function's name or ARN. */
function isQualified({ qualifier, resource }: Permission): boolean {
  if (!qualifier.known || qualifier.value !== undefined) return true;
  const name = resource.attributes.text("function_name");
  return !name.known || /^([\w-]+|.*:function:[\w-]+):[\w$-]+$/.test(name.value ?? "");
}

/** What follows the API in the ARN by which an authorizer calls: with its id where that is known, as in states. */
export function authorizerPath({ resource }: Authorizer): string {
  const id = resource.attributes.text("id");
  return `/authorizers/${(id.known ? id.value : undefined) ?? "ID"}`;
}

/** Does the configuration manage the function, so that its permissions are to be found here? */
export function isOurs(fn: Link<LambdaFunction>): boolean {
  return targetOf(fn)?.managed === true;
}

function sameFunction(a: Link<LambdaFunction>, b: Link<LambdaFunction>): boolean {
  if (a.kind === "resource" && b.kind === "resource") return a.target === b.target;
  if (a.kind === "unknown") return a.candidates.length === 0 || a.candidates.some((fn) => fn === targetOf(b));
  return a.kind === "external" && b.kind === "external" && functionName(a.id) === functionName(b.id);
}

function functionName(id: string): string {
  return /:function:([\w-]+)/.exec(id)?.[1] ?? id;
}

function lets(permission: Permission, { principal, source, path }: Caller): Answer {
  const { principal: allowed, source: from } = permission;
  if (!allowed.known) return "unknown";
  if (allowed.value !== principal && allowed.value !== "*") return false;
  if (from.kind === "none") return true;
  if (from.kind === "external") return /:execute-api:[^:]*:[^:]*:\*|^\*$/.test(from.id) || sameId(from.id, source);
  const same = source.kind === "resource" ? leadsTo(from, source.target) : "unknown";
  return same === true && path !== undefined ? covers(permission, path) : same;
}

function sameId(arn: string, source: Link<Api | Pool>): Answer {
  return source.kind === "external" ? arn.includes(source.id) : source.kind === "resource" ? false : "unknown";
}

/** Does the source ARN cover a call? `*` stands for any text, slashes too. A plan may not show the ARN's end. */
function covers({ sourcePattern }: Permission, path: string): Answer {
  return sourcePattern === undefined ? "unknown" : matches(sourcePattern, path);
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(path);
}
