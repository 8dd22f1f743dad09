import { leadsTo, targetOf, valueOr } from "../../model";
import type { Api, Model, Route } from "../../model";
import { nearestOf } from "../../nearest";
import { safe } from "../../redact/safe";
import { matching } from "./match";
import { quote } from "../../redact/quote";
import type { Asked, Step } from "./types";

/** The route that answers, or why none can be named. */
export type Found =
  | { readonly kind: "route"; readonly route: Route; readonly step: Step }
  | { readonly kind: "none"; readonly step: Step }
  /** The API answers a preflight itself. */
  | { readonly kind: "preflight"; readonly step: Step };

/** Finds the route of a request. */
export function findRoute(model: Model, asked: Asked): Found {
  const api = asked.api;
  const apis = model.apis.filter((one) => api === undefined || one.address === api || valueOr(one.name, "") === api);
  if (api !== undefined && apis.length === 0) {
    const names = model.apis.map((one) => one.address);
    return none(`There is no API ${quote(api)}. There are: ${names.join(", ") || "none"}.`, "unknown");
  }
  const routes = model.routes.filter((route) => api === undefined || apis.some((one) => of(route, one)));
  return "routeKey" in asked ? byKey(model, routes, asked.routeKey) : byRequest(model, apis, routes, asked);
}

function of(route: Route, api: Api): boolean {
  return leadsTo(route.api, api) !== false;
}

function byKey(model: Model, routes: readonly Route[], key: string): Found {
  const same = routes.filter((route) => route.key.known && route.key.value === key);
  const [route, other] = same;
  if (route && other) return ambiguous(same, key);
  if (route) return found(route, `The route is ${safe(key)} (${route.address}).`);
  const nearest = nearestOf(key, keysOf(routes));
  const hint = nearest === undefined ? "" : ` Is ${quote(nearest)} meant?`;
  const unseen = whyUnseen(model, routes);
  if (unseen !== undefined) return none(`No known route is ${quote(key)}, but ${unseen}.${hint}`, "unknown");
  return none(`No route is ${quote(key)}.${hint} A request is matched to its route by --request 'METHOD /path'.`);
}

function byRequest(
  model: Model,
  apis: readonly Api[],
  routes: readonly Route[],
  { method, path }: { readonly method: string; readonly path: string },
): Found {
  const request = `${method} ${path}`;
  const [first] = matching(routes, method, path);
  // CORS answers where no route catches OPTIONS, and where the one that does is open; a guarded one asks its authorizer.
  const guarded = first !== undefined && !(first.authorization.known && first.authorization.value === "NONE");
  const answers = apis.length > 0 && apis.every((api) => api.cors.known && api.cors.value !== undefined);
  if (method === "OPTIONS" && answers && !guarded)
    return {
      kind: "preflight",
      step: {
        check: "preflight",
        result: "pass",
        text: "The API has a CORS configuration, so it answers a preflight itself (204): no route and no authorizer is asked.",
      },
    };
  const [best, second] = matching(routes, method, path);
  const unseen = whyUnseen(model, routes);
  if (best) {
    const rivals = matching(routes, method, path).filter(
      (r) => r.key.known && best.key.known && r.key.value === best.key.value,
    );
    if (rivals.length > 1) return ambiguous(rivals, request);
    const over = second?.key.known ? ` It is more specific than ${safe(second.key.value)}.` : "";
    const caution = unseen === undefined ? "" : ` A more specific one may exist: ${unseen}.`;
    return found(
      best,
      `${safe(request)} is answered by the route ${safe(valueOr(best.key, ""))} (${best.address}).${over}${caution}`,
    );
  }
  const staged = stagePath(model, path);
  if (staged !== undefined && matching(routes, method, staged.rest).length > 0)
    return byRequest(model, apis, routes, { method, path: staged.rest });
  if (unseen !== undefined) return none(`No known route takes ${quote(request)}, but ${unseen}.`, "unknown");
  const nearest = nearestOf(request, keysOf(routes));
  return none(
    `No route takes ${quote(request)}, and there is no $default route.${nearest === undefined ? "" : ` The nearest route is ${quote(nearest)}.`}`,
  );
}

/** A stage other than $default stands before the path; undefined where none does. */
export function stagePath(model: Model, path: string): { readonly stage: string; readonly rest: string } | undefined {
  const [, first = "", rest = "/"] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const is = model.stages.some((stage) => valueOr(stage.name, undefined) === first && first !== "$default");
  return is ? { stage: first, rest } : undefined;
}

function keysOf(routes: readonly Route[]): string[] {
  return routes.flatMap((route) => (route.key.known ? [route.key.value] : []));
}

function whyUnseen(model: Model, routes: readonly Route[]): string | undefined {
  const hidden = routes.find((route) => !route.key.known);
  if (hidden && !hidden.key.known) return `the route key of ${hidden.address} isn't known (${hidden.key.why})`;
  const body = model.apis.find((api) => api.fromBody);
  if (body) return `the routes of ${body.address} come from an OpenAPI body, which isn't read`;
  const quick = model.apis.find((api) => api.quickCreate);
  if (quick) return `${quick.address} is quick-created, which makes a route that the plan doesn't list`;
  if (!model.origin.complete) return "the plan is not complete";
  return undefined;
}

function ambiguous(routes: readonly Route[], asked: string): Found {
  const names = routes.map((route) => `${route.address} of ${targetOf(route.api)?.address ?? "an unknown API"}`);
  return none(`Several routes answer ${quote(asked)}: ${names.join(", ")}. Name the API with --api.`, "unknown");
}

function found(route: Route, text: string): Found {
  return { kind: "route", route, step: { check: "route", result: "pass", text } };
}

function none(text: string, result: "fail" | "unknown" = "fail"): Found {
  return { kind: "none", step: { check: "route", result, text, ...(result === "fail" && { status: 404 }) } };
}
