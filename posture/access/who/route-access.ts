import { isEmpty, isWhole, targetOf } from "../../model/index";
import type { Answer, Client, Entity, JwtAuthorizer, Link, Model, Route, RouteTerms, Value } from "../../model/index";
import { MASK, shown, withoutSecrets } from "../../redact/redact";
import { nameOf } from "../../redact/name";
import { connectOf, decide } from "../decide";
import { admits, lettingIn, type Credentials, type Decision, type DecideFunction } from "../request";
import { gateOf, type Gate } from "../steps/mcp/gate";
import { STANDARD_CLAIMS, decisionAt } from "./is-admitted";
import type { Caller, ClientAccess, RouteAccess } from "./caller";
import { clientAccess } from "./client-access";
import { namesOf, principalsAt } from "./principals";

/** Who may call each route of a model, in the model's order. */
export function accesses(model: Model): readonly RouteAccess[] {
  return model.routes.map((route) => accessOf(model, route));
}

/**
 * Who may call a route, and through which clients: the classes of callers that `decide` lets in.
 * @param decider another one than `decide` is for tests
 */
export function accessOf(model: Model, route: Route, decider: DecideFunction = decide): RouteAccess {
  const { caller, clients, moreClients: more } = callers(model, route, decider);
  const { key, address, constructPath } = route;
  return {
    ...(key.known && { route: shown(route, ["route_key"], key.value) }),
    address,
    ...(constructPath !== undefined && { constructPath }),
    api: linkText(route.api),
    ...(route.api.kind === "resource" && { apiAddress: route.api.target.address }),
    caller,
    clients,
    ...(more !== undefined && { moreClients: more }),
  };
}

type Callers = Pick<RouteAccess, "caller" | "clients" | "moreClients">;

function callers(model: Model, route: Route, decider: DecideFunction): Callers {
  const { authorization } = route;
  const connect = connectOf(model, route);
  if (connect !== undefined) return { caller: connectedBy(model, connect, decider), clients: [] };
  const nobody = decisionAt(model, route.address, { kind: "none" }, decider);
  if (admits(nobody) === true) return { caller: { kind: "everybody" }, clients: [] };
  if (!authorization.known)
    return {
      caller: { kind: "unknown", why: `its authorization type isn't known (${authorization.why})` },
      clients: [],
    };
  switch (authorization.value) {
    case "JWT":
      return ofTerms(model, route, decider);
    case "CUSTOM":
      return { caller: lambdaCaller(route), clients: [] };
    case "AWS_IAM":
      return { caller: { kind: "principals", holders: holdersOf(model, route, decider) }, clients: [] };
    case "NONE": {
      const gate = gateOf(route);
      if (gate) return { caller: gateCaller(gate), clients: [] };
      return { caller: keyCaller(model, route, nobody, decider), clients: [] };
    }
    default:
      return { caller: { kind: "unknown", why: `there is no authorization type ${authorization.value}` }, clients: [] };
  }
}

/** Who gets in at a route without authorization where nobody does by nothing alone. */
function keyCaller(model: Model, route: Route, nobody: Decision, decider: DecideFunction): Caller {
  if (admits(nobody) === "unknown") return { kind: "unknown", why: lettingIn(nobody).reason };
  const byKey = admits(decisionAt(model, route.address, { kind: "none", apiKey: true }, decider));
  return byKey === false ? { kind: "nobody", why: nobody.reason } : { kind: "key" };
}

/** Whom the function in front of an MCP server lets in, as its configuration says. */
function gateCaller({ function: fn, config, rules }: Gate): Caller {
  if (config instanceof Error) return { kind: "nobody", why: `${nameOf(fn)} can't read its MCP_CONFIG` };
  const called = { kind: "lambda", function: nameOf(fn) } as const;
  if (!("resource" in config)) return { ...called, verifies: "holders of tokens that are bound to it" };
  if ("sensitive" in rules && rules.sensitive) return { ...called, verifies: `holders of tokens for ${MASK}` };
  const asked = [...config.settings.issuers.values()].map(({ issuer, required }) => {
    const lists = [...(required.scopes ?? []), ...(required.groups ?? [])];
    return `${lists.length > 0 ? lists.join(" or ") : "any access token"} from ${issuer}`;
  });
  const names = asked.map((one) => withoutSecrets(one)).join("; ");
  return { ...called, verifies: `holders of ${names} for ${withoutSecrets(config.resource.href)}` };
}

