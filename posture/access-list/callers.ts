import { issuerOfPool, parseIssuer } from "../aws/issuers";
import type { Credentials } from "../access/index";
import { listOf } from "../access/steps/authorizer/rules";
import { routeRules } from "../access/steps/mcp/gate";
import { known, leadsTo, targetOf, valueOr } from "../model";
import type { Client, EntryPoint, Link, Model, Pool, Route } from "../model";
import { isExpression, type Allow, type AuthorizerTokens } from "./list";
import { isNamed } from "./names";

/** What of a token the declaration doesn't name. */
export type TokenPart = "issuer" | "client" | "scope" | "group" | "origin";

/** A sort of caller: everybody of it is let in, or nobody. */
export interface CallerClass {
  readonly credentials: Credentials;
  /** What is sent beside the token. Left out: what authorizers ask for. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What sets it apart from others, as a sentence names it. */
  readonly issuer?: string;
  readonly client?: string;
  readonly scopes?: readonly string[];
  readonly groups?: readonly string[];
  readonly use?: "id" | "access";
  /** Does the list let it in? `unknown`: it declares neither. */
  readonly declared: boolean | "unknown";
  /** Which part of it the list doesn't name, the first that it asks for. */
  readonly undeclared?: TokenPart;
}

/** The time of every token. */
export const NOW = 1_800_000_000;
const OTHER = "another client";

interface Named {
  readonly name: string;
  /** As a token says it. */
  readonly id: string;
}
type IssuerName = Named & { readonly pool?: Pool };
type ClientName = Named & { readonly client?: Client };

/**
 * Everybody whom a declaration and what was found may tell apart: nobody in particular, and tokens of each issuer that either names, for each client,
 * by kind, scopes and groups. Principals are compared by themselves.
 */
export function callersOf(
  model: Model,
  entryPoint: EntryPoint,
  route: Route | undefined,
  allow: Allow,
): readonly CallerClass[] {
  const nobody: CallerClass = {
    credentials: { kind: "none", certificate: true, apiKey: true },
    declared: "public" in allow,
  };
  if ("public" in allow) return [nobody];
  const rest = entryPoint.kind === "rest-api-method";
  const tokens = tokensOf(allow);
  const found = foundAt(entryPoint, route);
  const issuers = distinct(
    [...tokens.map(({ issuer }) => issuer), ...found.issuers].map((one) => issuerOf(model, one)),
  );
  const ofPools = rest
    ? clientsOf(
        model,
        issuers.flatMap(({ pool }) => pool ?? []),
      )
    : [];
  const names = [...tokens.flatMap(({ clients }) => clients), ...found.clients, ...ofPools];
  const words = distinct([...names, ...(rest ? [] : [OTHER])].map((one) => clientOf(model, one)));
  const resources = [undefined, ...words.filter(({ id }) => id.includes("://"))];
  const scopes = combined([
    ...tokens.flatMap((one) => one.scopes ?? []),
    ...declaredOf(allow, "scopes"),
    ...found.scopes,
  ]);
  const groups = combined([
    ...tokens.flatMap((one) => one.groups ?? []),
    ...declaredOf(allow, "groups"),
    ...found.groups,
  ]);
  const clients = words.filter((one) => !resources.includes(one));
  const tokenCallers = issuers.flatMap((issuer) =>
    clients.flatMap((client) =>
      resources.flatMap((resource) =>
        (["access", "id"] as const).flatMap((use) =>
          (use === "id" ? [[]] : scopes).flatMap((own) =>
            groups.map((groupNames) => {
              const said = { issuer, client, resource, use, scopes: own, groups: groupNames };
              return { ...shown(said), credentials: tokenOf(said), ...declaredFor(model, allow, said, rest) };
            }),
          ),
        ),
      ),
    ),
  );
  return [nobody, ...tokenCallers, ...besideDistribution(tokenCallers, allow)];
}

