import { allowedAt } from "../explain";
import { listOf, rulesOf } from "../access/steps/authorizer/rules";
import { targetOf, valueOr } from "../model";
import type { Entity, Link, Model, Pool, Route, Stage } from "../model";
import { shown } from "../redact/redact";
import type { AccessList, Allow, AuthorizerTokens, DeclaredPool, DeclaredRoute, DeclaredStage } from "./list";

/** What stands for a reason that nobody has given yet. */
export const NO_REASON = "no reason given yet";

/**
 * A first access list, written from what is. Read it before it is kept: it declares what was found to be right.
 * Routes that nobody can call, or of which it isn't known who may, are left out.
 */
export function accessListOf(model: Model): AccessList {
  return {
    version: 1,
    routes: model.routes.flatMap((route) => declared(model, route) ?? []),
    stages: model.stages.map(stageOf),
    pools: model.pools.filter(({ managed }) => managed).map((pool) => poolOf(model, pool)),
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

function uriOf(integration: Entity): string | undefined {
  const { attributes } = integration.resource;
  const uri = valueOr(attributes.text("integration_uri"), undefined);
  return uri === undefined ? undefined : shown(integration, ["integration_uri"], uri);
}

function allowOf(model: Model, route: Route): Allow | undefined {
  switch (valueOr(route.authorization, undefined)) {
    case "NONE":
      return { public: NO_REASON };
    case "AWS_IAM": {
      const api = targetOf(route.api)?.address;
      const asked = { routeKey: valueOr(route.key, ""), ...(api !== undefined && { api }) };
      const allowed = allowedAt(model, route, asked);
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
  const authorizer = lambda && nameOf(lambda.function);
  if (lambda === undefined || authorizer === undefined) return undefined;
  const rules = rulesOf(lambda);
  if ("unreadable" in rules || rules.sensitive) return { authorizer };
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
  return { authorizer, tokens, ...(ofRoute && lists(ofRoute)) };
}

function stageOf(stage: Stage): DeclaredStage {
  const limits = valueOr(stage.defaults, undefined);
  const positive = [limits?.rate, limits?.burst].every((limit) => limit?.known === true && (limit.value ?? 0) > 0);
  return { stage: stage.address, accessLog: valueOr(stage.accessLog, undefined) !== undefined, throttling: positive };
}

function poolOf(model: Model, pool: Pool): DeclaredPool {
  const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
  const name = trigger && nameOf(trigger.function);
  const isKept = model.origin.format !== "synth" || valueOr(pool.preventDestroy, false);
  return {
    pool: pool.address,
    protected: valueOr(pool.deletionProtection, undefined) === "ACTIVE" && isKept,
    ...(name !== undefined && { tokenTrigger: name }),
  };
}

function nameOf(link: Link<Entity>): string | undefined {
  if (link.kind === "resource") return link.target.address;
  return link.kind === "external" ? link.id : undefined;
}