function holdersOf(model: Model, route: Route, decider: DecideFunction): readonly string[] {
  return namesOf(principalsAt(model, { id: route.address, authorization: { kind: "route", route } }, decider));
}

function connectedBy(model: Model, connect: Route | "none", decider: DecideFunction): Caller {
  if (connect === "none") return { kind: "connected", by: { kind: "everybody" } };
  return { kind: "connected", by: callers(model, connect, decider).caller };
}

/** Whose tokens pass is the same at every route that demands the same. */
const KNOWN = new WeakMap<Model, WeakMap<RouteTerms, Callers>>();

function ofTerms(model: Model, route: Route, decider: DecideFunction): Callers {
  if (decider !== decide) return tokenCallers(model, route, decider);
  let known = KNOWN.get(model);
  if (!known) KNOWN.set(model, (known = new WeakMap()));
  let found = known.get(route.terms);
  if (!found) known.set(route.terms, (found = tokenCallers(model, route, decider)));
  return found;
}

/** The authorizer of a route, or why there is none to look at. */
function authorizerOf(route: Route): Caller | undefined {
  const { authorizer, authorization, scopes } = route;
  const type = authorization.known ? authorization.value : "";
  const names = scopes.items.map((scope) => shown(route, ["authorization_scopes"], scope)).sort();
  const asked =
    type !== "JWT" ? "" : `a token${names.length > 0 ? ` with ${names.join(" or ")}` : ""} is required, and `;
  switch (authorizer.kind) {
    case "none":
      return { kind: "nobody", why: `its type is ${type}, but it names no authorizer` };
    case "external":
      return { kind: "unknown", why: `${asked}its authorizer ${authorizer.id} isn't in this configuration` };
    case "unknown":
      return { kind: "unknown", why: `${asked}its authorizer isn't known (${authorizer.why})` };
    case "resource":
      return undefined;
  }
}

function lambdaCaller(route: Route): Caller {
  const missing = authorizerOf(route);
  if (missing) return missing;
  const authorizer = targetOf(route.authorizer);
  const lambda = authorizer?.lambda;
  if (!lambda) return { kind: "nobody", why: `its authorizer ${authorizer?.address ?? ""} isn't a Lambda authorizer` };
  const cache = valueOf(lambda.ttl);
  return { kind: "lambda", function: linkText(lambda.function), ...(cache !== undefined && { cache }) };
}

function tokenCallers(model: Model, route: Route, decider: DecideFunction): Callers {
  const none = (caller: Caller): Callers => ({ caller, clients: [] });
  const missing = authorizerOf(route);
  if (missing) return none(missing);
  const authorizer = targetOf(route.authorizer);
  const jwt = authorizer?.jwt;
  if (!jwt) return none({ kind: "nobody", why: `its authorizer ${authorizer?.address ?? ""} isn't a JWT authorizer` });
  const refused = refusesAll(model, route, jwt, decider);
  if (refused !== undefined) return none({ kind: "nobody", why: refused });
  const { scopes, resource } = route;
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
  const names = scopes.items.map((scope) => shown({ ...authorizer, resource }, ["authorization_scopes"], scope));
  const caller: Caller =
    isEmpty(scopes) === true ? { kind: "token", ...token } : { kind: "scopes", scopes: names.sort(), ...token };
  const asked = model.clients.map((client) => askedOf(model, route, client, caller, decider));
  const clients = asked.flatMap(({ access }) => access ?? []).sort((a, b) => (a.address < b.address ? -1 : 1));
  const more = moreClients(jwt, route, caller) ?? asked.find(({ why }) => why !== undefined)?.why;
  return { caller, clients, ...(more !== undefined && { moreClients: more }) };
}

