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

/** A sort of caller. */
export interface CallerClass {
  /** What the declaration doesn't tell apart: it lets the sort in by one of these at least, or by none of them. */
  readonly credentials: readonly [Credentials, ...Credentials[]];
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
    credentials: [{ kind: "none", certificate: true, apiKey: true }],
    declared: "public" in allow,
  };
  if ("public" in allow) return [nobody];
  const rest = entryPoint.kind === "rest-api-method";
  const tokens = tokensOf(allow);
  const found = foundAt(entryPoint, route);
  const issuers = distinct(
    [...tokens.map(({ issuer }) => issuer), ...found.issuers].map((one) => issuerOf(model, one, tokens)),
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
  const byFunction = "authorizer" in allow && !rest;
  const said: readonly Said[] = byFunction
    ? product<Said>({ issuer: issuers, client: words, resource: [undefined], use: ["access"], scopes, groups })
    : // An ID token has no scopes.
      product<Said>({
        issuer: issuers,
        client: clients,
        resource: resources,
        use: ["access", "id"],
        scopes,
        groups,
      }).filter(({ use, scopes: own }) => use === "access" || own.length === 0);
  const callers = said.map((one): CallerClass => {
    const { names: others, ...declared } = declaredFor(model, allow, one, rest);
    const credentials = byFunction ? tokensOfFunction(one, others, found.claims) : ([tokenOf(one)] as const);
    return { ...shown(one), credentials, ...declared };
  });
  return [nobody, ...callers, ...besideDistribution(callers, allow)];
}

