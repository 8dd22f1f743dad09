import { SOURCES } from "../../aws/sources";
import type { Route } from "../../model/index";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { byApi, ofHttp, METHODS, nameOf, httpRoutes, isSurelyHttp } from "../support/apis";
import { nearestOf } from "../../nearest";
import { when } from "../support/known";

/** An API holds each route key once; the names of a path's variables don't tell keys apart. */
export const routeDuplicate: Rule = {
  code: "route-duplicate",
  severity: "error",
  title: "Two routes of one API with the same key",
  source: SOURCES.routes,
  check(model, report) {
    for (const route of ofHttp(model.routes))
      if (route.api.kind === "unknown" && route.api.input === undefined)
        report.unknown(route, `the API of the route (${route.api.why})`);
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

/** What is wrong with a route key, and the key that is probably meant. */
interface Fault {
  readonly what: string;
  readonly meant?: string;
}

/** `METHOD /path` with the path's variables whole, or `$default`. */
export const routeKeyShape: Rule = {
  code: "route-key-shape",
  severity: "error",
  title: "A route key that AWS refuses or that no request matches",
  source: SOURCES.routes,
  check: each(httpRoutes, (route, report) => {
    when(report, route, route.key, "the route key", (key) => {
      const fault = faultOf(key);
      if (!fault) return;
      // A WebSocket API's keys are names.
      if (!/[ /]/.test(key) && !isSurelyHttp(route.api))
        return report.unknown(route, "whether its API is a WebSocket API");
      report({
        message: `The route key "${key}" ${fault.what}.`,
        remedy: fault.meant === undefined ? 'Write METHOD /path, e.g. "GET /items/{id}".' : `Write "${fault.meant}".`,
        ...(fault.meant !== undefined && { nearest: fault.meant }),
      });
    });
  }),
};

function faultOf(key: string): Fault | undefined {
  if (key === "$default") return undefined;
  const [method = "", path, ...more] = key.trim().split(/\s+/);
  if (path === undefined) {
    if (method.startsWith("/")) return { what: "lacks its method", meant: `GET ${method}` };
    return { what: "lacks its path", ...(method === "default" && { meant: "$default" }) };
  }
  if (more.length > 0 || key !== `${method} ${path}`) return { what: "is not METHOD and path with one space between" };
  if (!(METHODS as readonly string[]).includes(method)) {
    const meant = nearestOf(method, METHODS) ?? METHODS.find((m) => m === method.toUpperCase());
    return { what: `names no method of HTTP APIs`, ...(meant !== undefined && { meant: `${meant} ${path}` }) };
  }
  if (!path.startsWith("/")) return { what: "has a path without a slash in front", meant: `${method} /${path}` };
  return faultOfPath(method, path);
}

function faultOfPath(method: string, path: string): Fault | undefined {
  if (/[?#]/.test(path))
    return { what: "holds a query or fragment", meant: `${method} ${path.replace(/[?#].*$/, "")}` };
  if (path.includes("//"))
    return { what: "holds an empty segment", meant: `${method} ${path.replace(/\/{2,}/g, "/")}` };
  const segments = path.split("/");
  for (const [i, segment] of segments.entries()) {
    if (/^:\w+$/.test(segment))
      return { what: "writes a variable with a colon", meant: `${method} ${path.replace(/:(\w+)/g, "{$1}")}` };
    if (segment === "*") {
      const rest = i === segments.length - 1 && { meant: `${method} ${path.slice(0, -1)}{proxy+}` };
      return { what: "writes a wildcard as a star", ...rest };
    }
    if (!/[{}]/.test(segment)) continue;
    if (!/^\{[\w.:-]+\+?\}$/.test(segment)) return { what: "has a variable that isn't a whole segment in braces" };
    if (segment.endsWith("+}") && i < segments.length - 1) return { what: "goes on after a greedy variable" };
  }
  return undefined;
}

/** A route answers through an integration; without one every call gets 404. */
export const routeWithoutTarget: Rule = {
  code: "route-without-target",
  severity: "warning",
  title: "A route without an integration",
  source: SOURCES.routes,
  check: each(httpRoutes, (route, report) => {
    if (route.integration.kind !== "none") return;
    report({
      message: `${nameOf(route)} leads to no integration: every call gets 404.`,
      remedy: 'Set target = "integrations/${aws_apigatewayv2_integration.NAME.id}".',
    });
  }),
};
