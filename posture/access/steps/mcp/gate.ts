import { readMcpConfig, RESOURCE_METADATA, SERVER_METADATA, type McpSettings } from "../../../claims/index";
import { environmentVariable, targetOf, valueOr, type LambdaFunction, type Route } from "../../../model";
import { isObject, rulesOf, type AuthorizerRules, type Json, type Unreadable } from "../authorizer/rules";

/** A function that verifies tokens behind a route that is open at the gateway (functions/mcp). */
export interface Gate {
  readonly function: LambdaFunction;
  /** Its configuration; the error that it stops with; or why it can't be read from this input. */
  readonly config: McpSettings | Error | { readonly unreadable: string };
  /** The same as the bundled authorizer has its own. */
  readonly rules: AuthorizerRules | Unreadable;
}

/**
 * The gate behind a route without authorization: the bundled function, known by its environment variable MCP_CONFIG. A route of its metadata is open
 * to everybody, and has none.
 */
export function gateOf(route: Route): Gate | undefined {
  return isDocument(valueOr(route.path, undefined) ?? "") ? undefined : gateBehind(route);
}

/** Is it the route of a document that such a function answers with? */
export function isMetadata(route: Route): boolean {
  return isDocument(valueOr(route.path, undefined) ?? "") && gateBehind(route) !== undefined;
}

function gateBehind(route: Route): Gate | undefined {
  if (!route.authorization.known || route.authorization.value !== "NONE") return undefined;
  const integration = targetOf(route.integration);
  const fn = integration && targetOf(integration.function);
  if (!fn) return undefined;
  const { text, isSet } = environmentVariable(fn, "MCP_CONFIG");
  if (isSet !== true) return undefined;
  if (!text.known) {
    const unreadable = `its environment isn't known yet (${text.why})`;
    return { function: fn, config: { unreadable }, rules: { function: fn, bundled: true, unreadable } };
  }
  const written = text.value ?? "";
  if (!isOurs(written)) return undefined;
  const config = configOf(written);
  const settings = config instanceof Error ? config : config.settings;
  const common = { function: fn, answer: "simple" } as const;
  const sensitive = fn.resource.attributes.sensitive("environment", 0, "variables", "MCP_CONFIG");
  return {
    function: fn,
    config,
    rules: { ...common, variable: "MCP_CONFIG", issuers: issuersOf(config, written), settings, sensitive },
  };
}

/** What decides at a route by rules of its own: a Lambda authorizer, or a function that verifies tokens itself. */
export function routeRules(route: Route): AuthorizerRules | Unreadable | undefined {
  const lambda = targetOf(route.authorizer)?.lambda;
  return gateOf(route)?.rules ?? (lambda && rulesOf(lambda));
}

/** Another project's function may have a variable of that name, and verify nothing: what it says isn't believed. */
function isOurs(text: string): boolean {
  try {
    const config: unknown = JSON.parse(text);
    return isObject(config) && ["resource", "target", "issuers"].every((name) => Object.hasOwn(config, name));
  } catch {
    return false;
  }
}

function configOf(text: string): McpSettings | Error {
  try {
    return readMcpConfig(text);
  } catch (error) {
    return error as Error;
  }
}

/** As the bundled authorizer's list would say it: the audience is the resource. */
function issuersOf(config: McpSettings | Error, text: string): readonly Json[] {
  if (config instanceof Error) return [];
  const { issuers, resource } = JSON.parse(text) as { issuers: readonly Json[]; resource: string };
  return issuers.map((issuer) => ({ ...issuer, audience: [resource], tokenUse: "access" }));
}

/** Is it the path of metadata, which is for everybody (RFC 9728, RFC 8414)? */
export const isDocument = (path: string): boolean =>
  [RESOURCE_METADATA, SERVER_METADATA].some((wellKnown) => path === wellKnown || path.startsWith(`${wellKnown}/`));
