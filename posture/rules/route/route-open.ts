import { admissionOf, entryPointAt } from "../../access/index";
import { isMetadata } from "../../access/steps/mcp/gate";
import type { Rule } from "../rule";
import { isNamed, nameOf, ofHttp } from "../support/apis";

/**
 * A route that anybody may call. An `authorizer_id` changes nothing while `authorization_type` is NONE, its default.
 * Preflight routes (OPTIONS) and the metadata of an MCP server that verifies tokens itself are meant to be open; WebSocket APIs have other authorization and aren't judged.
 */
export const routeOpen: Rule = {
  code: "route-open",
  severity: "error",
  title: "A route without authorization",
  source:
    "terraform-aws-modules/apigateway-v2 #82; aws_apigatewayv2_route: authorization_type defaults to NONE " +
    "https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_route#authorization_type-1",
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const { authorization } = route;
      const name = nameOf(route);
      if (!authorization.known) report.unknown(route, `the authorization type of ${name} (${authorization.why})`);
      if (!authorization.known || (route.method.known && route.method.value === "OPTIONS")) continue;
      if (isMetadata(route)) continue;
      const entryPoint = entryPointAt(model, route.address);
      const { open, who } = entryPoint ? admissionOf(model, entryPoint) : { open: false, who: "" };
      // Whom policies let in at a route behind IAM, guest-invokes tells.
      if (open === "unknown" && authorization.value !== "AWS_IAM")
        report.unknown(route, `who gets in by ${name} (${who})`);
      if (open !== true || authorization.value === "AWS_IAM") continue;
      const dangling = isNamed(route.authorizer);
      report({
        at: route,
        message: dangling
          ? `${name} names an authorizer but its authorization type is NONE: anyone can call it.`
          : `${name} has no authorization: anyone can call it.`,
        remedy: dangling
          ? 'Set authorization_type = "JWT" (or "CUSTOM" for a Lambda authorizer) beside authorizer_id.'
          : 'Set authorization_type = "JWT" and an authorizer_id, or acknowledge this route as public with a reason.',
      });
    }
  },
};
