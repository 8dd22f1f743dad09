import { leadsTo, targetOf } from "../../model/index";
import type { Model, Route } from "../../model/index";
import { pathSpecificity, matchingRoutes } from "../../access/steps/match";
import type { WithRouteKey } from "../../access/steps/match";
import type { Comparison } from "../comparison";

/** A value of a path's variable that no route names. */
const FREE = "a-value-of-no-route";
/** A method that stands for all that no route names. */
const OTHER_METHOD = "PATCH";
/** Requests that are tried for one route: as many as tell apart what a project has; a thousand would only be slow. */
const MOST = 200;

interface Request {
  readonly method: string;
  readonly path: string;
}

/**
 * The routes that answer, on the other side of a comparison, the requests that this one answers on its own; `undefined`
 * among them: nothing answers some of them. Route keys overlap, and the most specific one takes a request, so a route
 * that comes or goes takes its requests from several others, or leaves them to several.
 */
export function overlappingRoutes(
  comparison: Comparison,
  route: Route,
  side: "before" | "after",
): readonly (Route | undefined)[] {
  const api = targetOf(route.api);
  const [own, other] = [comparison[side], comparison[side === "before" ? "after" : "before"]];
  const partner = api && (side === "before" ? comparison.becomes(api) : comparison.was(api));
  if (!api || !partner || !route.key.known) return [undefined];
  const mine = routesOf(own, api.address);
  const theirs = routesOf(other, partner.address);
  return answeringInstead(route, mine, theirs);
}

/** The same of any two lists of what answers requests: routes, methods of a REST API, operations of an OpenAPI body. */
export function answeringInstead<T extends WithRouteKey>(
  own: T,
  mine: readonly T[],
  theirs: readonly T[],
): readonly (T | undefined)[] {
  const found = new Set<T | undefined>();
  for (const { method, path } of requestsOf(own, [...mine, ...theirs]))
    if (matchingRoutes(mine, method, path)[0] === own) found.add(matchingRoutes(theirs, method, path)[0]);
  return found.size === 0 ? [undefined] : [...found];
}

function routesOf(model: Model, api: string): readonly Route[] {
  const target = model.apis.find(({ address }) => address === api);
  return target ? model.routes.filter((route) => leadsTo(route.api, target) === true) : [];
}

/** One request of every part of a route's key that other keys cut out of it, and one of what is left. */
function requestsOf(route: WithRouteKey, others: readonly WithRouteKey[]): readonly Request[] {
  const own = pathOf(route);
  const isDefault = route.key.known && route.key.value === "$default";
  const paths = new Set([own ?? `/${FREE}/${FREE}`]);
  const methods = new Set([OTHER_METHOD]);
  const method = route.method.known ? route.method.value : undefined;
  for (const other of others) {
    const path = pathOf(other);
    const overlaps =
      path !== undefined &&
      (isDefault || (route.path.known && pathSpecificity(route.path.value ?? "", path) !== undefined));
    if (overlaps && paths.size < MOST) paths.add(path);
    if (other.method.known && other.method.value !== undefined && other.method.value !== "ANY")
      methods.add(other.method.value);
  }
  const asked = isDefault || method === "ANY" ? [...methods] : method === undefined ? [] : [method];
  return [...paths].flatMap((path) => asked.map((one) => ({ method: one, path })));
}

/** A path that a route's key stands for, in which every variable has a value that no route names. */
function pathOf({ path }: WithRouteKey): string | undefined {
  if (!path.known || path.value === undefined) return undefined;
  return path.value.replace(/\{[^}]+\+\}/g, `${FREE}/${FREE}`).replace(/\{[^}]+\}/g, FREE);
}
