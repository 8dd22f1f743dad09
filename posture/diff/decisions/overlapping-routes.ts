import { answering, routesOf } from "../../access/own-requests";
import { keyPattern, partition } from "../../access/partition";
import type { WithRouteKey } from "../../access/steps/match";
import { targetOf, type Route } from "../../model/index";
import type { Comparison } from "../comparison";

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
  const all = [...mine, ...theirs];
  const cells = partition(keyPattern(own), all.map(keyPattern));
  // Too many to be told apart: each of theirs may answer some of them.
  if (!cells) return [...theirs, undefined];
  const found = new Set<T | undefined>();
  for (const { method, path, in: taking } of cells) {
    const [here, there] = answering(taking, mine, theirs, { method, path });
    if (here === own) found.add(there);
  }
  return found.size === 0 ? [undefined] : [...found];
}
