import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";
import { when } from "../support/known";

/** What becomes of scopes on a route that isn't guarded by a JWT authorizer. */
const FATE: Readonly<Record<string, string>> = {
  NONE: "they are dropped, and anyone can call it",
  AWS_IAM: "AWS refuses them",
  CUSTOM: "AWS refuses them: a Lambda authorizer decides by itself",
};

/** Only a JWT authorizer looks at a route's scopes. */
export const routeScopesIgnored: Rule = {
  code: "route-scopes-ignored",
  severity: "error",
  title: "Scopes on a public, IAM or Lambda route",
  source: SOURCES.routeReference,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      if (route.scopes.items.length === 0) continue;
      when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
        const fate = FATE[type];
        if (fate === undefined) return;
        report({
          at: route,
          message: `${nameOf(route)} requires ${route.scopes.items.join(", ")} but its authorization type is ${type}: ${fate}.`,
          remedy: 'Set authorization_type = "JWT" and a JWT authorizer, or remove authorization_scopes.',
        });
      });
    }
  },
};
