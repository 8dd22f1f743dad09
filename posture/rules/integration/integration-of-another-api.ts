import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { apiKey, nameOf, ofHttp, sameApi } from "../support/apis";

/** An integration belongs to one API; a route of another API can't lead there. */
export const integrationOfAnotherApi: Rule = {
  code: "integration-of-another-api",
  severity: "error",
  title: "A route that leads to an integration of another API",
  source: SOURCES.routeReference,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const integration = targetOf(route.integration);
      if (!integration) continue;
      const same = sameApi(route.api, integration.api);
      if (same === "unknown") report.unknown(route, `whether ${integration.address} belongs to the route's API`);
      else if (!same)
        report({
          at: route,
          message: `${nameOf(route)} belongs to ${apiKey(route.api) ?? "its API"}, but ${integration.address} to ${apiKey(integration.api) ?? "another"}: AWS knows no such integration there.`,
          remedy: "Give this API an integration of its own; it may lead to the same function.",
        });
    }
  },
};