/** Why no token at all passes: those of each member of the audience, with every scope that is asked for. */
function refusesAll(
  model: Model,
  route: Route,
  { audience, pool }: JwtAuthorizer,
  decider: DecideFunction,
): string | undefined {
  if (!isWhole(audience) || audience.inferred === true || !isWhole(route.scopes)) return undefined;
  if (audience.items.length === 0) return "the audience of its authorizer is empty";
  const decisions = audience.items.map((item) => {
    const scopes = route.scopes.items;
    if (item.kind === "client") return decisionAt(model, route.address, tokenOf(item.client, scopes), decider);
    const own = targetOf(pool);
    const claims = { ...STANDARD_CLAIMS, client_id: item.id, token_use: "access", scope: scopes.join(" ") };
    return decisionAt(
      model,
      route.address,
      { kind: "token", claims, of: own ? { pool: own } : { trusted: true } },
      decider,
    );
  });
  return decisions.every((one) => admits(one) === false) ? decisions[0]?.reason : undefined;
}

/** A genuine access token that a client got. */
function tokenOf(client: Client, scopes: readonly string[]): Credentials {
  const pool = targetOf(client.pool);
  const claims = { ...STANDARD_CLAIMS, token_use: "access", scope: scopes.join(" ") };
  // Whose pool isn't known is taken to be of the right one: the audience names it.
  return { kind: "token", claims, of: { client, ...(pool ? { pool } : { trusted: true }) } };
}

/** A client whose tokens pass with what it may ask for; `why`: whether they do isn't known. */
function askedOf(
  model: Model,
  route: Route,
  client: Client,
  caller: Caller,
  decider: DecideFunction,
): { readonly access?: ClientAccess; readonly why?: string } {
  const scopes = caller.kind === "scopes" ? grantable(client, route) : undefined;
  if (scopes?.length === 0) return {};
  const decision = decisionAt(model, route.address, tokenOf(client, scopes ?? []), decider);
  const may: Answer = admits(decision);
  if (may === true) return { access: clientAccess(client, scopes) };
  return may === "unknown" ? { why: lettingIn(decision).reason } : {};
}

/** The issuer by the name of its pool, which stays the same while its address isn't known yet. */
export function issuerOf(authorizer: Entity, { issuer, pool }: JwtAuthorizer): string {
  if (pool.kind === "resource") return `pool ${nameOf(pool.target)}`;
  const path = ["jwt_configuration", 0, "issuer"];
  if (issuer.known && issuer.value !== undefined) return shown(authorizer, path, issuer.value);
  return "an issuer that isn't known yet";
}

/** Why a client that isn't listed may yet get a token for the route; undefined: none may. */
function moreClients({ audience }: JwtAuthorizer, { scopes }: Route, { kind }: Caller): string | undefined {
  if (audience.missing[0] !== undefined) return audience.missing[0];
  if (kind !== "scopes") return undefined;
  const [first] = audience.items.flatMap((item) => {
    if (item.kind === "literal")
      return [
        item.id.includes("://")
          ? "its audience names a resource, and whichever client asks for it may get tokens that are bound to it"
          : "its audience names a client that isn't in this input",
      ];
    return item.client.managed ? item.client.scopes.missing : [`${item.client.address} is only read here`];
  });
  return scopes.missing[0] ?? first;
}

/** Which of the route's scopes a client may ask for. Signing in without OAuth gives Cognito's own admin scope only. */
function grantable(client: Client, { scopes }: Route): readonly string[] {
  const own = new Set(client.scopes.items);
  return scopes.items.filter((scope) => own.has(scope) || scope === "aws.cognito.signin.user.admin");
}

function linkText(link: Link<Entity & { readonly name: Value<string | undefined> }>): string {
  if (link.kind === "resource") return nameOf(link.target);
  if (link.kind === "external") return link.id.replace(/^.*:function:([\w-]+).*$/, "$1");
  return link.kind === "none" ? "(none)" : "(not known yet)";
}

const valueOf = <T>(value: Value<T>): T | undefined => (value.known ? value.value : undefined);
