import { admits, allowedAt, decide } from "../access/index";
import { listOf } from "../access/steps/authorizer/rules";
import { gateOf, routeRules } from "../access/steps/mcp/gate";
import {
  isWhole,
  leadsTo,
  listing,
  targetOf,
  valueOr,
  type Api,
  type Client,
  type Entity,
  type EntryPoint,
  type Link,
  type Model,
  type Pool,
  type Resource,
  type Route,
  type Stage,
} from "../model";
import { shown } from "../redact/redact";
import { restSafeguards } from "./compare-stage";
import { clientsOf } from "./callers";
import { principalsAt } from "./compare-callers";
import { methodsOf } from "./compare-route";
import type {
  AccessList,
  Allow,
  AuthorizerTokens,
  DeclaredApi,
  DeclaredClient,
  DeclaredPool,
  DeclaredRoute,
  DeclaredStage,
} from "./list";

/** What stands for a reason that nobody has given yet. */
const NO_REASON = "no reason given yet";

/** Shows neither token nor signature. */
const NOBODY = { kind: "none", certificate: true, apiKey: true } as const;

/**
 * A first access list, written from what is. Read it before it is kept: it declares what was found to be right.
 * Routes that nobody can call, or of which it isn't known who may, are left out.
 */
export function accessListOf(model: Model): AccessList {
  return {
    version: 1,
    routes: [
      ...model.routes.flatMap((route) => declared(model, route) ?? []),
      ...model.restApis.flatMap((api) => methodsOf(model, api).flatMap((method) => ofMethod(model, api, method) ?? [])),
    ],
    stages: [
      ...model.stages.map(stageOf),
      ...model.ofType("aws_api_gateway_stage").map((one) => restStageOf(model, one)),
    ],
    pools: model.pools.filter(({ managed }) => managed).map((pool) => poolOf(model, pool)),
    clients: model.clients.filter(({ managed }) => managed).flatMap((client) => clientOf(client) ?? []),
    apis: model.apis.filter(({ managed }) => managed).flatMap((api) => apiOf(api) ?? []),
  };
}

function declared(model: Model, route: Route): DeclaredRoute | undefined {
  const api = targetOf(route.api);
  const allow = allowOf(model, route);
  if (api === undefined || !route.key.known || allow === undefined) return undefined;
  const integration = targetOf(route.integration);
  const target = integration === undefined ? undefined : (nameOf(integration.function) ?? uriOf(integration));
  return { api: api.address, route: route.key.value, allow, ...(target !== undefined && { target }) };
}

function ofMethod(model: Model, api: Entity, method: EntryPoint): DeclaredRoute | undefined {
  const { target: found, hosts } = method;
  const allow = allowOfMethod(model, method);
  if (allow === undefined || found.kind === "itself") return undefined;
  const target = found.kind === "function" ? nameOf(found.function) : found.kind === "backend" ? found.name : undefined;
  const endpoints = api.resource.attributes.texts("endpoint_configuration", 0, "vpc_endpoint_ids");
  const isPrivate = hosts.length > 0 && hosts.every((host) => host.private === true) && isWhole(endpoints);
  return {
    api: api.address,
    route: method.name,
    allow,
    ...(target !== undefined && { target }),
    ...(isPrivate && endpoints.items.length > 0 && { vpcEndpoints: [...endpoints.items].sort() }),
  };
}

function allowOfMethod(model: Model, method: EntryPoint): Allow | undefined {
  const { id, authorization } = method;
  const signed = (): Allow => ({
    principals: principalsAt(model, method)
      .filter(({ may }) => may === true)
      .map(({ name }) => name)
      .sort(),
  });
  switch (authorization.kind) {
    case "none":
      // Its policy may let in nobody who sends no signature.
      return admits(decide(model, { entryPoint: id, inside: true }, NOBODY, { advice: false })) === false
        ? signed()
        : { public: NO_REASON };
    case "iam":
      return signed();
    case "token": {
      const { pools = [], scopes } = authorization;
      const [issuer, ...more] = pools.map(nameOf);
      if (issuer === undefined || more.length > 0 || !isWhole(scopes)) return undefined;
      const how = scopes.items.length > 0 ? { scopes: [...scopes.items].sort() } : { authenticated: NO_REASON };
      return {
        issuer,
        clients: clientsOf(
          model,
          pools.flatMap((pool) => targetOf(pool) ?? []),
        ),
        ...how,
      };
    }
    case "authorizer": {
      const authorizer = authorization.function && nameOf(authorization.function);
      return authorizer === undefined ? undefined : { authorizer };
    }
    default:
      return undefined;
  }
}

function uriOf(integration: Entity): string | undefined {
  const { attributes } = integration.resource;
  const uri = valueOr(attributes.text("integration_uri"), undefined);
  return uri === undefined ? undefined : shown(integration, ["integration_uri"], uri);
}

