import type { Api, Route } from "../model";
import { SOURCES } from "../knowledge/sources";
import type { Rule } from "./rule";
import { httpApis, nameOf, routesOf } from "./support/apis";
import { when } from "./support/known";

/**
 * `ANY` and `$default` routes match OPTIONS too. With an authorizer they refuse the browser's preflight, which carries no
 * token, before CORS answers it.
 */
export const preflightCaught: Rule = {
  code: "preflight-caught",
  severity: "error",
  title: "A guarded ANY or $default route that catches CORS preflights",
  source: `sst #5493 https://github.com/sst/sst/issues/5493; ${SOURCES.cors}`,
  check(model, report) {
    for (const api of httpApis(model)) {
      const routes = routesOf(model, api);
      const catching = routes.filter(catches);
      if (catching.length === 0) continue;
      const open = routes.filter(isPreflight);
      const judge = (route: Route): void =>
        when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
          if (type === "NONE" || open.some((o) => covers(o, route))) return;
          report({ at: route, ...words(api, route) });
        });
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (cors) for (const route of catching) judge(route);
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

function isPreflight({ method, authorization }: Route): boolean {
  return method.known && method.value === "OPTIONS" && authorization.known && authorization.value === "NONE";
}

/** Does an OPTIONS route take what the other would catch? Variables' names don't matter; a greedy one takes all below. */
function covers(options: Route, route: Route): boolean {
  const taken = options.path.known ? (options.path.value ?? "") : "";
  if (/^\/\{[^}]*\+\}$/.test(taken)) return true;
  const path = route.path.known ? route.path.value : undefined;
  if (path === undefined) return false;
  const shape = (text: string) => text.replace(/\{[^}+]*(\+?)\}/g, "{$1}");
  return shape(taken) === shape(path) || (taken.endsWith("+}") && path.startsWith(taken.replace(/\{[^}]*\+\}$/, "")));
}
