import { ConfigurationError, propOf } from "../../errors/configuration-error";
import { InvalidDependency } from "../../errors/problems";
import { nearest } from "../../nearest";
import { propMeant } from "../../props/shape";
import type { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { LambdaAuthorizer } from "../authorizers/lambda-authorizer";
import type { McpOptions, RouteRequirement } from "../access";
import type { McpRouteProps } from "./mcp-route";
import type { RouteAuthorization } from "./route";
import { parseUrl } from "../../../posture/claims/parse-url";

type Several = readonly [string, ...string[]];

/** What a route says of its callers, as it reaches us from code that wasn't type-checked too: `Access`, with every key possibly missing. */
export interface DeclaredAccess {
  readonly scopes?: Several;
  readonly authenticated?: string;
  readonly authorizer?: string;
  readonly requires?: RouteRequirement<string, string>;
  readonly iam?: true;
  readonly public?: string;
  readonly mcp?: McpOptions<string>;
}

export interface AuthorizationContext {
  /** The own pool's authorizer; undefined when no client can obtain a token. */
  readonly poolAuthorizer: JwtAuthorizer | undefined;
  readonly authorizers: Readonly<Record<string, JwtAuthorizer | LambdaAuthorizer>>;
  /** The names of all authorizers that are declared, those included that were refused. */
  readonly authorizerNames: readonly string[];
  /** Whether there is an own pool at all. */
  readonly hasPool: boolean;
  /** The own pool's issuer, and where people sign in to it; undefined where there is no pool. */
  readonly issuer: { readonly issuer: string; readonly signInUrl?: string } | undefined;
  /** The scope as the own pool's tokens carry it. */
  readonly fullScope: (name: string) => string;
}

type ByAuthorizer = Extract<RouteAuthorization, { readonly authorizer: unknown }>;

const ACCESS_KEYS = ["public", "iam", "authorizer", "scopes", "authenticated", "requires", "mcp"] as const;

const isAccessKey = (name: string): boolean => ACCESS_KEYS.some((key) => key === name);

const accessKeysOf = (declared: DeclaredAccess) => ACCESS_KEYS.filter((key) => declared[key] !== undefined);

/** Whether a route says anything about who may call it. */
export function declaresAccess(declared: DeclaredAccess): boolean {
  return accessKeysOf(declared).length > 0;
}

/** Turns what a route says into resources. Closed unless said open: with nothing said it throws `route-open`, with two things `route-ambiguous`. */
export function resolveAccess(
  declared: DeclaredAccess,
  context: AuthorizationContext,
  path: string,
): RouteAuthorization {
  checkOneKey(declared, path);
  checkRequires(declared, context, path);
  if (declared.public !== undefined) return { public: declared.public };
  if (declared.iam !== undefined) return { iam: true };
  const { scopes, authenticated } = declared;
  if (declared.authorizer !== undefined) return byAuthorizer(declared.authorizer, declared, context, path);
  if ((scopes === undefined || scopes.length === 0) && authenticated === undefined) {
    // Refused already, with the prop that it means.
    if (Object.keys(declared).some((name) => !isAccessKey(name) && propMeant(name, ACCESS_KEYS) !== undefined))
      throw new InvalidDependency("a prop of who may call it was refused");
    throw new ConfigurationError(
      "route-open",
      path,
      "the route doesn't say who may call it",
      'Give it scopes, authenticated: "reason", an authorizer, iam: true, mcp: { resource, scopes }, or public: "reason"',
    );
  }
  const full = !context.hasPool
    ? undefined
    : scopes?.map((name, index) => fullScope(name, `scopes[${String(index)}]`, context, path));
  if (context.poolAuthorizer === undefined) {
    throw new ConfigurationError(
      "scope-unobtainable",
      path,
      context.hasPool
        ? "it requires a token of the pool, but no client can obtain one"
        : "it requires a token of the pool, and the API has none (pool: false)",
      context.hasPool
        ? "Add a web client or a machine client"
        : "Name one of jwtAuthorizers or lambdaAuthorizers, write iam: true, or leave pool: false out",
    );
  }
  if (full === undefined) return { authorizer: context.poolAuthorizer, authenticated: authenticated ?? "" };
  return { authorizer: context.poolAuthorizer, scopes: full as unknown as Several };
}

/** What a route says of its MCP server, with scopes as tokens carry them and the pool whose tokens they are. */
export function resolveMcp(
  declared: DeclaredAccess & { readonly mcp: McpOptions<string> },
  context: AuthorizationContext,
  key: string,
  path: string,
): Omit<McpRouteProps, "api" | "functionName" | "target"> {
  checkOneKey(declared, path);
  const { scopes, tools, ...options } = declared.mcp;
  if (context.issuer === undefined)
    throw new ConfigurationError(
      "scope-unobtainable",
      { path, prop: "mcp" },
      "it requires a token of the pool, and the API has none (pool: false)",
      "Leave pool: false out, or make an McpRoute with issuers of its own",
    );
  const pathname = parseUrl(options.resource)?.pathname;
  if (pathname !== undefined && key !== `ANY ${pathname}`)
    throw new ConfigurationError(
      "mcp-route",
      { path, prop: "mcp.resource" },
      `the key is "${key}", and the path of ${options.resource} is ${pathname}`,
      `Write the route as "ANY ${pathname}"`,
    );
  const full = (names: readonly string[], prop: string): string[] =>
    names.map((name, index) => fullScope(name, `${prop}[${String(index)}]`, context, path));
  const byTool = Object.entries(tools ?? {}).map(
    ([name, list]) => [name, full(list, propOf("mcp.tools", name))] as const,
  );
  const { issuer, signInUrl } = context.issuer;
  return {
    ...options,
    issuers: [{ issuer, scopes: full(scopes, "mcp.scopes") }],
    ...(signInUrl !== undefined && { signInUrl }),
    ...(tools && { tools: Object.fromEntries(byTool) }),
  };
}

/** The scope as tokens carry it; what the catalogue refuses is told of the prop that names it. */
function fullScope(name: string, prop: string, context: AuthorizationContext, path: string): string {
  try {
    return context.fullScope(name);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(error.code, { path, prop }, error.found, error.instead);
  }
}

/** What an authorizer is asked for may stand beside it; otherwise one key excludes the others, as the types say. */
function checkOneKey(declared: DeclaredAccess, path: string): void {
  const beside = declared.authorizer === undefined ? ["requires"] : ["requires", "scopes", "authenticated"];
  const [first, second] = accessKeysOf(declared).filter((key) => !beside.includes(key));
  const both = declared.scopes !== undefined && declared.authenticated !== undefined;
  if (second === undefined && !both) return;
  throw new ConfigurationError(
    "route-ambiguous",
    path,
    both ? "scopes and authenticated, of which one opens what the other closes" : `${first} and ${second} at once`,
    "Write one of them",
  );
}

function checkRequires({ requires, authorizer }: DeclaredAccess, context: AuthorizationContext, path: string): void {
  if (requires === undefined) return;
  if (Object.values(requires).every((one) => one === undefined))
    throw new ConfigurationError(
      "input-value",
      { path, prop: "requires" },
      "it requires nothing",
      "Write groups, scopes, issuerGroups or issuerScopes, or leave it out",
    );
  const checks =
    authorizer !== undefined && Object.hasOwn(context.authorizers, authorizer)
      ? context.authorizers[authorizer]
      : undefined;
  if (authorizer !== undefined && checks?.authorizationType !== "JWT") return;
  throw new ConfigurationError(
    "route-requires-ignored",
    { path, prop: "requires" },
    "requirements on a route without a Lambda authorizer, which nothing would check",
    "Name one of lambdaAuthorizers as the authorizer",
  );
}

function byAuthorizer(
  name: string,
  { scopes, authenticated }: DeclaredAccess,
  context: AuthorizationContext,
  path: string,
): ByAuthorizer {
  const authorizer = Object.hasOwn(context.authorizers, name) ? context.authorizers[name] : undefined;
  if (authorizer === undefined) {
    if (context.authorizerNames.includes(name)) throw new InvalidDependency();
    const meant = nearest(name, context.authorizerNames);
    throw new ConfigurationError(
      "route-authorizer",
      { path, prop: "authorizer" },
      `there is no authorizer "${name}"`,
      meant === undefined ? "Add it to jwtAuthorizers or lambdaAuthorizers" : `Did you mean "${meant}"?`,
    );
  }
  // The route refuses what doesn't fit its kind of authorizer.
  return { authorizer, scopes, authenticated } as ByAuthorizer;
}
