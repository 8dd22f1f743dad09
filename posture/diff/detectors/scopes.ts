import { isEmpty } from "../../model/index";
import { keyOf, routeOf, sameScopes } from "../changed-routes";
import { broadened, unknown, narrowed, type Detector } from "../change";
import { EntityDiff } from "../entity-diff";

const PATH = ["authorization_scopes"];

/** The scopes that a JWT route demands. Any one of the list is enough, so a longer list lets more callers in. */
export const scopes: Detector = {
  source:
    "API Gateway: Control access to HTTP APIs with JWT authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  codes: {
    "route-scope-added": broadened("A route accepts one more scope (any one is enough)"),
    "route-scope-removed": narrowed("A route no longer accepts a scope"),
    "route-scopes-no-longer-required": broadened(
      "A route no longer requires a scope: any accepted token passes, ID tokens too",
    ),
    "route-scopes-now-required": narrowed("A route that accepted any token now requires a scope"),
    "route-scopes-unknown": unknown("A route's scopes aren't known before apply"),
  },
  compares: {
    aws_apigatewayv2_route: "authorization_scopes",
  },
  detect(comparison, report) {
    for (const pair of comparison.changedRoutes) {
      const { before, after } = pair;
      if (sameScopes(before.scopes, after.scopes)) continue;
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
          code: "route-scopes-no-longer-required",
          summary: `${key} no longer requires a scope: any token that its authorizer accepts passes, ID tokens too.`,
          before: text("before"),
          after: "(none)",
        });
      } else if (none === true && left === false) {
        on.say({
          code: "route-scopes-now-required",
          summary: `${key} now requires ${text("after")}: tokens without it get 403, ID tokens among them.`,
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
            summary: `${key} now accepts the scope ${scope}: any one scope of the list is enough.`,
          }),
          removed: (scope) => ({
            code: "route-scope-removed",
            summary: `${key} no longer accepts the scope ${scope}: tokens with that scope alone get 403.`,
          }),
        });
      }
    }
  },
};
