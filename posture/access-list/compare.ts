import { valueOr, type Entity, type Model, type Route } from "../model";
import { compareApi } from "./compare-api";
import { compareClient } from "./compare-client";
import { comparePool } from "./compare-pool";
import { compareRoute, methodsOf } from "./compare-route";
import { compareStage } from "./compare-stage";
import type { Difference } from "./difference";
import type { AccessList, DeclaredRoute } from "./list";
import { locate } from "./locate";
import { isNamed, leadsToNamed } from "./names";
import { groupBy } from "../group-by";

/** Where reality differs from an access list: in one direction as well as in the other. */
export function compareAccess(model: Model, given: AccessList): readonly Difference[] {
  const list = locate(model, given);
  const keyed = routesByKey(model);
  return [
    ...list.routes.flatMap((declared) => ofRoute(model, declared, keyed)),
    ...undeclared(model, list, keyed),
    ...(list.apis ?? []).flatMap((declared) => compareApi(model, declared)),
    ...list.stages.flatMap((declared) => compareStage(model, declared)),
    ...list.pools.flatMap((declared) => comparePool(model, declared)),
    ...(list.clients ?? []).flatMap((declared) => compareClient(model, declared)),
  ];
}

type RoutesByKey = ReadonlyMap<string | undefined, readonly Route[]>;

/** Each declared route is looked for among these, of which there may be thousands. */
const routesByKey = ({ routes }: Model): RoutesByKey => groupBy(routes, ({ key }) => valueOr(key, undefined));

const routesNamed = (keyed: RoutesByKey, { api, route }: DeclaredRoute): readonly Route[] =>
  (keyed.get(route) ?? []).filter((one) => leadsToNamed(one.api, api) !== false);

function ofRoute(model: Model, declared: DeclaredRoute, keyed: RoutesByKey): readonly Difference[] {
  const rest = model.restApis.find((api) => isNamed(api, declared.api));
  if (rest !== undefined) return ofMethod(model, rest, declared);
  const found = routesNamed(keyed, declared);
  if (found.length > 0)
    return found.flatMap((route) => {
      const entryPoint = model.entryPoints.find(({ id }) => id === route.address);
      return entryPoint ? compareRoute(model, entryPoint, declared, route) : [];
    });
  const hidden = model.routes.find((one) => !one.key.known && leadsToNamed(one.api, declared.api) !== false);
  const api = model.apis.find((one) => isNamed(one, declared.api));
  const missing = missingRoute(api ?? { address: declared.api }, declared, hidden?.address);
  return [{ ...missing, certain: missing.certain && api?.fromBody !== true }];
}

/** The same of a REST API, whose routes are methods of resources. */
function ofMethod(model: Model, api: Entity, declared: DeclaredRoute): readonly Difference[] {
  const methods = methodsOf(model, api);
  const found = methods.filter(({ name }) => name === declared.route);
  if (found.length > 0) return found.flatMap((method) => compareRoute(model, method, declared));
  const hidden = methods.find(({ name }) => !/^[A-Z]+ \/[^…]*$/.test(name));
  return [missingRoute(api, declared, api.resource.mode === "data" ? api.address : hidden?.address)];
}

function missingRoute(at: Difference["at"], declared: DeclaredRoute, hidden: string | undefined): Difference {
  return {
    code: "access-route-missing",
    at,
    route: declared.route,
    certain: hidden === undefined,
    declared: "the route",
    found: hidden === undefined ? "no such route" : `a route whose key isn't known yet (${hidden})`,
    effect: "Nobody gets in: callers get 404.",
  };
}

/** Routes beside the declared ones, at an API that the list declares. */
function undeclared(model: Model, list: AccessList, keyed: RoutesByKey): readonly Difference[] {
  const named = new Set(list.routes.flatMap((one) => routesNamed(keyed, one)));
  const apis = [...new Set([...list.routes, ...(list.apis ?? [])].map(({ api }) => api))];
  const routes = model.routes.flatMap((route): readonly Difference[] => {
    const api = apis.find((name) => leadsToNamed(route.api, name) === true);
    if (api === undefined || !route.key.known) return [];
    if (named.has(route)) return [];
    return [beside(route, route.key.value)];
  });
  const methods = model.restApis
    .filter((api) => apis.some((name) => isNamed(api, name)))
    .flatMap((api) =>
      methodsOf(model, api).filter(
        ({ name }) => !list.routes.some((one) => isNamed(api, one.api) && one.route === name),
      ),
    )
    // An answer of its own, such as a preflight's, lets nobody reach anything.
    .filter(({ target }) => target.kind !== "itself")
    .map((method) => beside(method, method.name));
  return [...routes, ...methods];
}

function beside(at: Entity, route: string): Difference {
  return {
    code: "access-route-undeclared",
    at,
    route,
    certain: true,
    declared: "no such route",
    found: `the route ${at.address}`,
    effect: "Whoever its authorization lets in reaches a route that isn't declared.",
  };
}
