import { leadsTo, targetOf } from "../../model/index";
import type { Model, Route } from "../../model/index";
import { matching } from "../../explain/match";
import type { Comparison } from "../comparison";

/** A path that a route's key stands for, in which every variable has a value that no route names. */
const FREE = "a-value-of-no-route";

/**
 * The route that answers, on the other side of a comparison, what this one answers on its own: route keys overlap, and
 * the most specific one that is left takes the requests.
 */
export function standsFor(comparison: Comparison, route: Route, side: "before" | "after"): Route | undefined {
  const api = targetOf(route.api);
  const other = side === "before" ? comparison.after : comparison.before;
  const partner = api && (side === "before" ? comparison.becomes(api) : comparison.was(api));
  if (!partner || !route.key.known) return undefined;
  const routes = routesOf(other, partner.address);
  const request = requestOf(route);
  return request && matching(routes, request.method, request.path)[0];
}

function routesOf(model: Model, api: string): readonly Route[] {
  const target = model.apis.find(({ address }) => address === api);
  return target ? model.routes.filter((route) => leadsTo(route.api, target) === true) : [];
}

function requestOf(route: Route): { readonly method: string; readonly path: string } | undefined {
  if (route.key.known && route.key.value === "$default") return { method: "PATCH", path: `/${FREE}/${FREE}` };
  if (!route.method.known || !route.path.known) return undefined;
  if (route.method.value === undefined || route.path.value === undefined) return undefined;
  const path = route.path.value.replace(/\{[^}]+\+\}/g, `${FREE}/${FREE}`).replace(/\{[^}]+\}/g, FREE);
  return { method: route.method.value === "ANY" ? "GET" : route.method.value, path };
}