/** One of each list, in every combination; the last list turns first. */
function product<T extends object>(lists: { readonly [Key in keyof T]: readonly T[Key][] }): readonly T[] {
  return Object.entries<readonly unknown[]>(lists).reduce<readonly object[]>(
    (rows, [key, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  ) as readonly T[];
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

type TokenCredentials = Extract<Credentials, { readonly claims: unknown }>;

function tokenOf({ issuer, client, resource, use, scopes, groups }: Said): TokenCredentials {
  const { pool } = issuer;
  const claims: Readonly<Record<string, unknown>> = {
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

/**
 * Where a token names whom it is for, which claims hold scopes and groups, and whether it is an ID token, the list leaves to the function.
 * @param others who are declared beside this client: one of them may be the audience, and this one the client, or the other way round
 */
function tokensOfFunction(
  said: Said,
  others: readonly ClientName[],
  claimNames: ClaimNames,
): readonly [Credentials, ...Credentials[]] {
  const { issuer, client, scopes, groups } = said;
  const own = claimNames(issuer.id);
  const more = {
    ...(own.scopes !== undefined && { [own.scopes]: scopes }),
    ...(own.groups !== undefined && groups.length > 0 && { [own.groups]: groups }),
  };
  const bare = tokenOf(said);
  const plain = { ...bare, claims: { ...bare.claims, ...more } };
  if (client.client) return [plain];
  const beside = others.filter(({ name }) => name !== client.name);
  const bound = [
    { aud: client.id },
    ...beside.flatMap((other) => [{ aud: client.id, client_id: other.id }, { aud: other.id }]),
  ];
  return [
    plain,
    ...bound.map((claims) => ({ ...plain, of: {}, claims: { ...plain.claims, ...claims } })),
    { ...plain, of: {}, claims: { ...plain.claims, token_use: "id", aud: client.id } },
  ];
}

/** The tokens that a declaration names, however it is enforced. */
export function tokensOf(allow: Allow): readonly AuthorizerTokens[] {
  if ("issuer" in allow) return [allow];
  return "authorizer" in allow ? (allow.tokens ?? []) : [];
}

function declaredOf(allow: Allow, what: "groups" | "scopes"): readonly string[] {
  return "authorizer" in allow ? (allow[what] ?? []) : [];
}

/** What the list says of such tokens, and whom it names for them. */
function declaredFor(
  model: Model,
  allow: Allow,
  { issuer, client, resource, use, scopes, groups }: Said,
  rest: boolean,
): Pick<CallerClass, "declared" | "undeclared"> & { readonly names: readonly ClientName[] } {
  const no = (undeclared?: TokenPart) => ({ declared: false, names: [], ...(undeclared && { undeclared }) });
  if (!("issuer" in allow) && !("authorizer" in allow)) return no();
  const some = (wanted: readonly string[] | undefined, own: readonly string[]): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.some((one) => own.includes(one));
  const of = tokensOf(allow)
    .filter((one) => issuerOf(model, one.issuer, tokensOf(allow)).name === issuer.name)
    .map((one) => ({ ...one, names: one.clients.map((name) => clientOf(model, name)) }));
  if (of.length === 0) return no("issuer");
  const among = (one: ClientName | undefined, names: readonly ClientName[]): boolean =>
    names.some(({ name }) => name === one?.name);
  const ofClient = of.filter(({ names }) => {
    // A JWT authorizer looks at aud before client_id; the bundled one at both.
    if ("issuer" in allow) return among(resource ?? client, names);
    if (!rest) return names.length === 0 || among(client, names);
    const [bound, plain] = [names.filter(isResource), names.filter((one) => !isResource(one))];
    return (bound.length === 0 || among(resource, bound)) && (plain.length === 0 || among(client, plain));
  });
  if (ofClient.length === 0) return no("client");
  const scoped = ofClient.filter((one) => some(one.scopes, scopes));
  if (scoped.length === 0 || !some(declaredOf(allow, "scopes"), scopes)) return no("scope");
  const grouped = scoped.filter((one) => some(one.groups, groups));
  if (grouped.length === 0 || !some(declaredOf(allow, "groups"), groups)) return no("group");
  const names = grouped.flatMap((one) => one.names);
  // Which kind the bundled authorizer takes isn't declared; without scopes a REST API takes ID tokens only.
  const open = "authorizer" in allow ? use === "id" : rest && allow.authenticated !== undefined && use === "access";
  return { declared: open ? "unknown" : true, names };
}

const isResource = ({ name }: ClientName): boolean => name.includes("://");

/** By issuer: claims that hold scopes and groups where they aren't the usual ones. */
type ClaimNames = (issuer: string) => { readonly scopes?: string; readonly groups?: string };

interface FoundNames {
  readonly issuers: readonly (string | Pool)[];
  readonly clients: readonly (string | Client)[];
  readonly scopes: readonly string[];
  readonly groups: readonly string[];
  readonly claims: ClaimNames;
}

/** What the authorizer that was found names. */
function foundAt({ authorization }: EntryPoint, route: Route | undefined): FoundNames {
  if (authorization.kind === "token") {
    const { pools = [], issuer, scopes } = authorization;
    const names = pools.flatMap(poolName);
    const issuers = pools.length > 0 ? names : [issuer];
    return { issuers, clients: [], scopes: scopes.items, groups: [], claims: () => ({}) };
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
      ...all("resources"),
    ],
    scopes: [...(route?.scopes.items ?? []), ...all("scopes")],
    groups: all("groups"),
    claims: (issuer) => {
      const own = issuers.find((one) => one["issuer"] === issuer)?.["claims"];
      return (own ?? {}) as ReturnType<ClaimNames>;
    },
  };
}

function poolName(pool: Link<Pool>): (string | Pool)[] {
  if (pool.kind === "external") return [pool.id];
  return pool.kind === "resource" ? [pool.target] : [];
}

/**
 * A pool by its address, id or ARN, and an issuer by its own address, are one where they name the same.
 * @param tokens where two issuers of one pool are declared, a replica's beside its own, they are told apart
 */
function issuerOf(model: Model, given: string | Pool, tokens: readonly AuthorizerTokens[]): IssuerName {
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
  const apart = new Set(tokens.flatMap((one) => (parseIssuer(one.issuer)?.poolId === poolId ? [one.issuer] : [])));
  if (poolId !== undefined && apart.size > 1 && literal !== undefined) return { name: literal, id: literal };
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
