import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";

const TYPE_FOR: Readonly<Record<string, string>> = { JWT: "JWT", CUSTOM: "REQUEST" };

/** A JWT route takes a JWT authorizer, a CUSTOM route a REQUEST authorizer. */
export const routeAuthorizerType: Rule = {
  code: "route-authorizer-type",
  severity: "error",
  title: "A route whose authorization type doesn't fit its authorizer",
  source: SOURCES.routeReference,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const authorizer = targetOf(route.authorizer);
      const wanted = route.authorization.known ? TYPE_FOR[route.authorization.value] : undefined;
      if (!authorizer || wanted === undefined) continue;
      if (!authorizer.type.known) {
        report.unknown(route, `the type of ${authorizer.address} (${authorizer.type.why})`);
      } else if (authorizer.type.value !== wanted) {
        const fitting = wanted === "JWT" ? "CUSTOM" : "JWT";
        report({
          at: route,
          message: `${nameOf(route)} has a ${authorizer.type.value ?? "nameless"} authorizer, ${authorizer.address}, but its authorization type takes one of type ${wanted}.`,
          remedy: `Set authorization_type = "${fitting}", or name another authorizer.`,
          nearest: fitting,
        });
      }
    }
  },
};
