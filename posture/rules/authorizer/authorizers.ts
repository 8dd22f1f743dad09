import type { Rule } from "../rule";
import { each } from "../support/each";
import { byApi, httpRoutes, reportOtherApi } from "../support/apis";
import { targetOf, type Authorizer } from "../../model/index";
import { SOURCES } from "../../aws/sources";

export const authorizerNameDuplicate: Rule = {
  code: "authorizer-name-duplicate",
  severity: "error",
  title: "Two authorizers of one API with the same name",
  source: "aws-cdk #20170 https://github.com/aws/aws-cdk/issues/20170",
  check(model, report) {
    for (const authorizers of byApi(model.authorizers).values()) {
      const first = new Map<string, Authorizer>();
      for (const authorizer of authorizers) {
        if (!authorizer.name.known || authorizer.name.value === undefined) continue;
        const other = first.get(authorizer.name.value);
        if (!other) first.set(authorizer.name.value, authorizer);
        else
          report({
            at: authorizer,
            message: `${other.address} is called "${authorizer.name.value}" already: AWS refuses the second one.`,
            remedy: "Give it a name of its own, or let its routes use the other one.",
          });
      }
    }
  },
};

/** An authorizer belongs to one API; a route of another API can't use it. */
export const authorizerOfAnotherApi: Rule = {
  code: "authorizer-of-another-api",
  severity: "error",
  title: "A route with an authorizer of another API",
  source: SOURCES.routeReference,
  check: each(httpRoutes, (route, report) => {
    reportOtherApi(
      route,
      targetOf(route.authorizer),
      "authorizer",
      report,
      "Give this API an authorizer of its own, with the same issuer and audience.",
    );
  }),
};
