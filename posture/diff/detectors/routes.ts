import { accessOf, callerText } from "../../access/index";
import { targetOf, type Model, type Route } from "../../model/index";
import { broadened, unknown, narrowed, type ChangeReport, type Detector } from "../change";
import type { Comparison } from "../comparison";
import { callersText, deniedText } from "../decisions/compare-access";
import type { AccessDifference } from "../decisions/difference";
import { compareValue } from "../compare-values";
import { overlappingRoutes } from "../decisions/overlapping-routes";
import { keyOf, routeOf } from "../changed-routes";
import { socketRoute } from "./socket-routes";

/** Routes that come and go. Routes are told apart by their key, since that's what callers know. */
export const routes: Detector = {
  source:
    "API Gateway: Create routes for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  codes: {
    "route-added": {
      title: "A new route that requires authorization",
      kinds: ["broadened", "neutral", "narrowed", "unknown"],
    },
    "route-added-public": broadened("A new route that everybody may call"),
    "route-overlap-narrowed": narrowed("A new route refuses callers that a broader one let in"),
    "route-removed": {
      title:
        "A route is removed: its callers get 404 or another route's answer, and without $connect everybody may connect",
      kinds: ["breaking", "neutral", "broadened", "unknown"],
    },
    "route-overlap-broadened": {
      title: "A route is removed above a broader one that lets in more callers",
      kinds: ["broadened", "unknown"],
    },
    "route-key-unknown": unknown("Which requests a route answers isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_route: "route_key api_id",
  },
  detect(comparison, report) {
    for (const { before, after } of comparison.routes) {
      const [only, side] = after ? ([after, "after"] as const) : ([before, "before"] as const);
      const socket = only && !(before && after) ? socketRoute(comparison, only, side) : undefined;
      if (socket) report(socket);
      else if (after && !before) added(comparison, after).forEach(report);
      else if (before && !after) removed(comparison, before).forEach(report);
      if (before && after && isOpenKey(before, after)) report(unknownKey(before, after));
    }
  },
};

/** Two keys of one resource of which it can't be said whether they are the same. */
const isOpenKey = (before: Route, after: Route): boolean =>
  compareValue(before.key, after.key, { before, after, path: ["route_key"] }).is === "unknown";

/** The same resource, whose key isn't known on both sides: it may answer other requests. */
function unknownKey(before: Route, after: Route): ChangeReport {
  const [given, open, side] = after.key.known ? [after, before, "was"] : [before, after, "is"];
  const why = open.key.known ? "" : ` (${open.key.why})`;
  return {
    code: "route-key-unknown",
    at: after,
    ...routeOf(given),
    summary: `Whether ${after.address} answers ${side === "was" ? "what it answered before" : `${keyOf(given)} as before`} is unknown: its route_key ${side} not known${why}.`,
  };
}

/** What happens to requests that another route answers on the other side. */
interface TakenOver extends AccessDifference {
  /** The route that lets in, or refuses, others; else the first one. */
  readonly by?: Route;
  /** Nothing answers some of the requests there. */
  readonly none: boolean;
}

function takenOver(comparison: Comparison, route: Route, side: "before" | "after"): TakenOver {
  const [gained, lost, unclear] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const others = overlappingRoutes(comparison, route, side);
  let by = others.find((other) => other !== undefined);
  for (const other of others) {
    if (other === undefined) continue;
    const [before, after] = side === "before" ? [route, other] : [other, route];
    const difference = comparison.decisions.compare(before, after);
    if (gained.size === 0 && difference.gained.length > 0) by = other;
    difference.gained.forEach((one) => gained.add(one));
    difference.lost.forEach((one) => lost.add(one));
    difference.unclear.forEach((one) => unclear.add(one));
  }
  const none = others.includes(undefined);
  return { gained: [...gained], lost: [...lost], unclear: [...unclear], none, ...(by && { by }) };
}

