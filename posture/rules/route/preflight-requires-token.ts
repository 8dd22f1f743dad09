import { targetOf, type Answer, type Api, type Model, type Route } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { httpApis, nameOf, routesOf } from "../support/apis";
import { headersBefore } from "../support/entry-points";
import { when } from "../support/known";

/**
 * `ANY` and `$default` routes match OPTIONS too. With an authorizer they refuse the browser's preflight, which carries no
 * token, before CORS answers it.
 */
export const preflightRequiresToken: Rule = {
  code: "preflight-requires-token",
  severity: "error",
  title: "An ANY or $default route with authorization that catches CORS preflights",
  source: `sst #5493 https://github.com/sst/sst/issues/5493; ${SOURCES.cors}`,
  check: each(httpApis, (api, report, model) => {
    const routes = routesOf(model, api);
    const catching = routes.filter(catches);
    if (catching.length === 0) return;
    const preflights = routes.filter(({ method }) => method.known && method.value === "OPTIONS");
    const open = preflights.filter(isOpen);
    const guarded = preflights.filter((route) => route.authorization.known && !isOpen(route));
    const evaluateRules = (route: Route): void =>
      when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
        // API Gateway selects the route whose path fits best: a guarded one of this very path comes before an open one for all.
        const taken = guarded.some((g) => samePath(g, route));
        if (type === "NONE" || (!taken && open.some((o) => covers(o, route)))) return;
        const maybe = preflights.some((o) => !o.authorization.known && covers(o, route));
        if (maybe || routes.some(({ key }) => !key.known))
          return report.unknown(route, "whether another route answers the preflights without authorization");
        const refused = type === "CUSTOM" ? lacksIdentity(model, route) : true;
        if (refused === true) report({ at: route, ...words(api, route) });
        else if (refused === "unknown") report.unknown(route, "what its Lambda authorizer answers to a preflight");
      });
    when(report, api, api.cors, "whether CORS is configured", (cors) => {
      if (cors) for (const route of catching) evaluateRules(route);
    });
  }),
};

function words(api: Api, route: Route) {
  const path = route.path.known && route.path.value !== undefined ? route.path.value : "/{proxy+}";
  return {
    message: `${nameOf(route)} matches OPTIONS and asks for authorization: browsers' preflights get 401, although ${api.address} configures CORS.`,
    remedy: `Add a route "OPTIONS ${path}" with authorization_type = "NONE" and an integration, or name the methods one by one.`,
  };
}

/** What browsers send with a preflight, of what an authorizer may ask for. */
const SENT = /^(?:origin|host|user-agent|referer|accept|accept-language|accept-encoding|access-control-request-\w+)$/;

/**
 * Does a preflight lack an identity source of the Lambda authorizer? API Gateway answers 401 then. Its URL is that of the
 * request to come, and a distribution in front may add headers: an authorizer that asks for those alone lets it through.
 */
function lacksIdentity(model: Model, route: Route): Answer {
  const authorizer = targetOf(route.authorizer);
  if (!authorizer) return route.authorizer.kind === "none" ? true : "unknown";
  const { items, missing } = authorizer.identitySources;
  const headers = items.flatMap((source) => /^\$request\.header\.(.+)$/i.exec(source)?.[1]?.toLowerCase() ?? []);
  const added = new Set(headersBefore(model, route.address));
  const asked = headers.filter((name) => !SENT.test(name));
  const unsent = asked.filter((name) => !added.has(name));
  if (unsent.length > 0) return added.has("*") ? "unknown" : true;
  return missing.length === 0 && asked.length > 0 ? false : "unknown";
}

function catches({ key, method }: Route): boolean {
  return (key.known && key.value === "$default") || (method.known && method.value === "ANY");
}

const isOpen = ({ authorization }: Route): boolean => authorization.known && authorization.value === "NONE";

/** Does an OPTIONS route take what the other would catch? A greedy one takes all below. */
function covers(options: Route, route: Route): boolean {
  const taken = pathOf(options) ?? "";
  if (/^\/\{[^}]*\+\}$/.test(taken)) return true;
  const path = pathOf(route);
  if (path === undefined) return false;
  return samePath(options, route) || (taken.endsWith("+}") && path.startsWith(taken.replace(/\{[^}]*\+\}$/, "")));
}

/** The same path; variables' names don't matter. */
function samePath(one: Route, other: Route): boolean {
  const shape = (route: Route) => pathOf(route)?.replace(/\{[^}+]*(\+?)\}/g, "{$1}");
  return shape(one) !== undefined && shape(one) === shape(other);
}

const pathOf = ({ path }: Route): string | undefined => (path.known ? path.value : undefined);
