import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { METHODS, ofHttp } from "../support/apis";
import { when } from "../support/known";

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
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      when(report, route, route.key, "the route key", (key) => {
        const fault = faultOf(key);
        if (!fault) return;
        report({
          at: route,
          message: `The route key "${key}" ${fault.what}.`,
          remedy: fault.meant === undefined ? 'Write METHOD /path, e.g. "GET /items/{id}".' : `Write "${fault.meant}".`,
          ...(fault.meant !== undefined && { nearest: fault.meant }),
        });
      });
    }
  },
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
    if (!/[{}]/.test(segment)) continue;
    if (!/^\{[\w.:-]+\+?\}$/.test(segment)) return { what: "has a variable that isn't a whole segment in braces" };
    if (segment.endsWith("+}") && i < segments.length - 1) return { what: "goes on after a greedy variable" };
  }
  return undefined;
}