function allowOf(model: Model, route: Route): Allow | undefined {
  switch (valueOr(route.authorization, undefined)) {
    case "NONE":
      return authorizerOf(route) ?? { public: NO_REASON };
    case "AWS_IAM": {
      const allowed = allowedAt(model, route, { routeKey: valueOr(route.key, "") });
      return { principals: allowed.flatMap(({ resource }) => resource?.address ?? []).sort() };
    }
    case "JWT": {
      const jwt = targetOf(route.authorizer)?.jwt;
      const issuer = jwt && (nameOf(jwt.pool) ?? valueOr(jwt.issuer, undefined));
      if (jwt === undefined || issuer === undefined || jwt.audience.missing.length > 0) return undefined;
      const clients = jwt.audience.items.map((item) => (item.kind === "client" ? item.client.address : item.id)).sort();
      const scopes = [...route.scopes.items].sort();
      if (route.scopes.missing.length > 0) return undefined;
      return { issuer, clients, ...(scopes.length > 0 ? { scopes } : { authenticated: NO_REASON }) };
    }
    case "CUSTOM":
      return authorizerOf(route);
    default:
      return undefined;
  }
}

function authorizerOf(route: Route): Allow | undefined {
  const lambda = targetOf(route.authorizer)?.lambda;
  const gated = gateOf(route)?.function.address;
  const authorizer = gated ?? (lambda && nameOf(lambda.function));
  if (authorizer === undefined || (gated === undefined && valueOr(route.authorization, "") === "NONE"))
    return undefined;
  const rules = routeRules(route);
  if (!rules || "unreadable" in rules || rules.sensitive) return { authorizer };
  const key = valueOr(route.key, "");
  const lists = (of: Readonly<Record<string, unknown>>): Pick<AuthorizerTokens, "groups" | "scopes"> => {
    const [groups, scopes] = [listOf(of["groups"]), listOf(of["scopes"])];
    return { ...(groups && { groups }), ...(scopes && { scopes }) };
  };
  const ofRoute = rules.issuers
    .map(({ routes }) => (routes as Record<string, Record<string, unknown>> | undefined)?.[key])
    .find((one) => one !== undefined);
  const tokens = rules.issuers.map((issuer) => ({
    issuer: String(issuer["issuer"]),
    clients: [...(listOf(issuer["clientIds"]) ?? []), ...(listOf(issuer["audience"]) ?? [])].sort(),
    ...lists(issuer),
  }));
  const origin = rules.originHeader && valueOr(rules.originHeader, undefined);
  return { authorizer, tokens, ...(ofRoute && lists(ofRoute)), ...(origin && { originHeader: origin.name }) };
}

function stageOf(stage: Stage): DeclaredStage {
  const limits = valueOr(stage.defaults, undefined);
  const positive = [limits?.rate, limits?.burst].every((limit) => limit?.known === true && (limit.value ?? 0) > 0);
  const api = targetOf(stage.api)?.address;
  const name = valueOr(stage.name, undefined);
  return {
    stage: stage.address,
    ...(api !== undefined && { api }),
    ...(name !== undefined && { name }),
    accessLog: valueOr(stage.accessLog, undefined) !== undefined,
    throttling: positive,
  };
}

function restStageOf(model: Model, stage: Resource): DeclaredStage {
  const { log, throttled } = restSafeguards(model, stage);
  return { stage: stage.address, accessLog: log === true, throttling: throttled === true };
}

function poolOf(model: Model, pool: Pool): DeclaredPool {
  const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
  const name = trigger && nameOf(trigger.function);
  const version = trigger && valueOr(trigger.version, undefined);
  const groups = model.groups
    .filter((group) => leadsTo(group.pool, pool) === true)
    .flatMap((group) => valueOr(group.name, undefined) ?? [])
    .sort();
  const isKept = model.origin.format !== "synth" || valueOr(pool.preventDestroy, false);
  return {
    pool: pool.address,
    protected: valueOr(pool.deletionProtection, undefined) === "ACTIVE" && isKept,
    ...(name !== undefined && { tokenTrigger: name }),
    ...(version !== undefined && { tokenTriggerVersion: version }),
    ...(groups.length > 0 && { groups }),
    ...(pool.selfSignUp.known && { selfSignUp: pool.selfSignUp.value }),
  };
}

/** Undefined where a part of it isn't known yet. */
function clientOf(client: Client): DeclaredClient | undefined {
  const { flows, scopes, callbackUrls, secret, identityProviders: providers } = client;
  const pool = nameOf(client.pool);
  if (pool === undefined || ![flows, scopes, callbackUrls].every(isWhole)) return undefined;
  return {
    client: client.address,
    pool,
    flows: [...flows.items].sort(),
    scopes: [...scopes.items].sort(),
    ...(callbackUrls.items.length > 0 && { callbackUrls: [...callbackUrls.items].sort() }),
    ...(isWhole(providers) && providers.items.length > 0 && { identityProviders: [...providers.items].sort() }),
    ...(secret.known && { confidential: secret.value }),
  };
}

/** Undefined for a WebSocket API, or where its origins aren't known yet. */
function apiOf(api: Api): DeclaredApi | undefined {
  const { cors, endpointDisabled, protocol } = api;
  const origins = cors.known ? (cors.value?.origins ?? listing([])) : undefined;
  if (origins === undefined || !isWhole(origins) || valueOr(protocol, "HTTP") !== "HTTP") return undefined;
  return {
    api: api.address,
    origins: [...origins.items].sort(),
    ...(endpointDisabled.known && { executeApiEndpoint: !endpointDisabled.value }),
  };
}

function nameOf(link: Link<Entity>): string | undefined {
  if (link.kind === "resource") return link.target.address;
  return link.kind === "external" ? link.id : undefined;
}
