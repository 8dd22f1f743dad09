import type { Api, Authorizer, Client, Model, Pool, ResourceServer, Route } from "../../posture/index";
import type { Estate, StateResource } from "./estate";
import { compact, type ExtraConstruct, type Expected } from "./description";
import { filled, numberOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "../json";
import { Names } from "./names";
import { partKey, type NotAdopted } from "./not-adopted";

/** Who issues the tokens of an API: its pool taken over with it, or an authorizer that names an issuer managed elsewhere. */
export interface Identity {
  readonly props: JsonObject;
  /** The authorizer that becomes the API's own; undefined where the pool stays where it is. */
  readonly own: Authorizer | undefined;
  /** What routes of the own authorizer call a scope. */
  shortScope(full: string): string | undefined;
  readonly beside: readonly ExtraConstruct[];
  readonly expected: readonly Expected[];
  readonly origins: ReadonlyMap<string, string>;
}

const OUTSIDE: Identity = {
  props: { pool: false, scopes: {} },
  own: undefined,
  shortScope: () => undefined,
  beside: [],
  expected: [],
  origins: new Map(),
};

const OPENID = new Set(["openid", "email", "profile", "phone", "aws.cognito.signin.user.admin"]);

/**
 * The pool of an API, its scopes, clients, groups and sign-in domain.
 * @param prefix of the ids of constructs beside the API, so that several APIs have different ones
 * @param taken pools that another API takes over
 */
export function describeIdentity(
  { api, prefix }: { readonly api: Api; readonly prefix: string },
  routes: readonly Route[],
  { model, held }: Estate,
  refusals: NotAdopted,
  taken: ReadonlySet<string>,
): Identity {
  const refuse = (why: string): Identity => {
    refusals.add(partKey(api.address, "identity"), why);
    return OUTSIDE;
  };
  if (refusals.has(partKey(api.address, "identity"))) return OUTSIDE;
  const own = ownAuthorizer(api, routes, model);
  const pool = own === undefined ? undefined : poolOf(own);
  const heldPool = pool === undefined ? undefined : held.get(pool.address);
  if (own === undefined || pool === undefined || heldPool === undefined) return OUTSIDE;
  if (taken.has(pool.address))
    return refuse("another API takes it over; this one accepts its tokens by issuer and audience");

  const servers = model.resourceServers.filter((server) => isOf(server, pool));
  const demanded = routes.filter((route) => uses(route, own)).flatMap(({ scopes }) => [...scopes.items]);
  const catalogue = mainServer(servers, demanded);
  const shortScope = shortScopeOf(catalogue);
  const foreign = demanded.find((scope) => shortScope(scope) === undefined);
  if (foreign !== undefined)
    return refuse(`a route asks for the scope ${foreign}, which is not among those of one resource server of the pool`);

  // `aws` is the provider's id.
  const names = new Names(["aws", "jwt", "pool", "scopes", "sign_in"]);
  const clients = describeClients(own, pool, { model, held }, refusals, shortScope, (...wishes) =>
    names.give(...wishes),
  );
  if (clients.accepted === 0) return refuse("its authorizer accepts no client");
  const groups = describeGroups(pool, { model, held }, refusals);
  const domain = model.poolDomains.find((one) => isOf(one, pool) && !refusals.has(one.address));
  const heldDomain = held.get(domain?.address ?? "");
  const further = servers.filter((server) => server !== catalogue && !refusals.has(server.address));
  return {
    own,
    shortScope,
    expected: [
      { held: heldPool, matches: () => true },
      ...clients.expected,
      ...groups.expected,
      ...(heldDomain === undefined ? [] : [{ held: heldDomain, matches: () => true }]),
      ...[...(catalogue === undefined ? [] : [catalogue]), ...further].flatMap(({ address }) =>
        sameBy("identifier", held.get(address)),
      ),
    ],
    origins: new Map([["pool", pool.address], ...clients.origins, ...groups.origins]),
    beside: [
      ...further.map((server): ExtraConstruct => ({
        construct: "ScopeCatalogue",
        id: prefix + names.give(held.get(server.address)?.label, "further_scopes"),
        props: catalogueProps(held.get(server.address)),
      })),
      ...clients.beside.map((one) => ({ ...one, id: prefix + one.id })),
    ],
    props: compact({
      pool: poolProps(heldPool.values),
      groups: groups.options,
      scopes: catalogue === undefined ? {} : (catalogueProps(held.get(catalogue.address))["scopes"] ?? {}),
      scopeIdentifier: catalogue === undefined ? undefined : valueOf(catalogue.identifier),
      webClients: clients.web,
      machineClients: clients.machine,
      clientIds: filled(clients.foreign),
      signInDomain: domain === undefined ? false : domainProps(heldDomain?.values ?? {}),
    }),
  };
}

/** Those of one resource server by their short names: what its identifier and a slash stand before. */
function shortScopeOf(catalogue: ResourceServer | undefined): Identity["shortScope"] {
  const identifier = catalogue === undefined ? undefined : valueOf(catalogue.identifier);
  const names = new Set(catalogue?.scopes.items.map(({ name }) => name) ?? []);
  return (full) => {
    const name = identifier !== undefined && full.startsWith(`${identifier}/`) ? full.slice(identifier.length + 1) : "";
    return names.has(name) ? name : undefined;
  };
}

function describeGroups(pool: Pool, { model, held }: Estate, refusals: NotAdopted) {
  const groups = model.groups
    .filter((group) => isOf(group, pool) && !refusals.has(group.address))
    .map(({ address }) => ({ address, one: held.get(address), name: String(held.get(address)?.values["name"]) }));
  return {
    options: Object.fromEntries(
      groups.map(({ one, name }) => {
        const { description, precedence, role_arn: role } = one?.values ?? {};
        const said = { description: textOf(description) ?? name, precedence: numberOf(precedence) ?? 0 };
        return [name, compact({ ...said, roleArn: textOf(role) })];
      }),
    ),
    expected: groups.flatMap(({ one }) => sameBy("name", one)),
    origins: groups.map(({ address, name }) => [`groups.${name}`, address] as const),
  };
}

/** Its counterpart is what has the same value there. */
function sameBy(argument: string, one: StateResource | undefined): readonly Expected[] {
  return one === undefined ? [] : [{ held: one, matches: (emitted) => emitted[argument] === one.values[argument] }];
}

const valueOf = <T>(value: { readonly known: true; readonly value: T } | { readonly known: false }): T | undefined =>
  value.known ? value.value : undefined;

const isOf = ({ pool }: Client | ResourceServer | Model["groups"][number] | Model["poolDomains"][number], of: Pool) =>
  pool.kind === "resource" && pool.target.address === of.address;

const uses = ({ authorizer }: Route, one: Authorizer): boolean =>
  authorizer.kind === "resource" && authorizer.target.address === one.address;

function poolOf({ jwt }: Authorizer): Pool | undefined {
  return jwt?.pool.kind === "resource" && jwt.pool.target.managed ? jwt.pool.target : undefined;
}

/** Of the authorizers that trust a pool of the state, the one of most routes. */
function ownAuthorizer(api: Api, routes: readonly Route[], model: Model): Authorizer | undefined {
  const count = (one: Authorizer): number => routes.filter((route) => uses(route, one)).length;
  return model.authorizers
    .filter((one) => one.api.kind === "resource" && one.api.target.address === api.address && poolOf(one) !== undefined)
    .sort((a, b) => count(b) - count(a))[0];
}

/** The resource server whose scopes the routes ask for; without such routes the first. */
function mainServer(servers: readonly ResourceServer[], demanded: readonly string[]): ResourceServer | undefined {
  const count = (one: ResourceServer): number => {
    const identifier = valueOf(one.identifier);
    return demanded.filter((scope) => identifier !== undefined && scope.startsWith(`${identifier}/`)).length;
  };
  return [...servers].sort((a, b) => count(b) - count(a))[0];
}

function catalogueProps(server: StateResource | undefined): JsonObject {
  const { identifier, name, scope } = server?.values ?? {};
  const scopes = objectsOf(scope).map((one) => [String(one["scope_name"]), one["scope_description"] ?? ""] as const);
  return {
    identifier: identifier ?? "",
    name: name ?? "",
    scopes: Object.fromEntries(scopes.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function poolProps(values: JsonObject): JsonObject {
  const mfa = { ON: "required", OPTIONAL: "optional" }[String(values["mfa_configuration"])] ?? "off";
  const [create] = objectsOf(values["admin_create_user_config"]);
  const [policy] = objectsOf(values["password_policy"]);
  return compact({
    tier: textOf(values["user_pool_tier"]),
    mfa,
    selfSignUp: create?.["allow_admin_create_user_only"] !== true,
    deletionProtection: values["deletion_protection"] === "ACTIVE",
    passwordPolicy: policy && passwordPolicy(policy),
  });
}

function passwordPolicy(policy: JsonObject): JsonObject {
  const flag = (name: string): boolean => policy[name] === true;
  return compact({
    minimumLength: numberOf(policy["minimum_length"]),
    requireLowercase: flag("require_lowercase"),
    requireUppercase: flag("require_uppercase"),
    requireNumbers: flag("require_numbers"),
    requireSymbols: flag("require_symbols"),
    passwordHistorySize: numberOf(policy["password_history_size"]) || undefined,
    temporaryPasswordValidityDays: numberOf(policy["temporary_password_validity_days"]),
  });
}

function domainProps({ domain, certificate_arn: certificate }: JsonObject): JsonObject {
  const certificateArn = textOf(certificate);
  return certificateArn === undefined ? { prefix: domain ?? "" } : { domain: domain ?? "", certificateArn };
}

interface Clients {
  readonly web: JsonObject | undefined;
  readonly machine: JsonObject | undefined;
  /** Ids of clients that stay where they are. */
  readonly foreign: readonly string[];
  readonly beside: readonly ExtraConstruct[];
  readonly accepted: number;
  readonly expected: readonly Expected[];
  readonly origins: readonly (readonly [string, string])[];
}

function describeClients(
  own: Authorizer,
  pool: Pool,
  { model, held }: Estate,
  refusals: NotAdopted,
  shortScope: Identity["shortScope"],
  give: (...wishes: readonly (string | undefined)[]) => string,
): Clients {
  const accepted = (own.jwt?.audience.items ?? []).map((one) =>
    one.kind === "literal" ? one.id : (valueOf(one.client.id) ?? ""),
  );
  const groups: Record<"webClients" | "machineClients", Record<string, Json>> = { webClients: {}, machineClients: {} };
  const beside: ExtraConstruct[] = [];
  const expected: Expected[] = [];
  const origins: [string, string][] = [];
  const made = new Set<string>();
  for (const client of model.clients.filter((one) => isOf(one, pool) && one.managed)) {
    const one = held.get(client.address);
    if (one === undefined || refusals.has(client.address)) continue;
    const kind = kindOf(one.values, shortScope);
    if (typeof kind === "string") {
      refusals.add(client.address, kind);
      continue;
    }
    const id = String(one.values["id"]);
    const name = give(one.label, textOf(one.values["name"]));
    const isAccepted = accepted.includes(id);
    if (isAccepted) {
      groups[kind.prop][name] = kind.options;
      origins.push([`${kind.prop}.${name}`, client.address]);
      made.add(id);
    } else {
      const construct = kind.prop === "webClients" ? "WebClient" : "MachineClient";
      beside.push({ construct, id: name, props: { ...kind.options, name: one.values["name"] ?? "" } });
      origins.push([construct + name, client.address]);
    }
    const section = kind.prop === "webClients" ? "web-clients" : "machine-clients";
    expected.push({
      held: one,
      matches: (_, path) => (isAccepted ? path.includes(`/${section}/${name}/`) : path.endsWith(`${name}/Resource`)),
    });
  }
  return {
    web: filled(groups.webClients),
    machine: filled(groups.machineClients),
    foreign: accepted.filter((id) => !made.has(id)),
    beside,
    accepted: accepted.length,
    expected,
    origins,
  };
}

/** What a client is to the constructs, or why it isn't. */
function kindOf(
  values: JsonObject,
  shortScope: Identity["shortScope"],
): { readonly prop: "webClients" | "machineClients"; readonly options: JsonObject } | string {
  const flows = values["allowed_oauth_flows_user_pool_client"] === true ? textsOf(values["allowed_oauth_flows"]) : [];
  const all = textsOf(values["allowed_oauth_scopes"]);
  const scopes = all.flatMap((scope) => shortScope(scope) ?? []);
  if (flows.join() === "client_credentials")
    return scopes.length === 0
      ? "it has no scope of the catalogue"
      : {
          prop: "machineClients",
          options: compact({ scopes, accessTokenMinutes: lifetimes(values)?.["accessTokenMinutes"] }),
        };
  const callbackUrls = textsOf(values["callback_urls"]);
  if (flows.join() !== "code")
    return `its flows are ${flows.length === 0 ? "only those of the SDK, without OAuth" : flows.join(" and ")}; the constructs support the authorization code grant and client credentials, each in a client of its own`;
  if (callbackUrls.length === 0) return "it has no callback URL";
  const first = textOf(values["default_redirect_uri"]);
  const ordered = first === undefined ? callbackUrls : [first, ...callbackUrls.filter((url) => url !== first)];
  const openIdScopes = all.filter((scope) => OPENID.has(scope));
  const logoutUrls = textsOf(values["logout_urls"]);
  const isSecret = textOf(values["client_secret"]) !== undefined;
  return {
    prop: "webClients",
    options: compact({
      callbackUrls: ordered,
      logoutUrls: filled(logoutUrls),
      scopes,
      openIdScopes,
      confidential: isSecret ? true : undefined,
      lifetimes: lifetimes(values),
      writeAttributes: textsOf(values["write_attributes"]),
    }),
  };
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

/** Lifetimes as the constructs count them; undefined where they don't come out even. */
function lifetimes(values: JsonObject): JsonObject | undefined {
  const [units = {}] = objectsOf(values["token_validity_units"]);
  const inUnit = (name: "access" | "id" | "refresh", unit: string): number | undefined => {
    const validity = numberOf(values[`${name}_token_validity`]);
    const from = SECONDS[textOf(units[`${name}_token`]) ?? (name === "refresh" ? "days" : "hours")] ?? 1;
    const count = validity === undefined || validity === 0 ? undefined : (validity * from) / (SECONDS[unit] ?? 1);
    return count !== undefined && Number.isInteger(count) ? count : undefined;
  };
  return filled(
    compact({
      accessTokenMinutes: inUnit("access", "minutes"),
      idTokenMinutes: inUnit("id", "minutes"),
      refreshTokenDays: inUnit("refresh", "days"),
    }),
  );
}
