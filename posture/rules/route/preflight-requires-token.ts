import type { Api, Route } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis, nameOf, routesOf } from "../support/apis";
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
  check(model, report) {
    for (const api of httpApis(model)) {
      const routes = routesOf(model, api);
      const catching = routes.filter(catches);
      if (catching.length === 0) continue;
      const preflights = routes.filter(({ method }) => method.known && method.value === "OPTIONS");
      const open = preflights.filter(isOpen);
      const guarded = preflights.filter((route) => route.authorization.known && !isOpen(route));
      const evaluateRules = (route: Route): void =>
        when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
          // API Gateway takes the route whose path fits best: a guarded one of this very path comes before an open one for all.
          const taken = guarded.some((g) => samePath(g, route));
          if (type === "NONE" || (!taken && open.some((o) => covers(o, route)))) return;
          report({ at: route, ...words(api, route) });
        });
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (cors) for (const route of catching) evaluateRules(route);
      });
    }
  },
};

function words(api: Api, route: Route) {
  const path = route.path.known && route.path.value !== undefined ? route.path.value : "/{proxy+}";
  return {
    message: `${nameOf(route)} matches OPTIONS and asks for authorization: browsers' preflights get 401, although ${api.address} configures CORS.`,
    remedy: `Add a route "OPTIONS ${path}" with authorization_type = "NONE" and an integration, or name the methods one by one.`,
  };
}

function catches({ key, method }: Route): boolean {
  return (key.known && key.value === "$default") || (method.known && method.value === "ANY");
}

function isOpen({ authorization }: Route): boolean {
  return authorization.known && authorization.value === "NONE";
}

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

function pathOf({ path }: Route): string | undefined {
  return path.known ? path.value : undefined;
}
