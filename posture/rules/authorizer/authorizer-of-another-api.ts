import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { apiKey, nameOf, ofHttp, sameApi } from "../support/apis";

/** An authorizer belongs to one API; a route of another API can't use it. */
export const authorizerOfAnotherApi: Rule = {
  code: "authorizer-of-another-api",
  severity: "error",
  title: "A route with an authorizer of another API",
  source: SOURCES.routeReference,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const authorizer = targetOf(route.authorizer);
      if (!authorizer) continue;
      const same = sameApi(route.api, authorizer.api);
      if (same === "unknown") report.unknown(route, `whether ${authorizer.address} belongs to the route's API`);
      else if (!same)
        report({
          at: route,
          message: `${nameOf(route)} belongs to ${apiKey(route.api) ?? "its API"}, but ${authorizer.address} to ${apiKey(authorizer.api) ?? "another"}: AWS knows no such authorizer there.`,
          remedy: "Give this API an authorizer of its own, with the same issuer and audience.",
        });
    }
  },
};
