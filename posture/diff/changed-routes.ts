import type { Listing, Route, RouteTerms } from "../model/index";
import type { Comparison } from "./comparison";
import { targetComparer } from "./integration-target";
import { isMatched, type MatchedPair } from "./pairs";
import { shown } from "../redact/redact";

/**
 * The routes on both sides whose terms may differ. Routes are many and their terms few, so the same terms on either side
 * are held against each other once; what isn't known counts as different here.
 */
export function changedRoutes(comparison: Comparison): readonly MatchedPair<Route>[] {
  const alike = alikeTerms(comparison);
  const verdicts = new Map<RouteTerms, Map<RouteTerms, boolean>>();
  const altered: MatchedPair<Route>[] = [];
  for (const pair of comparison.routes) {
    if (!isMatched(pair)) continue;
    const [before, after] = [pair.before.terms, pair.after.terms];
    let known = verdicts.get(before);
    if (!known) verdicts.set(before, (known = new Map()));
    let same = known.get(after);
    if (same === undefined) known.set(after, (same = alike(before, after)));
    if (!same) altered.push(pair);
  }
  return altered;
}

/** The same demand, asked of the same authorizer, for the same scopes, and the same that answers. */
function alikeTerms(comparison: Comparison): (before: RouteTerms, after: RouteTerms) => boolean {
  const destination = targetComparer(comparison);
  return (before, after) => {
    const [was, is] = [before.authorization, after.authorization];
    if (!was.known || !is.known || was.value !== is.value || !sameScopes(before.scopes, after.scopes)) return false;
    if (comparison.sameLink(before.authorizer, after.authorizer) !== true) return false;
    const [from, to] = [before.integration, after.integration];
    return from.kind === "resource" && to.kind === "resource"
      ? destination(from.target, to.target).same === true
      : comparison.sameLink(from, to) === true;
  };
}

/** Both known and the same, item by item. */
export function sameScopes(before: Listing<string>, after: Listing<string>): boolean {
  const { items, missing } = before;
  if (items.length !== after.items.length || missing.length + after.missing.length > 0) return false;
  return items.every((scope, i) => scope === after.items[i]);
}

/** The route's key as text. */
export function keyOf(route: Route): string {
  return route.key.known ? shown(route, ["route_key"], route.key.value) : `the route ${route.address}`;
}

/** `route` of a change about this one. */
export const routeOf = (route: Route): { route?: string } => (route.key.known ? { route: keyOf(route) } : {});
