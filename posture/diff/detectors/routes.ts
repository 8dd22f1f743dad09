import { accessOf, callerText } from "../../access/index";
import type { Model, Route } from "../../model/index";
import type { ChangeReport, Detector } from "../change";
import type { Comparison } from "../comparison";
import { listed } from "../decisions/compare-access";
import { standsFor } from "../decisions/overlap";
import { shown } from "../../redact/redact";

/** Routes that come and go. Routes are told apart by their key, since that's what callers know. */
export const routes: Detector = {
  source:
    "API Gateway: Create routes for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  codes: {
    "route-added": { title: "A new route that demands something of its callers", kinds: ["broadened", "neutral"] },
    "route-added-public": { title: "A new route that everybody may call", kinds: ["broadened"] },
    "route-covered": { title: "A new route refuses callers that a broader one let in", kinds: ["narrowed"] },
    "route-removed": {
      title: "A route is removed: its callers get 404, or a broader route's answer",
      kinds: ["breaking"],
    },
    "route-uncovered": {
      title: "A route is removed above a broader one that lets in more callers",
      kinds: ["broadened", "unknown"],
    },
  },
  compares: {
    aws_apigatewayv2_route: "route_key api_id",
  },
  detect(comparison, report) {
    for (const { before, after } of comparison.routes) {
      if (after && !before) added(comparison, after).forEach(report);
      if (before && !after) removed(comparison, before).forEach(report);
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

function added(comparison: Comparison, route: Route): readonly ChangeReport[] {
  const { caller } = accessOf(comparison.after, route);
  const open = caller.kind === "everybody";
  const instead = standsFor(comparison, route, "after");
  const { gained, lost, unclear } = comparison.decisions.compare(instead, route);
  const took = instead
    ? `; ${keyOf(instead)} answered its requests so far, for ${callersOf(comparison.before, instead)}`
    : "";
  const preflight = open && route.method.known && route.method.value === "OPTIONS";
  const broader = instead === undefined ? caller.kind !== "nobody" : gained.length > 0 || unclear.length > 0;
  const reports: ChangeReport[] = [
    {
      code: open ? "route-added-public" : "route-added",
      kind: broader ? "broadened" : "neutral",
      at: route,
      ...routeOf(route),
      summary: open
        ? `${keyOf(route)} is new and public${preflight ? ", as preflights must be" : ""}${took}.`
        : `${keyOf(route)} is new, for ${callerText(caller)}${took}.`,
      ...(instead && { before: callersOf(comparison.before, instead) }),
      after: callerText(caller),
    },
  ];
  if (instead && lost.length > 0)
    reports.push({
      code: "route-covered",
      kind: "narrowed",
      at: route,
      ...routeOf(route),
      summary: `${keyOf(route)} refuses ${listed(lost)}, whom ${keyOf(instead)} let in.`,
      before: callersOf(comparison.before, instead),
      after: callerText(caller),
    });
  return reports;
}

function removed(comparison: Comparison, route: Route): readonly ChangeReport[] {
  const instead = standsFor(comparison, route, "before");
  const before = callersOf(comparison.before, route);
  if (!instead)
    return [
      {
        code: "route-removed",
        kind: "breaking",
        at: route,
        ...routeOf(route),
        summary: `${keyOf(route)} is removed: its callers get 404.`,
        before,
      },
    ];
  const after = callersOf(comparison.after, instead);
  const { gained, unclear } = comparison.decisions.compare(route, instead);
  const falls = `${keyOf(route)} is removed: ${keyOf(instead)} answers its requests`;
  const reports: ChangeReport[] = [
    { code: "route-removed", kind: "breaking", at: route, ...routeOf(route), summary: `${falls}.`, before, after },
  ];
  const wider = (kind: ChangeReport["kind"], summary: string): void =>
    void reports.push({ code: "route-uncovered", kind, at: route, ...routeOf(route), summary, before, after });
  if (gained.length > 0) wider("broadened", `${falls}, which lets in ${listed(gained)}.`);
  else if (unclear.length > 0) wider("unknown", `${falls}; whether that lets in ${listed(unclear)} can't be said.`);
  return reports;
}

function callersOf(model: Model, route: Route): string {
  return callerText(accessOf(model, route).caller);
}
