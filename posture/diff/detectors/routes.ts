import { accessOf, callerText } from "../../access/index";
import type { Route } from "../../model/index";
import type { ChangeReport, Detector } from "../change";
import type { Comparison } from "../comparison";
import { shown } from "../../redact/redact";

/** Routes that come and go. Routes are told apart by their key, since that's what callers know. */
export const routes: Detector = {
  source:
    "API Gateway: Create routes for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  codes: {
    "route-added": { title: "A new route that demands something of its callers", kinds: ["broadened", "neutral"] },
    "route-added-public": { title: "A new route that everybody may call", kinds: ["broadened"] },
    "route-removed": { title: "A route is gone: its callers get 404", kinds: ["breaking"] },
  },
  compares: {
    aws_apigatewayv2_route: "route_key api_id",
  },
  detect(comparison, report) {
    for (const { before, after } of comparison.routes) {
      if (after && !before) report(added(comparison, after));
      if (before && !after) report(removed(comparison, before));
    }
  },
};

/** The route's key as text. */
export function keyOf(route: Route): string {
  return route.key.known ? shown(route, ["route_key"], route.key.value) : `the route ${route.address}`;
}

/** `route` of a change about this one. */
export function routeOf(route: Route): { route?: string } {
  return route.key.known ? { route: keyOf(route) } : {};
}

function added({ after }: Comparison, route: Route): ChangeReport {
  const { caller } = accessOf(after, route);
  const open = caller.kind === "everybody";
  const preflight = open && route.method.known && route.method.value === "OPTIONS";
  return {
    code: open ? "route-added-public" : "route-added",
    // Nobody can call it: AWS refuses it.
    kind: caller.kind === "nobody" ? "neutral" : "broadened",
    at: route,
    ...routeOf(route),
    summary: open
      ? `${keyOf(route)} is new and open: everybody may call it${preflight ? " (as preflights must be)" : ""}.`
      : `${keyOf(route)} is new, for ${callerText(caller)}.`,
    after: callerText(caller),
  };
}

function removed({ before }: Comparison, route: Route): ChangeReport {
  return {
    code: "route-removed",
    kind: "breaking",
    at: route,
    ...routeOf(route),
    summary: `${keyOf(route)} is gone: those who call it get 404, or land on a broader route.`,
    before: callerText(accessOf(before, route).caller),
  };
}
