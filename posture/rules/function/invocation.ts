import { append } from "../../group-by";
import { every, targetOf } from "../../model/index";
import type { Answer, Api, Integration, Link, Model, Route } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { nameOf, ofHttp, stagesOf } from "../support/apis";
import { itemsOf } from "../support/known";
import { callsAlias, isManaged, mayInvoke } from "../../model/permissions";

/** A function that routes lead to has to let the API in, for each of these routes. */
export const functionPermission: Rule = {
  code: "function-permission",
  severity: "error",
  title: "A function that the API may not invoke, or not for all of its routes",
  source: `terraform-aws-modules/terraform-aws-apigateway-v2 #41 https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/41; ${SOURCES.integrations}`,
  check(model, report) {
    const leading = routesByIntegration(model);
    for (const integration of ofHttp(model.integrations)) {
      const fn = integration.function;
      const role = integration.resource.attributes.text("credentials_arn");
      if (fn.kind === "none" || !role.known || (role.value !== undefined && role.value !== "")) continue;
      const name = fn.kind === "resource" ? fn.target.address : "the function";
      const caller = {
        principal: "apigateway.amazonaws.com",
        source: integration.api,
        qualified: callsAlias(integration.resource, "integration_uri", fn),
      } as const;
      const verdict = (route: Route): Answer =>
        every(callsOf(model, integration.api, route).map((path) => mayInvoke(model, fn, { ...caller, path })));
      const routes = (leading.get(integration) ?? []).map((route) => ({ route, verdict: verdict(route) }));
      const refused = routes.filter((r) => r.verdict === false).map((r) => r.route);
      const allowed = mayInvoke(model, fn, caller);
      if (allowed === "unknown" || (allowed === false && !isManaged(fn)))
        report.unknown(integration, `whether ${name} lets the API in: its permissions aren't shown in full`);
      else if (allowed === false || refused.length > 0)
        report({
          at: integration,
          message:
            allowed === false
              ? `No aws_lambda_permission lets the API invoke ${name}: every call gets 500.`
              : `No aws_lambda_permission of ${name} covers ${refused.map(nameOf).join(", ")}: these calls get 500.`,
          remedy:
            'Add one with principal = "apigateway.amazonaws.com" and source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*", which covers $default routes too.',
        });
      else if (routes.some((r) => r.verdict === "unknown"))
        report.unknown(
          integration,
          `which routes the permissions of ${name} cover: their source ARNs are known after apply`,
        );
    }
  },
};

function routesByIntegration(model: Model): Map<Integration, Route[]> {
  const found = new Map<Integration, Route[]>();
  for (const route of model.routes) {
    const integration = targetOf(route.integration);
    if (integration) append(found, integration, route);
  }
  return found;
}

/** What the source ARN of a call holds after the API: `/STAGE/GET/items`, `/STAGE/$default`. */
function callsOf(model: Model, api: Link<Api>, { key, method, path }: Route): readonly string[] {
  const stages = stagesOf(model, api).flatMap(({ name }) =>
    name.known && name.value !== undefined ? [name.value] : [],
  );
  if (!key.known || !method.known || !path.known) return [];
  const ends =
    key.value === "$default"
      ? ["$default"]
      : path.value === undefined
        ? []
        : (method.value === "ANY" ? ["GET", "POST"] : [method.value ?? ""]).map((verb) => `${verb}${path.value ?? ""}`);
  return (stages.length > 0 ? stages : ["$default"]).flatMap((stage) => ends.map((end) => `/${stage}/${end}`));
}

/** Cognito must be let in by the function it calls; otherwise the sign-in fails. */
export const triggerPermission: Rule = {
  code: "trigger-permission",
  severity: "error",
  title: "A trigger function that the user pool may not invoke",
  source: SOURCES.triggers,
  check: each("pools", (pool, report, model) => {
    for (const { name, function: fn } of pool.managed
      ? itemsOf(report, pool, pool.triggers, "the triggers")
      : pool.triggers.items) {
      const source = { kind: "resource", target: pool } as const;
      const allowed = mayInvoke(model, fn, { principal: "cognito-idp.amazonaws.com", source });
      if (allowed === true) continue;
      const called = fn.kind === "resource" ? fn.target.address : "its function";
      if (allowed === "unknown" || !isManaged(fn))
        report.unknown(
          pool,
          `whether ${called} lets the pool in as ${name}: its permissions aren't all in this configuration`,
        );
      else
        report({
          message: `No aws_lambda_permission lets the pool invoke ${called} as ${name}: sign-ins that need it fail.`,
          remedy: `Add one with principal = "cognito-idp.amazonaws.com" and source_arn = \${${pool.address}.arn}.`,
        });
    }
  }),
};
