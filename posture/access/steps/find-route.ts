import { known, leadsTo, targetOf, valueOr, type Api, type EntryPoint, type Model, type Route } from "../../model";
import { nearestOf } from "../../nearest";
import { safe } from "../../redact/safe";
import { isUndocumented, matchingRoutes, type WithRouteKey } from "./match";
import { quote } from "../../redact/quote";
import type { Asked, Step } from "./types";

/** What answers, or why none can be named. */
export type Found =
  | { readonly kind: "route"; readonly route: Route; readonly step: Step }
  /** A method of a REST API, or a route that no resource makes. */
  | { readonly kind: "entry-point"; readonly entryPoint: EntryPoint; readonly step: Step }
  | { readonly kind: "none"; readonly step: Step }
  /** The API answers a preflight itself. */
  | { readonly kind: "preflight"; readonly step: Step };

/** What may answer. */
export interface Candidate extends WithRouteKey {
  readonly at: { readonly route: Route } | { readonly entryPoint: EntryPoint };
  readonly address: string;
  /** For people. */
  readonly api: string;
}

/** Finds what answers a request: a route, or a method of a REST API. */
export function findRoute(model: Model, asked: Asked): Found {
  const api = asked.api;
  const apis = model.apis.filter((one) => api === undefined || one.address === api || valueOr(one.name, "") === api);
  const rest = model.restApis.filter(
    ({ address, resource }) =>
      api === undefined || address === api || valueOr(resource.attributes.text("name"), "") === api,
  );
  if (api !== undefined && apis.length + rest.length === 0) {
    const names = [...model.apis, ...model.restApis].map((one) => one.address);
    return none(`There is no API ${quote(api)}. There are: ${names.join(", ") || "none"}.`, "unknown");
  }
  const own = new Set([...apis, ...rest].map(({ address }) => address));
  const candidates = [
    ...model.routes.filter((route) => api === undefined || apis.some((one) => of(route, one))).map(ofRoute),
    ...ofEntryPoints(model).filter(({ at }) => api === undefined || own.has(groupOf(at))),
  ];
  return "routeKey" in asked
    ? byKey(model, candidates, asked.routeKey)
    : byRequest(model, { apis, rest }, candidates, asked);
}

const of = (route: Route, api: Api): boolean => leadsTo(route.api, api) !== false;

function ofRoute(route: Route): Candidate {
  const { key, method, path, address } = route;
  return { key, method, path, address, at: { route }, api: targetOf(route.api)?.address ?? "an unknown API" };
}

const groupOf = (at: Candidate["at"]): string => ("entryPoint" in at ? (at.entryPoint.groupAddress ?? "") : "");

/** Methods of REST APIs, and the routes of OpenAPI bodies and quick create. */
export function ofEntryPoints(model: Model): readonly Candidate[] {
  if (model.restApis.length === 0 && !model.apis.some((api) => api.fromBody || api.quickCreate)) return [];
  return model.entryPoints.flatMap((entryPoint): Candidate[] => {
    const { kind, authorization, name, id, group } = entryPoint;
    if ((kind !== "http-api-route" && kind !== "rest-api-method") || authorization.kind === "route") return [];
    const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(name) ?? [];
    if (method === undefined && name !== "$default") return [];
    return [
      {
        key: known(name),
        method: known(method),
        path: known(path),
        rest: kind === "rest-api-method",
        address: id,
        at: { entryPoint },
        api: entryPoint.groupAddress ?? group,
      },
    ];
  });
}

function byKey(model: Model, candidates: readonly Candidate[], key: string): Found {
  const same = candidates.filter((one) => one.key.known && one.key.value === key);
  const [first, other] = same;
  if (first && other) return ambiguous(same, key);
  if (first) return found(first, `The ${what(first)} is ${safe(key)} (${first.address}).`);
  const nearest = nearestOf(key, keysOf(candidates));
  const hint = nearest === undefined ? "" : ` Is ${quote(nearest)} meant?`;
  const unseen = whyUnseen(model, candidates);
  if (unseen !== undefined) return none(`No known route is ${quote(key)}, but ${unseen}.${hint}`, "unknown");
  return none(
    `No route is ${quote(key)}.${hint} A request is matched to its route by --request 'METHOD /path'.`,
    "fail",
    404,
  );
}

function what({ at }: Candidate): string {
  return "entryPoint" in at && at.entryPoint.kind === "rest-api-method" ? "method" : "route";
}

