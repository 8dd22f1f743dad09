import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, eachOpen } from "../support/entry-points";

/** A listener or rule whose actions hold no authenticate-cognito or authenticate-oidc before the forward. */
export const loadBalancerOpen: Rule = {
  code: "load-balancer-open",
  severity: "error",
  title: "A load balancer that forwards to a function without authenticating callers",
  source: SOURCES.loadBalancer,
  check(model, report) {
    eachOpen(model, report, ["load-balancer"], (entryPoint) => {
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} reaches the function without a sign-in${entryPoint.hosts.some(({ plain }) => plain) ? ", over plain HTTP" : ""}${bypassText(model, entryPoint)}.`,
        remedy:
          "Put an authenticate-cognito or authenticate-oidc action before the forward, on an HTTPS listener, or make the load balancer internal.",
      });
    });
  },
};
