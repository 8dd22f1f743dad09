import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { isNamed, nameOf, ofHttp } from "../support/apis";
import { when } from "../support/known";

/** JWT and CUSTOM routes name an authorizer; AWS_IAM routes take none. */
export const routeAuthorizerMissing: Rule = {
  code: "route-authorizer-missing",
  severity: "error",
  title: "A JWT or Lambda route without an authorizer, or an IAM route with one",
  source: SOURCES.routeReference,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const named = route.authorizer.kind !== "none";
      when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
        if ((type === "JWT" || type === "CUSTOM") && !named) {
          report({
            at: route,
            message: `${nameOf(route)} has the authorization type ${type} but names no authorizer: AWS refuses it.`,
            remedy: `Set authorizer_id to an authorizer of type ${type === "JWT" ? "JWT" : "REQUEST"}.`,
          });
        } else if (type === "AWS_IAM" && isNamed(route.authorizer)) {
          report({
            at: route,
            message: `${nameOf(route)} has the authorization type AWS_IAM and names an authorizer, which that type doesn't use.`,
            remedy: 'Remove authorizer_id, or set authorization_type to "JWT" or "CUSTOM".',
          });
        }
      });
    }
  },
};
