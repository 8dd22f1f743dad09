import { SOURCES } from "../../aws/sources";
import type { Route } from "../../model/index";
import type { Rule } from "../rule";
import { byApi, ofHttp } from "../support/apis";

/** An API holds each route key once; the names of a path's variables don't tell keys apart. */
export const routeDuplicate: Rule = {
  code: "route-duplicate",
  severity: "error",
  title: "Two routes of one API with the same key",
  source: SOURCES.routes,
  check(model, report) {
    for (const route of ofHttp(model.routes))
      if (route.api.kind === "unknown") report.unknown(route, `the API of the route (${route.api.why})`);
    for (const routes of byApi(model.routes).values()) {
      const first = new Map<string, Route>();
      for (const route of routes) {
        if (!route.key.known) continue;
        const shape = route.key.value.replace(/\{[^}+]*(\+?)\}/g, "{$1}");
        const other = first.get(shape);
        if (!other) first.set(shape, route);
        else
          report({
            at: route,
            message: `${other.address} has the key ${route.key.value} already: AWS refuses the second one.`,
            remedy: "Remove one of them, or give it another method or path.",
          });
      }
    }
  },
};
