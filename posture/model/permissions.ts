import { leadsTo, some, targetOf } from ".";
import type { Answer, Api, Authorizer, LambdaFunction, Link, Model, Permission, Pool, Resource } from ".";

/** Someone who invokes a function, as a permission has to name them. */
export interface Caller {
  readonly principal: "apigateway.amazonaws.com" | "cognito-idp.amazonaws.com";
  /** The API or pool; its ARN is the source ARN, or begins it. */
  readonly source: Link<Api | Pool>;
  /** What follows the API in the ARN of the call: `/STAGE/GET/items`. Left out: the whole ARN names the source. */
  readonly path?: string;
  /**
   * Whether an alias or a version is called: a permission of the function itself says nothing of it, nor the opposite.
   * Left out: not looked at.
   */
  readonly qualified?: boolean | undefined;
}

export function mayInvoke(model: Model, fn: Link<LambdaFunction>, caller: Caller): Answer {
  const permissions = model.permissions.filter((p) => sameFunction(p.function, fn));
  const fitting = permissions.filter(
    ({ qualifier }) =>
      caller.qualified === undefined || !qualifier.known || (qualifier.value !== undefined) === caller.qualified,
  );
  return some(fitting.map((p) => permissionAllows(p, caller)));
}

/**
 * Does a URI lead to an alias or a version of the function? Undefined where an expression names both, and the function has aliases.
 * AWS Lambda: Granting function access to AWS services https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
export function callsAlias(
  { attributes }: Resource,
  attribute: "integration_uri" | "authorizer_uri",
  fn: Link<LambdaFunction>,
): boolean | undefined {
  const uri = attributes.text(attribute);
  if (uri.known) return /:function:[\w-]+:[\w$-]+/.test(uri.value ?? "");
  const names = (type: string) =>
    attributes.references(attribute).some(({ address }) => address.split(".").includes(type));
  if (!names("aws_lambda_alias") || targetOf(fn)?.aliases.length === 0) return false;
  return names("aws_lambda_function") ? undefined : true;
}

/** What follows the API in the ARN by which an authorizer calls: with its id where that is known, as in states. */
export function authorizerPath({ resource }: Authorizer): string {
  const id = resource.attributes.text("id");
  return `/authorizers/${(id.known ? id.value : undefined) ?? "ID"}`;
}

/** Does the configuration manage the function, so that its permissions are to be found here? */
export const isManaged = (fn: Link<LambdaFunction>): boolean => targetOf(fn)?.managed === true;

function sameFunction(a: Link<LambdaFunction>, b: Link<LambdaFunction>): boolean {
  if (a.kind === "resource" && b.kind === "resource") return a.target === b.target;
  if (a.kind === "unknown") return a.candidates.length === 0 || a.candidates.some((fn) => fn === targetOf(b));
  return a.kind === "external" && b.kind === "external" && sameExternal(a.id, b.id);
}

/** A name alone stands for one of a region and account that aren't known. */
function sameExternal(a: string, b: string): boolean {
  const [one, other] = [a, b].map((id) => /([\w-]+:\d*):function:([\w-]+)/.exec(id));
  if (one && other) return one[1] === other[1] && one[2] === other[2];
  return (one?.[2] ?? a) === (other?.[2] ?? b);
}

/** Does this permission let the caller invoke its function? */
export function permissionAllows(permission: Permission, { principal, source, path }: Caller): Answer {
  const { principal: allowed, source: from } = permission;
  const invoking = invokes(permission);
  if (invoking === false || isOfAnotherAccount(permission, source)) return false;
  if (allowed.known && allowed.value !== principal && (allowed.value !== "*" || isOfOrganization(permission)))
    return false;
  if (!allowed.known || invoking === "unknown") return "unknown";
  if (from.kind === "none") return true;
  if (from.kind === "external") return /:execute-api:[^:]*:[^:]*:\*|^\*$/.test(from.id) || sameId(from.id, source);
  const same = source.kind === "resource" ? leadsTo(from, source.target) : "unknown";
  return same === true && path !== undefined ? covers(permission, path) : same;
}

/**
 * Services of AWS are no members of an organization, so its condition refuses them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
export function isOfOrganization({ resource }: Pick<Permission, "resource">): boolean {
  const organization = resource.attributes.text("principal_org_id");
  return organization.known && (organization.value ?? "") !== "";
}

/** `lambda:InvokeFunction`, or a pattern that covers it. */
export function invokes({ action }: Permission): Answer {
  return action.known ? matches((action.value ?? "").toLowerCase(), "lambda:invokefunction") : "unknown";
}

/** A source account that isn't the account of the API or pool; where that is known, as in states. */
function isOfAnotherAccount({ resource }: Permission, source: Caller["source"]): boolean {
  const wanted = resource.attributes.text("source_account");
  if (!wanted.known || wanted.value === undefined || wanted.value === "") return false;
  const of = targetOf(source)?.resource.attributes;
  const arns = [of?.text("execution_arn"), of?.text("arn")];
  const accounts = arns.flatMap((arn) =>
    arn?.known === true ? (/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn.value ?? "")?.[1] ?? []) : [],
  );
  return accounts.length > 0 && !accounts.includes(wanted.value);
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