/** Whoever is let in by a distribution isn't, where the same request is sent to the API's own address. */
function besideDistribution(callers: readonly CallerClass[], allow: Allow): readonly CallerClass[] {
  if (!("authorizer" in allow) || allow.originHeader === undefined) return [];
  return callers
    .filter(({ declared }) => declared === true)
    .map((caller) => ({ ...caller, headers: {}, declared: false, undeclared: "origin" as const }));
}

/** The clients of a pool in this input, by address: a REST API's authorizer takes the tokens of all of them. */
export function clientsOf(model: Model, pools: readonly Pool[]): readonly string[] {
  return model.clients
    .filter((client) => pools.some((pool) => leadsTo(client.pool, pool) === true))
    .map(({ address }) => address)
    .sort();
}

interface Said {
  readonly issuer: IssuerName;
  readonly client: ClientName;
  readonly resource: ClientName | undefined;
  readonly use: "id" | "access";
  readonly scopes: readonly string[];
  readonly groups: readonly string[];
}

function shown({ issuer, client, resource, use, scopes, groups }: Said): Omit<CallerClass, "credentials" | "declared"> {
  return { issuer: issuer.name, client: (resource ?? client).name, use, scopes, groups };
}

function tokenOf({ issuer, client, resource, use, scopes, groups }: Said): Credentials {
  const { pool } = issuer;
  const claims = {
    ...{ iss: issuer.id, sub: "somebody", token_use: use, iat: NOW - 60, exp: NOW + 3600 },
    ...(use === "id" ? { aud: client.id } : { client_id: client.id, scope: scopes.join(" ") }),
    ...(resource && { aud: resource.id }),
    ...(groups.length > 0 && { "cognito:groups": groups }),
  };
  // No client of the model: its id is none of those that aren't known yet.
  const stranger = { address: client.name, id: known<string | undefined>(client.id) } as Client;
  const of = { ...(resource === undefined && { client: client.client ?? stranger }), ...(pool && { pool }) };
  return { kind: "token", claims, of, certificate: true, apiKey: true };
}

function tokensOf(allow: Allow): readonly AuthorizerTokens[] {
  if ("issuer" in allow) return [allow];
  return "authorizer" in allow ? (allow.tokens ?? []) : [];
}

function declaredOf(allow: Allow, what: "groups" | "scopes"): readonly string[] {
  return "authorizer" in allow ? (allow[what] ?? []) : [];
}

function declaredFor(
  model: Model,
  allow: Allow,
  said: Said,
  rest: boolean,
): Pick<CallerClass, "declared" | "undeclared"> {
  if (!("issuer" in allow) && !("authorizer" in allow)) return { declared: false };
  const { issuer, client, resource, use, scopes, groups } = said;
  const some = (wanted: readonly string[] | undefined, own: readonly string[]): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.some((one) => own.includes(one));
  const of = tokensOf(allow).filter((one) => issuerOf(model, one.issuer).name === issuer.name);
  if (of.length === 0) return { declared: false, undeclared: "issuer" };
  const names = (one: ClientName | undefined, list: readonly string[]): boolean =>
    one !== undefined && list.some((name) => clientOf(model, name).name === one.name);
  const isAddress = (name: string): boolean => name.includes("://");
  const forClient = of.filter(({ clients }) => {
    // A JWT authorizer looks at aud before client_id; the bundled one at both.
    if ("issuer" in allow) return names(resource ?? client, clients);
    const [bound, plain] = [clients.filter(isAddress), clients.filter((name) => !isAddress(name))];
    return (bound.length === 0 || names(resource, bound)) && (plain.length === 0 || names(client, plain));
  });
  if (forClient.length === 0) return { declared: false, undeclared: "client" };
  const scoped =
    forClient.filter((one) => some(one.scopes, scopes)).length > 0 && some(declaredOf(allow, "scopes"), scopes);
  if (!scoped) return { declared: false, undeclared: "scope" };
  if (!forClient.some((one) => some(one.groups, groups)) || !some(declaredOf(allow, "groups"), groups))
    return { declared: false, undeclared: "group" };
  // Which kind the bundled authorizer takes isn't declared; without scopes a REST API takes ID tokens only.
  const open = "authorizer" in allow ? use === "id" : rest && allow.authenticated !== undefined && use === "access";
  return { declared: open ? "unknown" : true };
}

