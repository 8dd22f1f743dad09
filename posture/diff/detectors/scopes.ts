import { isEmpty } from "../../model/index";
import { alikeScopes } from "../changed-routes";
import type { Detector } from "../change";
import { EntityDiff } from "../entity-diff";
import { keyOf, routeOf } from "./routes";

const PATH = ["authorization_scopes"];

/** The scopes that a JWT route demands. Any one of the list is enough, so a longer list lets more callers in. */
export const scopes: Detector = {
  source:
    "API Gateway: Control access to HTTP APIs with JWT authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  codes: {
    "route-scope-added": { title: "One more scope opens a route (any one is enough)", kinds: ["broadened"] },
    "route-scope-removed": { title: "A scope doesn't open a route any more", kinds: ["narrowed"] },
    "route-scopes-dropped": {
      title: "A route demands no scope any more: any accepted token passes, ID tokens too",
      kinds: ["broadened"],
    },
    "route-scopes-demanded": { title: "A route that any token opened now demands a scope", kinds: ["narrowed"] },
    "route-scopes-unknown": { title: "A route's scopes aren't known before apply", kinds: ["unknown"] },
  },
  compares: {
    aws_apigatewayv2_route: "authorization_scopes",
  },
  detect(comparison, report) {
    for (const pair of comparison.alteredRoutes) {
      const { before, after } = pair;
      if (alikeScopes(before.scopes, after.scopes)) continue;
      const isJwt = [before, after].every((r) => r.authorization.known && r.authorization.value === "JWT");
      if (!isJwt) continue;
      const on = new EntityDiff(comparison, report, pair, "route-scopes-unknown", routeOf(after).route);
      const key = keyOf(after);
      const text = (side: "before" | "after") =>
        pair[side].scopes.items
          .map((scope) => on.shown(side, PATH, scope))
          .sort()
          .join(" or ");
      const [none, left] = [isEmpty(before.scopes), isEmpty(after.scopes)];
      if (none === false && left === true) {
        on.say({
          code: "route-scopes-dropped",
          kind: "broadened",
          summary: `${key} demands no scope any more: any token that its authorizer accepts passes, ID tokens too.`,
          before: text("before"),
          after: "(none)",
        });
      } else if (none === true && left === false) {
        on.say({
          code: "route-scopes-demanded",
          kind: "narrowed",
          summary: `${key} now demands ${text("after")}: tokens without it get 403, ID tokens among them.`,
          before: "(none)",
          after: text("after"),
        });
      } else {
        // A scope that only follows its resource server's new identifier is told once, there.
        on.list((route) => route.scopes, {
          path: PATH,
          what: `the list of scopes of ${key}`,
          id: (scope, side) =>
            side === "before" && !after.scopes.items.includes(scope) ? comparison.renamedScope(scope) : scope,
          added: (scope) => ({
            code: "route-scope-added",
            kind: "broadened",
            summary: `${key} now opens to holders of ${scope} as well: any one scope of the list is enough.`,
          }),
          removed: (scope) => ({
            code: "route-scope-removed",
            kind: "narrowed",
            summary: `${key} doesn't open to ${scope} any more: tokens with that scope alone get 403.`,
          }),
        });
      }
    }
  },
};
