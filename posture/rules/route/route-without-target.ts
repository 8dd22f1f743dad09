import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";

/** A route answers through an integration; without one every call gets 404. */
export const routeWithoutTarget: Rule = {
  code: "route-without-target",
  severity: "warning",
  title: "A route without an integration",
  source: SOURCES.routes,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      if (route.integration.kind !== "none") continue;
      report({
        at: route,
        message: `${nameOf(route)} leads to no integration: every call gets 404.`,
        remedy: 'Set target = "integrations/${aws_apigatewayv2_integration.NAME.id}".',
      });
    }
  },
};
