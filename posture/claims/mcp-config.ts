import { ConfigError } from "./coded-error";
import type { IssuerConfig } from "./config";
import { Fields } from "./config-fields";
import { readConfig, type Settings } from "./read-config";
import { parseUrl } from "./parse-url";

/**
 * What the environment variable `MCP_CONFIG` holds, as one JSON text: an MCP server behind this function.
 * Model Context Protocol, Authorization: https://modelcontextprotocol.io/specification
 */
export interface McpConfig {
  /**
   * The resource identifier: the address that clients are told, e.g. `https://api.example.com/mcp`. Tokens must name it in `aud`
   * (RFC 8707), and the metadata lies under its host's `/.well-known/oauth-protected-resource` (RFC 9728, section 3.1).
   */
  readonly resource: string;
  /** Whose tokens are welcome. The audience is `resource` and can't be another; access tokens only. */
  readonly issuers: readonly Omit<IssuerConfig, "audience" | "routes" | "tokenUse">[];
  /** Name of the function that is the MCP server, in this account and Region. */
  readonly target: string;
  /** Where clients get their tokens. Default: the server itself where `signInUrl` is given, else the issuers. */
  readonly authorizationServers?: readonly string[];
  /**
   * The pool's sign-in domain, `https://…`. With it the function publishes authorization server metadata (RFC 8414) that leads there and says
   * that PKCE is supported: Cognito's own document doesn't, and clients that hold to the specification refuse it. Default: none.
   */
  readonly signInUrl?: string;
  /**
   * Scopes by the name of the tool that is called, one of each list is enough; `*` is every tool that isn't named. An empty list asks for
   * nothing beyond the issuer's scopes. A tool that is neither named nor covered by `*` can't be called. Default: every tool is open to
   * whoever meets the issuer's requirements.
   */
  readonly tools?: Readonly<Record<string, readonly string[]>>;
  /** Origins of pages that may call. A request without `Origin` comes from no page. Default: none may. */
  readonly allowedOrigins?: readonly string[];
  /** Shown by clients. */
  readonly name?: string;
  /** A page for developers. */
  readonly documentation?: string;
  /** See AuthorizerConfig. */
  readonly allowHttpLoopback?: boolean;
}

/** A configuration that was checked, with its defaults filled in. */
export interface McpSettings {
  readonly resource: URL;
  readonly target: string;
  readonly settings: Settings;
  readonly authorizationServers: readonly string[];
  readonly signInUrl: string | undefined;
  readonly tools: ReadonlyMap<string, readonly string[]> | undefined;
  readonly scopesSupported: readonly string[];
  readonly allowedOrigins: ReadonlySet<string>;
  readonly name: string | undefined;
  readonly documentation: string | undefined;
}

const NAMES = [
  ...(["resource", "issuers", "target", "authorizationServers", "signInUrl", "tools"] as const),
  ...(["allowedOrigins", "name", "documentation", "allowHttpLoopback"] as const),
];

/** RFC 6749, section 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** @throws ConfigError that names the place, what was found and what to write instead */
export function readMcpConfig(text: string | undefined): McpSettings {
  const fields = new Fields<McpConfig>("MCP_CONFIG", parse(text));
  fields.allowOnly(NAMES);
  const allowHttpLoopback = fields.boolean("allowHttpLoopback") ?? false;
  const resource = readResource(fields, allowHttpLoopback);
  const target = fields.string("target") ?? fields.fail("target", "the name of a function");
  if (!/^[\w-]{1,64}$/.test(target)) fields.fail("target", "the name of a function: 1 to 64 letters, digits, - and _");
  const settings = readIssuers(fields, resource.identifier, allowHttpLoopback);
  const tools = readTools(fields);
  const issuers = [...settings.issuers.values()];
  const signInUrl = fields.string("signInUrl");
  if (signInUrl !== undefined && !/^https:\/\/[^/?#@]+$/.test(signInUrl))
    fields.fail("signInUrl", "an https URL without a path");
  const own = signInUrl === undefined ? issuers.map(({ issuer }) => issuer) : [resource.identifier];
  const scopes = [
    ...issuers.flatMap(({ required }) => [...(required.scopes ?? [])]),
    ...(tools?.values() ?? []),
  ].flat();
  return {
    resource: resource.url,
    target,
    settings,
    authorizationServers: fields.strings("authorizationServers") ?? own,
    signInUrl,
    tools,
    scopesSupported: [...new Set(scopes)].sort(),
    allowedOrigins: new Set(fields.strings("allowedOrigins")),
    name: fields.string("name"),
    documentation: fields.string("documentation"),
  };
}

function parse(text: string | undefined): unknown {
  if (!text) throw new ConfigError("MCP_CONFIG is not set. Expected the JSON of an McpConfig.");
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError("MCP_CONFIG is not JSON. Expected the JSON of an McpConfig.");
  }
}

/** The identifier is compared as text, so it has to be written as clients will write it. */
function readResource(fields: Fields<McpConfig>, allowHttpLoopback: boolean): { identifier: string; url: URL } {
  const identifier = fields.string("resource") ?? fields.fail("resource", "the address of the MCP server");
  const url = parseUrl(identifier) ?? fields.fail("resource", "an https URL");
  const isLocal = url.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(isLocal && allowHttpLoopback)) fields.fail("resource", "an https URL");
  if (url.search || url.hash || url.username || url.password)
    fields.fail("resource", "a URL without query, fragment, user and password");
  if (url.href !== identifier && url.origin !== identifier)
    fields.fail("resource", `the URL as clients write it: ${url.href}`);
  return { identifier, url };
}

function readIssuers(fields: Fields<McpConfig>, audience: string, allowHttpLoopback: boolean): Settings {
  for (const issuer of fields.objects<IssuerConfig>("issuers")) {
    for (const name of ["audience", "routes", "tokenUse"] as const)
      if (issuer.names().includes(name)) issuer.fail(name, "nothing: the audience is the resource, of access tokens");
  }
  const given = fields.raw("issuers") as readonly object[];
  const issuers = given.map((issuer) => ({ ...issuer, audience: [audience], tokenUse: "access" }));
  return readConfig(JSON.stringify({ issuers, allowHttpLoopback }), "MCP_CONFIG");
}

function readTools(fields: Fields<McpConfig>): McpSettings["tools"] {
  const tools = fields.object<Record<string, readonly string[]>>("tools");
  if (!tools) return undefined;
  return new Map(
    tools.names().map((name): [string, readonly string[]] => {
      const scopes: unknown = tools.raw(name);
      const fit = Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string" && SCOPE.test(scope));
      return [name, fit ? (scopes as string[]) : tools.fail(name, "a list of scopes, empty where none is asked for")];
    }),
  );
}
