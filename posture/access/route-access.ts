import { whoMay } from "../iam/index";
import { isEmpty, targetOf } from "../model/index";
import type { Answer, Authorizer, Client, Entity, JwtAuthorizer, Link, Model, Route, Value } from "../model/index";
import { shown } from "../redact/redact";
import { nameOf } from "../redact/name";
import type { Caller, ClientAccess, RouteAccess, TokenSort } from "./caller";
import { callArn } from "./entry-points/arns";

/** Who may call each route of a model, in the model's order. */
export function accesses(model: Model): readonly RouteAccess[] {
  return model.routes.map((route) => accessOf(model, route));
}

/** Who may call a route, and through which clients. */
export function accessOf(model: Model, route: Route): RouteAccess {
  const caller = callerOf(model, route);
  const { key, address, constructPath } = route;
  const jwt = caller.kind === "token" || caller.kind === "scopes" ? targetOf(route.authorizer)?.jwt : undefined;
  const more = jwt && moreClients(jwt, route, caller);
  return {
    ...(key.known && { route: shown(route, ["route_key"], key.value) }),
    address,
    ...(constructPath !== undefined && { constructPath }),
    api: linkText(route.api),
    ...(route.api.kind === "resource" && { apiAddress: route.api.target.address }),
    caller,
    clients: jwt ? clientsOf(jwt, route, caller) : [],
    ...(more !== undefined && { moreClients: more }),
  };
}

function callerOf(model: Model, route: Route): Caller {
  const { authorization, authorizer } = route;
  if (!authorization.known)
    return { kind: "unknown", why: `its authorization type isn't known (${authorization.why})` };
  switch (authorization.value) {
    case "NONE":
      return isRelayed(route) ? { kind: "connected" } : { kind: "everybody" };
    case "AWS_IAM":
      return { kind: "principals", holders: holdersOf(model, route) };
    case "JWT":
    case "CUSTOM":
      break;
    default:
      return { kind: "unknown", why: `there is no authorization type ${authorization.value}` };
  }
  if (authorizer.kind === "none")
    return { kind: "nobody", why: `its type is ${authorization.value}, but it names no authorizer` };
  if (authorizer.kind === "external")
    return { kind: "unknown", why: `its authorizer ${authorizer.id} isn't in this configuration` };
  if (authorizer.kind === "unknown") return { kind: "unknown", why: `its authorizer isn't known (${authorizer.why})` };
  return authorization.value === "JWT" ? tokenCaller(authorizer.target, route) : lambdaCaller(authorizer.target);
}

/** Routes of a WebSocket API other than $connect are reached over a connection that $connect let in. */
function isRelayed({ api, key }: Route): boolean {
  const protocol = targetOf(api)?.protocol;
  return protocol?.known === true && protocol.value === "WEBSOCKET" && key.known && key.value !== "$connect";
}

function tokenCaller(authorizer: Authorizer, { scopes, resource }: Route): Caller {
  const { jwt } = authorizer;
  if (!jwt) return { kind: "nobody", why: `its authorizer ${authorizer.address} isn't a JWT authorizer` };
  const unsure = scopes.missing[0] ?? jwt.audience.missing[0];
  const token = {
    issuer: issuerOf(authorizer, jwt),
    audiences: jwt.audience.items
      .map((item) =>
        item.kind === "client" ? nameOf(item.client) : shown(authorizer, ["jwt_configuration", 0, "audience"], item.id),
      )
      .sort(),
    ...(unsure !== undefined && { unsure }),
  };
  if (isEmpty(scopes) === true) return { kind: "token", ...token };
  const names = scopes.items.map((scope) => shown({ ...authorizer, resource }, ["authorization_scopes"], scope));
  return { kind: "scopes", scopes: names.sort(), ...token };
}

/** The issuer by the name of its pool, which stays the same while its address isn't known yet. */
export function issuerOf(authorizer: Entity, { issuer, pool }: JwtAuthorizer): string {
  if (pool.kind === "resource") return `pool ${nameOf(pool.target)}`;
  const path = ["jwt_configuration", 0, "issuer"];
  if (issuer.known && issuer.value !== undefined) return shown(authorizer, path, issuer.value);
  return pool.kind === "external" ? shown(authorizer, path, pool.id) : "an issuer that isn't known yet";
}

