import type { Construct } from "constructs";
import { NodeFunction } from "../../compute/node-function";
import type { Packaging } from "../../compute/package";
import { ConfigurationError, propOf } from "../../errors/configuration-error";
import { InvalidDependency, Problems } from "../../errors/problems";
import { nameOneOf } from "../../nearest";
import { bundledFunction } from "../../package-root";
import { Section } from "../../stack/section";
import type { HttpApi } from "../http-api";
import type { RouteTarget } from "../integrations/targets";
import type { Throttling } from "../stage";
import type { SecuredRoute } from "../access";
import { preflightRoutes } from "./preflight";
import { McpRoute } from "./mcp-route";
import {
  declaresAccess,
  resolveAccess,
  resolveMcp,
  type AuthorizationContext,
  type DeclaredAccess,
} from "./resolve-access";
import { Route } from "./route";
import { RouteKey } from "../route-key";

/** A route as it is read here: whatever its types were, every key may be missing. */
export type DeclaredRoute = DeclaredAccess &
  Pick<SecuredRoute<string, string>, "throttling"> & { readonly target: string | RouteTarget };

type DeclaredRoutes = Readonly<Record<string, DeclaredRoute>>;

export interface NamedRoutesProps {
  readonly api: HttpApi;
  readonly project: string;
  readonly routes: DeclaredRoutes;
  readonly context: AuthorizationContext;
  readonly functions: Readonly<Record<string, NodeFunction>>;
  /** The names of all functions that are declared, those included that were refused. */
  readonly functionNames: readonly string[];
  /** Whether browsers are answered, so that no route may catch their preflights. */
  readonly cors: boolean;
  readonly problems: Problems;
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The routes, each with what it says of its callers or, where it says nothing, the default. */
export function routesOf(
  routes: Readonly<Record<string, DeclaredRoute | undefined>>,
  defaults: DeclaredAccess | undefined,
): Record<string, DeclaredRoute> {
  const declared: Record<string, DeclaredRoute> = {};
  for (const [key, route] of Object.entries(routes)) {
    if (route === undefined) continue;
    declared[key] = declaresAccess(route) || defaults === undefined ? route : { ...route, ...defaults };
  }
  return declared;
}

export function throttlingOf(routes: DeclaredRoutes): Record<string, Throttling> {
  const given = Object.entries(routes).flatMap(([key, { throttling }]) =>
    throttling === undefined ? [] : [[key, throttling] as const],
  );
  return Object.fromEntries(given);
}

/**
 * The routes by their keys, and those that preflights need. Addresses: `aws_apigatewayv2_route.get_profile` for `GET /profile`. What is refused
 * goes to `problems`: `route-address-duplicate` for two routes of one address, `route-target` for a function that isn't there, and what `resolveAccess`
 * throws.
 */
export function makeNamedRoutes(scope: Construct, props: NamedRoutesProps): Record<string, Route> {
  const { problems, routes } = props;
  const made: Record<string, Route> = {};
  const add = (key: string, route: DeclaredRoute, prop = propOf("routes", key)): void => {
    const built = problems.attempt(prop, () => makeRoute(scope, key, route, props));
    if (built !== undefined) made[key] = built;
  };
  for (const [key, route] of Object.entries(routes)) add(key, route);
  if (!props.cors) return made;
  const keys = Object.keys(made);
  const closed = keys.filter((key) => routes[key]?.public === undefined && routes[key]?.mcp === undefined);
  const preflights = preflightRoutes(keys, closed);
  if (preflights.length === 0) return made;
  const target = new NodeFunction(new Section(scope, "preflights"), "preflight", {
    entry: bundledFunction("preflight"),
    name: `${props.project}-preflight`,
    memorySize: 128,
    packaging: props.packaging,
    tags: props.tags,
  });
  for (const key of preflights) add(key, { public: "preflights carry no token; the answer is empty", target }, "cors");
  return made;
}

function makeRoute(scope: Construct, key: string, route: DeclaredRoute, props: NamedRoutesProps): Route {
  const { path } = scope.node;
  const name = new RouteKey(key).addressName;
  const same = scope.node.tryFindChild(name);
  if (same instanceof Route || same instanceof McpRoute) {
    const { text } = (same instanceof McpRoute ? same.route : same).key;
    throw new ConfigurationError(
      "route-address-duplicate",
      path,
      `"${text}" would have the same address, aws_apigatewayv2_route.${name}`,
      "Change one of the paths",
    );
  }
  const { target } = route;
  const problems = new Problems();
  const leadsTo = problems.attempt("", () =>
    typeof target === "string" ? functionNamed(target, props, path) : target,
  );
  const { mcp } = route;
  if (mcp !== undefined) {
    const server = problems.attempt("", () => mcpServer(leadsTo, path));
    const resolved = problems.attempt("", () => resolveMcp({ ...route, mcp }, props.context, key, path));
    problems.throwIfAny();
    if (server === undefined || resolved === undefined) throw new InvalidDependency();
    const words = new RouteKey(key).path.split("/").filter((word) => word !== "");
    const functionName = [props.project, ...(words.length === 0 ? ["mcp"] : words), "gate"].join("-");
    const { api, packaging, tags } = props;
    const rootMetadata = key === firstServer(props.routes);
    return new McpRoute(scope, name, { ...resolved, rootMetadata, api, functionName, target: server, packaging, tags })
      .route;
  }
  const authorization = problems.attempt("", () => resolveAccess(route, props.context, path));
  // Whoever may call it, its target is looked at.
  if (leadsTo !== undefined && authorization === undefined)
    problems.attempt("", () => props.api.integrations.target(leadsTo));
  problems.throwIfAny();
  if (leadsTo === undefined || authorization === undefined) throw new InvalidDependency();
  return new Route(scope, name, { api: props.api, key, authorization, target: leadsTo });
}

/** By its key, whatever the order in which they are written: as Terraform orders the keys of a map. */
function firstServer(routes: DeclaredRoutes): string | undefined {
  return Object.keys(routes)
    .filter((key) => routes[key]?.mcp !== undefined)
    .sort()[0];
}

/** The function in front of it calls it by name, which takes a function of this stack. */
function mcpServer(target: RouteTarget | undefined, path: string): NodeFunction | undefined {
  if (target === undefined || target instanceof NodeFunction) return target;
  throw new ConfigurationError(
    "mcp-route",
    { path, prop: "target" },
    "an MCP server that is no function of this stack",
    "Name one of functions, or give a NodeFunction",
  );
}

function functionNamed(name: string, { functions, functionNames }: NamedRoutesProps, path: string): NodeFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found !== undefined) return found;
  if (functionNames.includes(name)) throw new InvalidDependency();
  throw new ConfigurationError(
    "route-target",
    { path, prop: "target" },
    `there is no function "${name}"`,
    writtenTarget(name) ?? nameOneOf(name, functionNames, "Declare it in functions"),
  );
}

/** What to write for a target that is no function of this API. */
function writtenTarget(text: string): string | undefined {
  if (/^arn:aws[\w-]*:lambda:/.test(text)) return `Write { functionArn: ${JSON.stringify(text)}, name: "…" }`;
  return /^https?:/.test(text) ? `Write { url: ${JSON.stringify(text)}, name: "…" }` : undefined;
}