interface FoundNames {
  readonly issuers: readonly (string | Pool)[];
  readonly clients: readonly (string | Client)[];
  readonly scopes: readonly string[];
  readonly groups: readonly string[];
}

/** What the authorizer that was found names. */
function foundAt({ authorization }: EntryPoint, route: Route | undefined): FoundNames {
  if (authorization.kind === "token") {
    const { pools = [], issuer, scopes } = authorization;
    const names = pools.flatMap(poolName);
    return { issuers: pools.length > 0 ? names : [issuer], clients: [], scopes: scopes.items, groups: [] };
  }
  const jwt = route && targetOf(route.authorizer)?.jwt;
  const rules = route && routeRules(route);
  const issuers = rules === undefined || "unreadable" in rules ? [] : rules.issuers;
  const all = (name: string) =>
    issuers.flatMap((issuer) => {
      const ofRoutes = Object.values(
        (issuer["routes"] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
      );
      return [issuer, ...ofRoutes].flatMap((one) => listOf(one[name]) ?? []);
    });
  const literal = jwt && valueOr(jwt.issuer, undefined);
  return {
    issuers: [
      ...(jwt ? (literal === undefined ? poolName(jwt.pool) : [literal]) : []),
      ...issuers.map(({ issuer }) => String(issuer)),
    ],
    clients: [
      ...(jwt?.audience.items ?? []).map((item) => (item.kind === "client" ? item.client : item.id)),
      ...all("clientIds"),
      ...all("audience"),
    ],
    scopes: [...(route?.scopes.items ?? []), ...all("scopes")],
    groups: all("groups"),
  };
}

function poolName(pool: Link<Pool>): (string | Pool)[] {
  if (pool.kind === "external") return [pool.id];
  return pool.kind === "resource" ? [pool.target] : [];
}

/** A pool by its address, id or ARN, and an issuer by its own address, are one where they name the same. */
function issuerOf(model: Model, given: string | Pool): IssuerName {
  const poolId =
    typeof given === "string" ? (parseIssuer(given)?.poolId ?? /userpool\/([\w-]+)$/.exec(given)?.[1]) : undefined;
  const pool =
    typeof given === "string"
      ? model.pools.find(
          (one) => isNamed(one, given) || (poolId !== undefined && valueOr(one.id, undefined) === poolId),
        )
      : given;
  const id = poolId ?? (pool && valueOr(pool.id, undefined));
  const literal = typeof given === "string" && given.startsWith("http") ? given : undefined;
  const issuer = literal ?? (id === undefined ? `(issuer of ${pool?.address ?? String(given)})` : issuerOfPool(id));
  return {
    name: pool?.address ?? (poolId === undefined ? issuer : issuerOfPool(poolId)),
    id: issuer,
    ...(pool && { pool }),
  };
}

function clientOf(model: Model, given: string | Client): ClientName {
  const client = typeof given === "string" ? model.clients.find((one) => isNamed(one, given)) : given;
  if (!client) return { name: String(given), id: String(given) };
  const own = typeof given === "string" && given !== client.address ? given : `(id of ${client.address})`;
  return { name: client.address, id: valueOr(client.id, own) ?? own, client };
}

/** What was found comes last, and says most: its issuer is the one that is looked for. */
function distinct<T extends Named>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

/** None, each by itself, and all of them. */
function combined(words: readonly string[]): readonly (readonly string[])[] {
  const each = [...new Set(words)].filter((word) => !isExpression(word));
  return [[], ...each.map((one) => [one]), ...(each.length > 1 ? [each] : [])];
}