function lambdaCaller(authorizer: Authorizer): Caller {
  const { lambda } = authorizer;
  if (!lambda) return { kind: "nobody", why: `its authorizer ${authorizer.address} isn't a Lambda authorizer` };
  const cache = valueOf(lambda.ttl);
  return { kind: "lambda", function: linkText(lambda.function), ...(cache !== undefined && { cache }) };
}

/** Who may, by name, and then who perhaps may. */
function holdersOf(model: Model, route: Route): readonly string[] {
  const entryPoint = model.entryPoints.find(
    ({ authorization }) => authorization.kind === "route" && authorization.route === route,
  );
  if (!entryPoint) return [];
  const { candidates } = whoMay(model, "execute-api:Invoke", callArn(entryPoint));
  const names = (may: Answer, prefix = "") =>
    candidates
      .filter((one) => one.may === may && one.principal.kind !== "service")
      .map(({ principal }) => `${prefix}${principal.called}`)
      .sort();
  return [...new Set([...names(true), ...names("unknown", "perhaps ")])];
}

/** By address: a plan lists the audience by the clients' ids, which AWS makes up. */
function clientsOf({ audience }: JwtAuthorizer, route: Route, caller: Caller): readonly ClientAccess[] {
  const clients = audience.items.flatMap((item): ClientAccess[] => {
    if (item.kind !== "client") return [];
    const scopes = caller.kind === "scopes" ? grantable(item.client, route) : undefined;
    return scopes?.length === 0 ? [] : [clientAccess(item.client, scopes)];
  });
  return clients.sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Why a client that isn't listed may yet get a token for the route; undefined: none may. */
function moreClients({ audience }: JwtAuthorizer, { scopes }: Route, { kind }: Caller): string | undefined {
  if (audience.missing[0] !== undefined) return audience.missing[0];
  if (kind !== "scopes") return undefined;
  const [first] = audience.items.flatMap((item) => {
    if (item.kind === "literal") return ["its audience names a client that isn't in this input"];
    return item.client.managed ? item.client.scopes.missing : [`${item.client.address} is only read here`];
  });
  return scopes.missing[0] ?? first;
}

/** Which of the route's scopes a client may ask for. Signing in without OAuth gives Cognito's own admin scope only. */
function grantable(client: Client, { scopes }: Route): readonly string[] {
  const own = new Set(client.scopes.items);
  return scopes.items.filter((scope) => own.has(scope) || scope === "aws.cognito.signin.user.admin");
}

/** A client's flows and lifetimes. */
export function clientAccess(client: Client, scopes?: readonly string[]): ClientAccess {
  const { lifetimes } = client;
  const tokens = tokensOf(client);
  const of = (sort: TokenSort) => (tokens.includes(sort) ? valueOf(lifetimes[sort]) : undefined);
  const [access, id, refresh] = [of("access"), of("id"), of("refresh")];
  return {
    address: client.address,
    name: nameOf(client),
    flows: flowsOf(client),
    tokens,
    ...(scopes && { scopes }),
    ...(access !== undefined && { access }),
    ...(id !== undefined && { id }),
    ...(refresh !== undefined && { refresh }),
  };
}

/** OAuth flows, where they are switched on, then the ways to sign in through the API; refreshing is none. */
function flowsOf({ oauth, flows, authFlows }: Client): readonly string[] {
  const ways = authFlows.items.filter((flow) => flow !== "ALLOW_REFRESH_TOKEN_AUTH");
  return [...(oauth.known && !oauth.value ? [] : flows.items), ...ways];
}

/**
 * Cognito: the client-credentials grant gives access tokens only, the implicit grant no refresh token
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
 * Where a flow isn't known or none is written down, any token may be given.
 */
function tokensOf(client: Client): readonly TokenSort[] {
  const flows = flowsOf(client);
  const whole = client.flows.missing.length === 0 && client.authFlows.missing.length === 0;
  if (!whole || flows.length === 0) return ["access", "id", "refresh"];
  if (flows.every((flow) => flow === "client_credentials")) return ["access"];
  if (flows.every((flow) => ["client_credentials", "implicit"].includes(flow))) return ["access", "id"];
  return ["access", "id", "refresh"];
}

function linkText(link: Link<Entity & { readonly name: Value<string | undefined> }>): string {
  if (link.kind === "resource") return nameOf(link.target);
  if (link.kind === "external") return link.id.replace(/^.*:function:([\w-]+).*$/, "$1");
  return link.kind === "none" ? "(none)" : "(not known yet)";
}

function valueOf<T>(value: Value<T>): T | undefined {
  return value.known ? value.value : undefined;
}
