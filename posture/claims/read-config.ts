import { ConfigError } from "./coded-error";
import type { AuthorizerConfig, ClaimNames, IssuerConfig, Requirement } from "./config";
import { Fields } from "./config-fields";
import type { Required } from "./requirements";
import { parseUrl } from "./parse-url";

/** An issuer with its defaults filled in. */
export interface Issuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** Undefined when `aud` is not looked at. */
  readonly audience?: ReadonlySet<string>;
  /** Undefined when `client_id` is not looked at. */
  readonly clientIds?: ReadonlySet<string>;
  /** What a Cognito access token may be bound to; undefined when `audience` says what `aud` has to be. */
  readonly resources?: ReadonlySet<string>;
  readonly tokenUse?: "access" | "id";
  readonly required: Required;
  readonly routes: ReadonlyMap<string, Required>;
  readonly clockToleranceSeconds: number;
  readonly claims: Readonly<Omit<Record<keyof ClaimNames, string>, "scopes">> & { readonly scopes?: string };
}

/** A configuration that was checked, with its defaults filled in. */
export interface Settings {
  readonly answer: "simple" | "policy";
  readonly identity: NonNullable<AuthorizerConfig["identity"]>;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

const ROUTE_KEY = /^(\$default|(ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*)$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const DEFAULT_TOLERANCE = 5;
const MAX_TOLERANCE = 300;

function readRequirement(fields: Fields<Requirement>): Required {
  const scopes = fields.strings("scopes");
  const groups = fields.strings("groups");
  return { ...(scopes && { scopes: new Set(scopes) }), ...(groups && { groups: new Set(groups) }) };
}

function readJwksUri(fields: Fields<IssuerConfig>, issuer: string, allowHttpLoopback: boolean): string {
  const given = fields.string("jwksUri");
  const address = given ?? `${issuer.replace(/\/$/, "")}/.well-known/jwks.json`;
  const url = parseUrl(address);
  if (!url) fields.fail("jwksUri", given ? "an https URL" : "the URL of the keys, because the issuer is no https URL");
  const local = url.protocol === "http:" && LOOPBACK.test(url.hostname);
  if (url.protocol !== "https:" && !(local && allowHttpLoopback)) {
    fields.fail("jwksUri", local ? "an https URL (or set allowHttpLoopback: true)" : "an https URL");
  }
  if (url.username || url.password || url.hash) fields.fail("jwksUri", "a URL without user, password and fragment");
  return url.href;
}

function readIssuer(fields: Fields<IssuerConfig>, allowHttpLoopback: boolean): Issuer {
  fields.allowOnly(
    ["issuer", "jwksUri", "audience", "clientIds", "tokenUse", "scopes", "groups", "routes"],
    ["clockToleranceSeconds", "claims", "resources"],
  );
  const issuer = fields.string("issuer") ?? fields.fail("issuer", "the exact `iss` of the tokens");
  const audience = fields.strings("audience");
  const clientIds = fields.strings("clientIds");
  if (!audience && !clientIds)
    fields.fail("audience", "a list of audiences (or give clientIds), else any token of the issuer would do");
  const resources = fields.strings("resources");
  if (resources && (audience || !clientIds))
    fields.fail("resources", "nothing without clientIds or beside audience, which says by itself what aud has to be");
  const routes = new Map<string, Required>();
  const routeFields = fields.object<Record<string, Requirement>>("routes");
  for (const key of routeFields?.names() ?? []) {
    if (!ROUTE_KEY.test(key)) routeFields?.fail(key, "a requirement under a route key such as `GET /items`");
    const requirement = routeFields?.object<Requirement>(key);
    requirement?.allowOnly(["scopes", "groups"]);
    const required = requirement ? readRequirement(requirement) : {};
    if (!required.scopes && !required.groups) routeFields?.fail(key, "scopes or groups");
    routes.set(key, required);
  }
  const claims = fields.object<ClaimNames>("claims");
  claims?.allowOnly(["user", "tenant", "groups", "scopes"]);
  const scopes = claims?.string("scopes");
  const tokenUse = fields.oneOf("tokenUse", ["access", "id"]);
  return {
    issuer,
    jwksUri: readJwksUri(fields, issuer, allowHttpLoopback),
    ...(audience && { audience: new Set(audience) }),
    ...(clientIds && { clientIds: new Set(clientIds) }),
    ...(clientIds && !audience && { resources: new Set(resources) }),
    ...(tokenUse && { tokenUse }),
    required: readRequirement(fields as Fields<Requirement>),
    routes,
    clockToleranceSeconds: fields.integer("clockToleranceSeconds", 0, MAX_TOLERANCE) ?? DEFAULT_TOLERANCE,
    claims: {
      user: claims?.string("user") ?? "sub",
      tenant: claims?.string("tenant") ?? "tenant_id",
      groups: claims?.string("groups") ?? "cognito:groups",
      ...(scopes !== undefined && { scopes }),
    },
  };
}

function readIdentity(fields: Fields<AuthorizerConfig>): Settings["identity"] {
  const identity = fields.object<{ header?: string; query?: string }>("identity");
  if (!identity) return { header: "authorization" };
  identity.allowOnly(["header", "query"]);
  const header = identity.string("header");
  const query = identity.string("query");
  if (header !== undefined && query === undefined) return { header: header.toLowerCase() };
  if (query !== undefined && header === undefined) return { query };
  return fields.fail("identity", "either { header: NAME } or { query: NAME }");
}

/**
 * Reads AUTHORIZER_CONFIG. An unknown name is an error: a misspelt requirement would otherwise be no requirement.
 * @param place what errors call the text
 * @throws ConfigError that names the place, what was found and what to write instead
 */
export function readConfig(text: string | undefined, place = "AUTHORIZER_CONFIG"): Settings {
  if (!text) throw new ConfigError(`${place} is not set. Expected the JSON of an AuthorizerConfig.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ConfigError(`${place} is not JSON. Expected the JSON of an AuthorizerConfig.`);
  }
  const fields = new Fields<AuthorizerConfig>(place, parsed);
  fields.allowOnly(["issuers", "answer", "identity", "allowHttpLoopback"]);
  const allowHttpLoopback = fields.boolean("allowHttpLoopback") ?? false;
  const issuers = new Map<string, Issuer>();
  for (const entry of fields.objects<IssuerConfig>("issuers")) {
    const issuer = readIssuer(entry, allowHttpLoopback);
    if (issuers.has(issuer.issuer)) entry.fail("issuer", "an issuer that is not listed before");
    issuers.set(issuer.issuer, issuer);
  }
  return { answer: fields.oneOf("answer", ["simple", "policy"]) ?? "simple", identity: readIdentity(fields), issuers };
}