function byRequest(
  model: Model,
  asked: { readonly apis: readonly Api[]; readonly rest: readonly unknown[] },
  candidates: readonly Candidate[],
  { method, path }: { readonly method: string; readonly path: string },
): Found {
  const { apis, rest } = asked;
  const request = `${method} ${path}`;
  const fitting = matchingRoutes(candidates, method, path);
  const [best, second] = fitting;
  // CORS answers where no route catches OPTIONS, and where the one that does is open; a guarded one asks its authorizer.
  const guarded = best !== undefined && !isOpen(best);
  const answers = apis.length > 0 && apis.every((api) => api.cors.known && api.cors.value !== undefined);
  const atRest = best !== undefined && what(best) === "method";
  if (method === "OPTIONS" && answers && !guarded && !atRest)
    return {
      kind: "preflight",
      step: {
        check: "preflight",
        result: "pass",
        text: "The API has a CORS configuration, so it answers a preflight itself (204): without a route or an authorizer.",
      },
    };
  const unseen = whyUnseen(model, candidates);
  if (best) {
    const rivals = fitting.filter((r) => r.key.known && best.key.known && r.key.value === best.key.value);
    if (rivals.length > 1) return ambiguous(rivals, request);
    if (isUndocumented(best, path))
      return none(
        `Whether the ${what(best)} ${safe(valueOr(best.key, ""))} matches ${quote(request)} AWS doesn't document: a greedy variable matches child resources.`,
        "unknown",
      );
    const over = second?.key.known ? ` It is more specific than ${safe(second.key.value)}.` : "";
    const caution = unseen === undefined ? "" : ` A more specific one may exist: ${unseen}.`;
    return found(
      best,
      `${safe(request)} is answered by the ${what(best)} ${safe(valueOr(best.key, ""))} (${best.address}).${over}${caution}`,
    );
  }
  const staged = stagePath(model, path);
  if (staged !== undefined && matchingRoutes(candidates, method, staged.rest).length > 0)
    return byRequest(model, asked, candidates, { method, path: staged.rest });
  if (unseen !== undefined) return none(`No known route matches ${quote(request)}, but ${unseen}.`, "unknown");
  const nearest = nearestOf(request, keysOf(candidates));
  return unmatched(
    quote(request),
    nearest === undefined ? "" : ` The nearest is ${quote(nearest)}.`,
    apis.length > 0,
    rest.length > 0,
  );
}

/**
 * What answers where nothing matches: 404 at HTTP APIs, 403 at REST APIs, unless a gateway response says otherwise.
 * AWS re:Post: Missing Authentication Token https://repost.aws/knowledge-center/api-gateway-authentication-token-errors
 */
function unmatched(request: string, nearest: string, http: boolean, rest: boolean): Found {
  if (!rest) return none(`No route matches ${request}, and there is no $default route.${nearest}`, "fail", 404);
  const missing = "with 403 and the message Missing Authentication Token";
  if (!http) return none(`No method matches ${request}: a REST API answers that ${missing}.${nearest}`, "fail", 403);
  const text = `No route and no method matches ${request}: an HTTP API answers that with 404, a REST API ${missing}.${nearest}`;
  return none(text);
}

function isOpen({ at }: Candidate): boolean {
  if ("entryPoint" in at) return at.entryPoint.authorization.kind === "none";
  const { authorization } = at.route;
  return authorization.known && authorization.value === "NONE";
}

/** A stage other than $default stands before the path; undefined where none does. */
export function stagePath(model: Model, path: string): { readonly stage: string; readonly rest: string } | undefined {
  const [, first = "", rest = "/"] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const named = [
    ...model.stages.map((stage) => stage.name),
    ...["aws_api_gateway_stage", "aws_api_gateway_deployment"].flatMap((type) =>
      model.ofType(type).map(({ attributes }) => attributes.text("stage_name")),
    ),
  ];
  const is = first !== "$default" && named.some((name) => valueOr(name, undefined) === first);
  return is ? { stage: first, rest } : undefined;
}

function keysOf(candidates: readonly Candidate[]): string[] {
  return candidates.flatMap(({ key }) => (key.known ? [key.value] : []));
}

function whyUnseen(model: Model, candidates: readonly Candidate[]): string | undefined {
  const hidden = candidates.find(({ key }) => !key.known);
  if (hidden && !hidden.key.known) return `the route key of ${hidden.address} isn't known (${hidden.key.why})`;
  const bodies = model.apis.filter((api) => api.fromBody).length > 0 || model.restApis.length > 0;
  const unread = !bodies
    ? undefined
    : model.entryPoints.find(
        ({ id, authorization, target }) =>
          id.endsWith("#body") && authorization.kind === "unknown" && target.kind === "unknown",
      );
  if (unread && unread.authorization.kind === "unknown")
    return `the routes of ${unread.address} come from its OpenAPI body: ${unread.authorization.why}`;
  if (!model.origin.complete) return "the plan is not complete";
  return undefined;
}

function ambiguous(rivals: readonly Candidate[], asked: string): Found {
  const names = rivals.map(({ address, api }) => `${address} of ${api}`);
  return none(`Several routes answer ${quote(asked)}: ${names.join(", ")}. Name the API with --api.`, "unknown");
}

function found({ at }: Candidate, text: string): Found {
  const step: Step = { check: "route", result: "pass", text };
  return "route" in at ? { kind: "route", ...at, step } : { kind: "entry-point", ...at, step };
}

function none(text: string, result: "fail" | "unknown" = "fail", status?: number): Found {
  return { kind: "none", step: { check: "route", result, text, ...(status !== undefined && { status }) } };
}