function added(comparison: Comparison, route: Route): readonly ChangeReport[] {
  const { caller } = accessOf(comparison.after, route);
  const open = caller.kind === "everybody";
  const { by, none, gained, lost, unclear } = takenOver(comparison, route, "after");
  const took = by
    ? `; ${keyOf(by)} answered its requests so far, for ${sameAs(callerText(caller), callersOf(comparison.before, by))}`
    : "";
  const preflight = open && route.method.known && route.method.value === "OPTIONS";
  const broader = (none && caller.kind !== "nobody") || gained.length + unclear.length > 0;
  const reports: ChangeReport[] = [
    {
      code: open ? "route-added-public" : "route-added",
      kind: broader ? "broadened" : "neutral",
      at: route,
      ...routeOf(route),
      summary: open
        ? `${keyOf(route)} is new and public${preflight ? ", as preflights have to be" : ""}${none ? "" : took}.`
        : `${keyOf(route)} is new, for ${callerText(caller)}${none ? "" : took}.`,
      ...(by && { before: callersOf(comparison.before, by) }),
      after: callerText(caller),
    },
  ];
  if (by && lost.length > 0)
    reports.push({
      code: "route-overlap-narrowed",
      at: route,
      ...routeOf(route),
      summary: `${keyOf(route)} refuses ${deniedText(lost)}, whom ${keyOf(by)} let in.`,
      before: callersOf(comparison.before, by),
      after: callerText(caller),
    });
  return reports;
}

function removed(comparison: Comparison, route: Route): readonly ChangeReport[] {
  const before = callersOf(comparison.before, route);
  const { by, none, gained, lost, unclear } = takenOver(comparison, route, "before");
  const gone = `${keyOf(route)} is removed`;
  const api = targetOf(route.api);
  const open = !route.key.known
    ? ["route_key", route.key.why]
    : route.api.kind === "unknown"
      ? ["api_id", route.api.why]
      : [];
  const [argument, why] = open;
  // Each route that is left may answer what a route of unknown key, or of an unknown API, answered.
  if (why !== undefined && comparison.after.routes.some(({ api }) => mayBeOne(comparison, route.api, api)))
    return [
      {
        code: "route-overlap-broadened",
        kind: "unknown",
        at: route,
        ...routeOf(route),
        summary: `${gone}: which routes answer its requests isn't known, as its ${argument} was not known (${why}).`,
        before,
      },
    ];
  if (!by)
    return [
      {
        code: "route-removed",
        kind: "breaking",
        at: route,
        ...routeOf(route),
        summary: api && !comparison.becomes(api) ? `${gone} with its API.` : `${gone}: its callers get 404.`,
        before,
      },
    ];
  const after = callersOf(comparison.after, by);
  const falls = `${gone}: ${keyOf(by)} answers ${none ? "some of its requests, and others get 404" : "its requests"}`;
  const fails = none || lost.length > 0;
  const refuses = lost.length > 0 ? `, which refuses ${deniedText(lost)}` : "";
  const reports: ChangeReport[] = [
    {
      code: "route-removed",
      kind: fails ? "breaking" : "neutral",
      at: route,
      ...routeOf(route),
      summary: `${falls}${none ? "" : refuses}.`,
      before,
      after,
    },
  ];
  const wider = (kind: ChangeReport["kind"], summary: string): void =>
    void reports.push({ code: "route-overlap-broadened", kind, at: route, ...routeOf(route), summary, before, after });
  if (gained.length > 0)
    wider("broadened", `${gone}: ${keyOf(by)} answers its requests, which lets in ${callersText(gained)}.`);
  else if (unclear.length > 0) wider("unknown", `${falls}; whether that lets in ${callersText(unclear)} is unknown.`);
  return reports;
}

const mayBeOne = (comparison: Comparison, before: Route["api"], after: Route["api"]): boolean =>
  comparison.sameLink(before, after) !== false;

/** The callers of another route beside those that were named already. */
function sameAs(named: string, others: string): string {
  return named === others ? "the same callers" : others.replace(/^public: no authorization/, "everybody");
}

const callersOf = (model: Model, route: Route): string => callerText(accessOf(model, route).caller);
