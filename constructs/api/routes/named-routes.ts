import type { Construct } from "constructs";
import type { Requirement } from "../../../posture/claims";
import { NodeFunction } from "../../compute/node-function";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import { nearest } from "../../nearest";
import { bundledFunction } from "../../package-root";
import { Section } from "../../stack/section";
import type { SecuredRoute } from "./access";
import type { HttpApi } from "../http-api";
import type { RouteTarget } from "../integrations/integrations";
import { preflightRoutes } from "./preflight";
import { resolveAccess, declaresAccess, type DeclaredAccess, type AuthorizationContext } from "./resolve-access";
import { Route } from "./route";
import { RouteKey } from "./route-key";
import type { Throttling } from "../stage";

/** A route as it is read here: whatever its types were, every word may be missing. */
export type AnyRoute = DeclaredAccess &
  Pick<SecuredRoute<string, string>, "throttling"> & { readonly target: string | RouteTarget };

type Wanted = Readonly<Record<string, AnyRoute>>;

export interface NamedRoutesProps {
  readonly api: HttpApi;
  readonly project: string;
  readonly routes: Wanted;
  readonly context: AuthorizationContext;
  readonly functions: Readonly<Record<string, NodeFunction>>;
  /** Whether browsers are answered, so that no route may catch their preflights. */
  readonly cors: boolean;
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The routes, each with what it says of its callers or, where it says nothing, the default. */
export function routesOf(props: {
  readonly routes: object;
  readonly defaults?: DeclaredAccess;
}): Record<string, AnyRoute> {
  const routes: Record<string, AnyRoute> = {};
  for (const [key, route] of Object.entries(props.routes as Readonly<Record<string, AnyRoute | undefined>>)) {
    if (route === undefined) continue;
    routes[key] = declaresAccess(route) || props.defaults === undefined ? route : { ...route, ...props.defaults };
  }
  return routes;
}

/** What routes ask of a Lambda authorizer: its name, the route key and the requirement. */
export function requirementsOf(routes: Wanted): (readonly [string, string, Requirement])[] {
  return Object.entries(routes).flatMap(([key, { authorizer, requires }]) =>
    authorizer === undefined || requires === undefined ? [] : [[authorizer, key, requires] as const],
  );
}

/** The throttling of the routes that have one of their own. */
export function throttlingOf(routes: Wanted): Record<string, Throttling> {
  const given = Object.entries(routes).flatMap(([key, { throttling }]) =>
    throttling === undefined ? [] : [[key, throttling] as const],
  );
  return Object.fromEntries(given);
}

/**
 * The routes by their keys, and those that preflights need. Addresses: `aws_apigatewayv2_route.get_profile` for `GET /profile`.
 * @throws ConfigurationError `route-shared-name` for two routes of one address, `route-target` for a function that isn't there, and what
 * `resolveAccess` throws
 */
export function makeNamedRoutes(scope: Construct, props: NamedRoutesProps): Record<string, Route> {
  const made: Record<string, Route> = {};
  for (const [key, route] of Object.entries(props.routes)) made[key] = add(scope, key, route, props);
  if (!props.cors) return made;
  const closed = Object.keys(props.routes).filter((key) => props.routes[key]?.public === undefined);
  const preflights = preflightRoutes(Object.keys(props.routes), closed);
  if (preflights.length === 0) return made;
  const target = new NodeFunction(new Section(scope, "preflights"), "preflight", {
    entry: bundledFunction("preflight"),
    name: `${props.project}-preflight`,
    memorySize: 128,
    packaging: props.packaging,
    tags: props.tags,
  });
  for (const key of preflights)
    made[key] = add(scope, key, { public: "preflights carry no token; the answer is empty", target }, props);
  return made;
}

function add(
  scope: Construct,
  key: string,
  route: AnyRoute,
  { api, context: context, functions }: NamedRoutesProps,
): Route {
  const where = `${scope.node.path} "${key}"`;
  const name = new RouteKey(key).addressName;
  const same = scope.node.tryFindChild(name);
  if (same instanceof Route) {
    throw new ConfigurationError(
      "route-shared-name",
      where,
      `"${same.key.text}" would have the same address, aws_apigatewayv2_route.${name}`,
      "Change one of the paths",
    );
  }
  const { target } = route;
  return new Route(scope, name, {
    api,
    key,
    authorization: resolveAccess(route, context, where),
    target: typeof target === "string" ? functionNamed(target, functions, where) : target,
  });
}

function functionNamed(name: string, functions: NamedRoutesProps["functions"], where: string): NodeFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found !== undefined) return found;
  const meant = nearest(name, Object.keys(functions));
  throw new ConfigurationError(
    "route-target",
    where,
    `there is no function "${name}"`,
    meant === undefined ? `Name one of ${Object.keys(functions).join(", ")}` : `Did you mean "${meant}"?`,
  );
}
