import {
  leadsTo,
  targetOf,
  valueOr,
  type Client,
  type Listing,
  type Model,
  type Pool,
  type Route,
  type Value,
} from "../../posture/model/index";
import { issuerOfPool } from "../../posture/aws/issuers";
import { gateOf } from "../../posture/access/steps/mcp/gate";
import type { explain } from "../../posture/explain/index";
import type { Example } from "./examples";
import { originHeaderOf, type AppliedOriginHeader } from "./origin-header";
import { UserError } from "../../process/user-error";

/** A route of a REST API: beside what every route has, how posture names it and from where it is reached. */
export interface RestRoute {
  /** Id of its entry point. */
  readonly entryPoint: string;
  /** Interface endpoints of a private API; empty where everybody can connect. */
  readonly vpcEndpoints: readonly string[];
}

/** What callers meet at a route, as it was applied. */
export interface AppliedRoute {
  readonly address: string;
  /** `GET /items` */
  readonly key: string;
  /** A method and path that reach it: `ANY` is called with GET, `{id}` is filled in. */
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly scopes: readonly string[];
  /** What tokens must be bound to, where the function behind an open route verifies them: an MCP server's address. */
  readonly resource?: string;
  /** What a distribution in front of the API adds to each request, where the authorizer asks for it. */
  readonly originHeader?: AppliedOriginHeader;
  /** Address of the function behind it, if it is one of this stack. */
  readonly function: string | undefined;
  /** That function's name in AWS. */
  readonly functionName?: string | undefined;
  /** Requests and the responses that the function must give to them, from the file beside it. */
  readonly examples: readonly Example[];
  /** The folder that the paths in stack traces are relative to. */
  readonly sources?: string;
  readonly apiAddress: string;
  readonly apiId: string;
  readonly apiName: string | undefined;
  readonly stage: string;
  readonly cors: AppliedCors | undefined;
  /** Of a method of a REST API. */
  readonly rest?: RestRoute;
}

interface AppliedCors {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
}

/** A client as it was applied. The secret stays in memory. */
export interface AppliedClient {
  readonly address: string;
  readonly id: string;
  readonly poolId: string;
  readonly secret: string | undefined;
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
}

/** The applied stack, as far as its callers are concerned. */
export interface Applied {
  readonly routes: readonly AppliedRoute[];
  /** Addresses of REST APIs. */
  readonly restApis: readonly string[];
  /** Whose tokens can be had here: each pool of the stack, and the `iss` of its tokens. */
  readonly issuers: readonly { readonly issuer: string; readonly poolId: string; readonly address: string }[];
  /** The pool that people sign in to; undefined for a stack without one. */
  readonly poolId: string | undefined;
  /** True when people sign in with their email address. */
  readonly emailSignIn: boolean;
  /** Custom attributes that users can be given, without their prefix `custom:`. */
  readonly customAttributes: readonly { readonly name: string; readonly type: string }[];
  /** Version of the pre-token trigger where it reaches access tokens: V2_0 or V3_0. */
  readonly trigger: string | undefined;
  /** Highest precedence first. */
  readonly groups: readonly string[];
  /** Addresses of its IAM roles. */
  readonly roles: readonly string[];
  /** Every client of its pools. */
  readonly clients: readonly AppliedClient[];
  /** Clients that people sign in with through the hosted pages. */
  readonly webClients: readonly AppliedClient[];
  /** Clients with the client credentials grant. */
  readonly machineClients: readonly AppliedClient[];
}

/** The examples beside a function, by its address. */
export type ExamplesOf = (functionAddress: string) => readonly Example[];

function need<T>(value: Value<T | undefined>, what: string): T {
  if (!value.known)
    throw new UserError("state-incomplete", `The applied state is incomplete: ${what} is unknown (${value.why}).`);
  if (value.value === undefined) throw new UserError("state-incomplete", `The applied state has no ${what}.`);
  return value.value;
}

function whole<T>(list: Listing<T>, what: string): readonly T[] {
  if (list.missing.length > 0)
    throw new UserError(
      "state-incomplete",
      `The applied state is incomplete: a part of ${what} is unknown (${list.missing.join(", ")}).`,
    );
  return list.items;
}

/** A path that a route's path matches: `/items/{id}` becomes `/items/sample`. */
export const samplePath = (path: string): string => path.replace(/\{[^}]+\}/g, "sample");

/**
 * How `posture explain` is asked about a route: as it is called, where the path and stage matter; else by its key.
 * @param inside does the request come through a VPC endpoint of the API?
 */
export function explainRequest(route: AppliedRoute, inside = false): Parameters<typeof explain>[1] {
  const { authorization, key, method, path, stage, apiAddress: api, rest } = route;
  if (rest !== undefined) return { entryPoint: rest.entryPoint, method, path, ...(inside && { inside }) };
  if (authorization !== "AWS_IAM") return { routeKey: key, api };
  return { method, path: stage === "$default" ? path : `/${stage}${path}`, api };
}

