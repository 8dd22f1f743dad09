import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, eachOpen } from "../support/entry-points";

/** Routes that are made by an API itself are open like others, and easier to miss. */
export const implicitRouteOpen: Rule = {
  code: "implicit-route-open",
  severity: "error",
  title: "A route without authorization that no resource shows: of an OpenAPI body, or of quick create",
  source: SOURCES.routes,
  check(model, report) {
    eachOpen(model, report, ["http-api-route"], (entryPoint) => {
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} has no authorization: anyone can call it${bypassText(model, entryPoint)}.`,
        remedy: entryPoint.id.endsWith("#quick-create")
          ? "Write the route and the integration as resources, with an authorizer, in place of target."
          : "Give the operation security with a scheme that holds x-amazon-apigateway-authorizer.",
      });
    });
  },
};
