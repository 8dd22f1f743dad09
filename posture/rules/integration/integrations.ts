import type { Rule } from "../rule";
import { each } from "../support/each";
import { byApi, httpIntegrations, httpRoutes, reportOtherApi } from "../support/apis";
import { targetOf, type Integration } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import { when } from "../support/known";

/** One integration serves any number of routes; an API holds 300, and that can't be raised. */
export const integrationDuplicate: Rule = {
  code: "integration-duplicate",
  severity: "note",
  title: "Several integrations of one API that lead to the same function",
  source:
    "terraform-aws-modules/terraform-aws-apigateway-v2 #57 https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/57",
  check(model, report) {
    for (const integrations of byApi(model.integrations).values()) {
      const first = new Map<string, Integration>();
      for (const integration of integrations) {
        const key = fingerprint(integration);
        if (key === undefined) continue;
        const other = first.get(key);
        if (!other) first.set(key, integration);
        else
          report({
            at: integration,
            message: `${other.address} leads to the same function: an API holds 300 integrations, and routes may share one.`,
            remedy: `Let these routes target ${other.address} and remove this integration.`,
          });
      }
    }
  },
};

/** Same function in the same way; undefined where other settings could tell two apart, or the function isn't known. */
function fingerprint({ function: fn, resource: { attributes } }: Integration): string | undefined {
  if (fn.kind !== "resource") return undefined;
  const settings = ["payload_format_version", "timeout_milliseconds", "request_parameters", "credentials_arn"].map(
    (name) => attributes.value(name),
  );
  return settings.every((s) => s.known) ? JSON.stringify([fn.target.address, settings]) : undefined;
}

/** An integration belongs to one API; a route of another API can't lead there. */
export const integrationOfAnotherApi: Rule = {
  code: "integration-of-another-api",
  severity: "error",
  title: "A route that leads to an integration of another API",
  source: SOURCES.routeReference,
  check: each(httpRoutes, (route, report) => {
    reportOtherApi(
      route,
      targetOf(route.integration),
      "integration",
      report,
      "Give this API an integration of its own; it may lead to the same function.",
    );
  }),
};

/**
 * Payload format 1.0 is the provider's default and has the shape of REST APIs: a handler that reads
 * requestContext.http or authorizer.jwt finds nothing there. A plan doesn't tell a default from a choice, so it is a
 * note. HTTP_PROXY takes 1.0 only.
 */
export const payloadFormat: Rule = {
  code: "payload-format",
  severity: "note",
  title: "A Lambda integration with a payload format other than 2.0",
  source: `${SOURCES.integrations}; ${SOURCES.providerIntegration}#payload_format_version-1`,
  check: each(httpIntegrations, (integration, report) => {
    const { type, function: fn } = integration;
    when(report, integration, integration.payloadVersion, "the payload format", (version) => {
      if (type.known && type.value === "HTTP_PROXY" && version !== "1.0")
        report({
          severity: "error",
          message: `An HTTP_PROXY integration has payload format ${version}; AWS accepts 1.0 only.`,
          remedy: "Remove payload_format_version.",
          nearest: "1.0",
        });
      else if (fn.kind !== "none" && version !== "2.0")
        report({
          message: `The function gets payload format ${version}${version === "1.0" ? ", which is what the provider writes where none is chosen" : ""}: a handler made for HTTP APIs finds no requestContext.http there.`,
          remedy: 'Set payload_format_version = "2.0", or acknowledge that the handler reads 1.0.',
          nearest: "2.0",
        });
    });
  }),
};