function route(entity: Route, model: Model, examplesOf: ExamplesOf): AppliedRoute {
  const key = need(entity.key, `the route key of ${entity.address}`);
  const api = targetOf(entity.api);
  if (api === undefined) throw new UserError("state-incomplete", `${entity.address} belongs to no API of this stack.`);
  const integration = targetOf(entity.integration);
  const called = integration === undefined ? undefined : targetOf(integration.function);
  const stages = model.stages
    .filter((stage) => targetOf(stage.api) === api)
    .map((stage) => valueOr(stage.name, undefined));
  const cors = valueOr(api.cors, undefined);
  const method = valueOr(entity.method, undefined) ?? "ANY";
  const verifies = gateOf(entity)?.config;
  const server = verifies && "resource" in verifies ? verifies : undefined;
  const originHeader = originHeaderOf(entity, model);
  const required = [...(server?.settings.issuers.values() ?? [])].flatMap((one) => [...(one.required.scopes ?? [])]);
  return {
    address: entity.address,
    key,
    method: server ? "POST" : method === "ANY" ? "GET" : method,
    path: samplePath(valueOr(entity.path, undefined) ?? "/sample"),
    authorization: need(entity.authorization, `the authorization of ${key}`),
    scopes: server ? required : whole(entity.scopes, `the scopes of ${key}`),
    ...(server && { resource: server.resource.href }),
    ...(originHeader && { originHeader }),
    function: called?.address,
    functionName: called === undefined ? undefined : valueOr(called.name, undefined),
    examples: called === undefined ? [] : examplesOf(called.address),
    apiAddress: api.address,
    apiName: valueOr(api.name, undefined),
    apiId: need(api.resource.attributes.text("id"), `the id of ${api.address}`),
    stage: stages.find((name) => name === "$default") ?? stages.find((name) => name !== undefined) ?? "$default",
    cors: cors === undefined ? undefined : { origins: cors.origins.items, methods: cors.methods.items },
  };
}

function client(entity: Client): AppliedClient {
  return {
    address: entity.address,
    id: need(entity.id, `the id of ${entity.address}`),
    poolId: need(entity.resource.attributes.text("user_pool_id"), `the pool of ${entity.address}`),
    secret: valueOr(entity.resource.attributes.text("client_secret"), undefined) || undefined,
    scopes: whole(entity.scopes, `the scopes of ${entity.address}`),
    callbackUrls: whole(entity.callbackUrls, `the callback URLs of ${entity.address}`),
  };
}

/** Reads what was applied from a state's model: a stack may have no pool, and no route. */
export function appliedFrom(model: Model, examplesOf: ExamplesOf = () => []): Applied {
  const withFlow = (flow: string): readonly Client[] =>
    model.clients.filter((candidate) => candidate.flows.items.includes(flow));
  const web = withFlow("code");
  const { pools } = model;
  const pool = web.map((candidate) => targetOf(candidate.pool)).find((found) => found !== undefined) ?? pools[0];
  const precedence = (value: Value<number | undefined>): number => valueOr(value, undefined) ?? Number.MAX_SAFE_INTEGER;
  return {
    routes: model.routes.map((entity) => route(entity, model, examplesOf)),
    restApis: model.restApis.map(({ address }) => address),
    roles: model.ofType("aws_iam_role").map(({ address }) => address),
    clients: model.clients.map(client),
    issuers: pools.map((candidate) => {
      const poolId = need(candidate.id, `the id of ${candidate.address}`);
      return { address: candidate.address, issuer: issuerOfPool(poolId), poolId };
    }),
    poolId: pool === undefined ? undefined : need(pool.id, "the pool's id"),
    emailSignIn: pool?.usernameAttributes.items.includes("email") ?? false,
    customAttributes: pool === undefined ? [] : customAttributes(pool),
    trigger: (pool?.triggers.items ?? [])
      .filter((trigger) => trigger.name === "pre_token_generation")
      .map((trigger) => valueOr(trigger.version, undefined))
      .find((version) => version === "V2_0" || version === "V3_0"),
    groups: model.groups
      .filter((group) => pool !== undefined && leadsTo(group.pool, pool) !== false)
      .sort((a, b) => precedence(a.precedence) - precedence(b.precedence))
      .map((group) => need(group.name, `the name of ${group.address}`)),
    webClients: web.map(client),
    machineClients: withFlow("client_credentials").map(client),
  };
}

function customAttributes(pool: Pool): Applied["customAttributes"] {
  return pool.schema.items.flatMap((attribute) => {
    const name = valueOr(attribute.name, undefined);
    const standard = name === undefined || STANDARD.has(name);
    return standard ? [] : [{ name, type: valueOr(attribute.type, undefined) ?? "String" }];
  });
}

/** Attributes of the OpenID standard, which a schema may also list (Cognito's user pool attributes page). */
const STANDARD = new Set(
  "address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number phone_number_verified picture preferred_username profile sub updated_at website zoneinfo".split(
    " ",
  ),
);
