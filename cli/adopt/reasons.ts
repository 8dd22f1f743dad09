import type { Entity, Link, Model, Pool } from "../../posture/index";
import type { Estate, StateResource } from "./estate";
import { partKey, type NotAdopted } from "./not-adopted";

/** What is taken over, by address. */
type Taken = ReadonlySet<string>;

/** Reasons that hold for every resource of a type that stays. */
const OF_TYPE: Readonly<Record<string, string>> = {
  aws_lambda_function: "functions aren't taken over; routes and authorizers name the ARNs of theirs",
  aws_lambda_alias: "aliases stay with their functions; routes and authorizers name the ARNs of theirs",
  aws_iam_role: "roles aren't taken over",
  aws_iam_role_policy: "roles aren't taken over, and their policies stay with them",
  aws_iam_role_policy_attachment: "roles aren't taken over, and their policies stay with them",
  aws_lambda_permission: "no resource of the adopted API replaces it; it keeps allowing what it allows",
  aws_cloudwatch_log_group: "no adopted stage writes its access log there",
  aws_apigatewayv2_integration: "no adopted route leads to it",
  aws_apigatewayv2_deployment: "an adopted stage keeps the deployment it has",
  aws_cognito_identity_provider: "identity providers aren't taken over",
  aws_apigatewayv2_vpc_link: "no adopted route goes through it",
};

/** Why a resource stays of which nothing was refused by itself. */
export function reasonFor(one: StateResource, estate: Estate, refusals: NotAdopted, taken: Taken): string {
  const { type, values, address } = one;
  const { model, held } = estate;
  if (type.startsWith("aws_api_gateway_")) return "REST APIs aren't supported";
  const api = model.apis.find((each) => held.get(each.address)?.values["id"] === values["api_id"]);
  if (type.startsWith("aws_apigatewayv2_") && api !== undefined && refusals.has(api.address))
    return `its API ${api.address} stays`;
  if (type === "aws_apigatewayv2_api_mapping") return reasonOfDomain(domainOf(address, model), estate, refusals, taken);
  if (type === "aws_apigatewayv2_domain_name") return reasonOfDomain(address, estate, refusals, taken);
  const pool = poolOf(one, model);
  if (pool !== undefined) return reasonOfPool(pool, one, estate, refusals, taken);
  return OF_TYPE[type] ?? "adopt doesn't take over resources of this type";
}

const target = (link: Link<Entity>): string | undefined => (link.kind === "resource" ? link.target.address : undefined);

const domainOf = (mapping: string, { apiMappings }: Model): string | undefined =>
  apiMappings.flatMap((one) => (one.address === mapping ? (target(one.domain) ?? []) : []))[0];

/** Of a domain, and of its mappings. */
function reasonOfDomain(domain: string | undefined, { model }: Estate, refusals: NotAdopted, taken: Taken): string {
  if (domain === undefined) return "its domain is not among the resources of the state";
  const mappings = model.apiMappings.filter((one) => target(one.domain) === domain);
  const apis = mappings.flatMap(({ api }) => target(api) ?? []).filter((api) => taken.has(api));
  if (apis.length === 0) return "it leads to no adopted API";
  const refused = apis.flatMap((api) => refusals.why(partKey(api, "domain")) ?? [])[0];
  if (refused !== undefined) return refused;
  const other = model.apiMappings.flatMap((one) => {
    const own = target(one.domain) ?? "";
    return apis.includes(target(one.api) ?? "") && own !== domain && taken.has(own) ? [own] : [];
  })[0];
  if (other !== undefined) return `one domain of an API is taken over: ${other}`;
  return `a domain is taken over that maps stages of one API alone, each further one at a path, which ${domain} doesn't`;
}

/** The pool, or that of what belongs to it. */
function poolOf({ address }: StateResource, { pools, clients, resourceServers, groups, poolDomains }: Model) {
  const own = pools.find((pool) => pool.address === address);
  if (own !== undefined) return own;
  const part = [clients, resourceServers, groups, poolDomains].flat().find((one) => one.address === address);
  return part?.pool.kind === "resource" ? part.pool.target : undefined;
}

function reasonOfPool(
  pool: Pool,
  { type }: StateResource,
  { model }: Estate,
  refusals: NotAdopted,
  taken: Taken,
): string {
  if (taken.has(pool.address))
    return type === "aws_cognito_user_pool_domain"
      ? "one sign-in domain of a pool is taken over, and it is another"
      : "the constructs have no counterpart of it";
  const trusting = model.authorizers.filter(({ jwt }) => jwt !== undefined && target(jwt.pool) === pool.address);
  const apis = trusting.flatMap(({ api }) => target(api) ?? []);
  const refused = apis.flatMap((api) => refusals.why(partKey(api, "identity")) ?? [])[0];
  if (refused !== undefined) return `its pool stays: ${refused}`;
  const [authorizer] = trusting.filter(({ api }) => taken.has(target(api) ?? ""));
  return authorizer === undefined
    ? "no adopted API trusts its pool"
    : `one pool of an API is taken over; ${authorizer.address} names this one by issuer and audience`;
}
