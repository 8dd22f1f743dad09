import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { httpAuthorizers } from "../support/apis";
import { itemsOf, when } from "../support/known";
import { authorizerPath, callsAlias, isManaged, mayInvoke } from "../../model/permissions";

const FORM = /^\$request\.(header|querystring)\.[^\s.]+$|^\$(context|stageVariables)\.\w[\w.]*$/;

const BEGINNINGS = ["$request.header", "$request.querystring", "$context", "$stageVariables"];

/** Where an authorizer looks for the token. A JWT authorizer has exactly one source: a header or a query parameter. */
export const authorizerIdentitySource: Rule = {
  code: "authorizer-identity-source",
  severity: "error",
  title: "An identity source that AWS refuses, or not exactly one on a JWT authorizer",
  source: SOURCES.authorizerReference,
  check: each(httpAuthorizers, (authorizer, report) => {
    const sources = itemsOf(report, authorizer, authorizer.identitySources, "the identity sources");
    for (const source of sources) {
      if (FORM.test(source)) continue;
      const meant = source.startsWith("method.request.")
        ? source.replace(/^method\.request\./, "$request.")
        : corrected(source);
      report({
        message: `"${source}" is no identity source of an HTTP API.`,
        remedy: `Write "${meant}".`,
        nearest: meant,
      });
    }
    const whole = authorizer.identitySources.missing.length === 0;
    if (authorizer.jwt && (sources.length > 1 || (whole && sources.length === 0)))
      report({
        message: `A JWT authorizer has one identity source; this one has ${sources.length}.`,
        remedy: 'Write identity_sources = ["$request.header.Authorization"].',
      });
  }),
};

function corrected(source: string): string {
  const [, head = "", name = "Authorization"] = /^(.*)\.([^.]+)$/.exec(source) ?? [];
  return `${nearestOf(head, BEGINNINGS) ?? "$request.header"}.${name}`;
}

/** What stands in an address ends up in histories, referrers and logs. */
export const authorizerTokenInQuery: Rule = {
  code: "authorizer-token-in-query",
  severity: "warning",
  title: "A JWT authorizer that reads the token from the query string",
  source: SOURCES.oauthSecurity,
  check: each(httpAuthorizers, (authorizer, report) => {
    const { items, missing } = authorizer.identitySources;
    const inQuery = items.find((source) => source.startsWith("$request.querystring."));
    if (authorizer.jwt && inQuery === undefined && missing.length > 0)
      report.unknown(authorizer, `the identity sources (${missing.join(", ")})`);
    if (!authorizer.jwt || inQuery === undefined) return;
    report({
      message: `The token is read from ${inQuery}: URLs end up in browser histories and logs, and the token with them.`,
      remedy: 'Write identity_sources = ["$request.header.Authorization"].',
      nearest: "$request.header.Authorization",
    });
  }),
};

/** `{isAuthorized}` needs payload 2.0 and enable_simple_responses; with either missing, API Gateway answers 500. */
export const authorizerResponseFormat: Rule = {
  code: "authorizer-response-format",
  severity: "error",
  title: "A Lambda authorizer whose payload format and answer don't fit",
  source: SOURCES.lambdaAuthorizer,
  check: each(httpAuthorizers, (authorizer, report) => {
    const { lambda } = authorizer;
    if (!lambda) return;
    when(report, authorizer, lambda.payloadVersion, "the payload format", (version) => {
      if (version === undefined)
        report({
          message: "The authorizer names no payload format, which AWS requires of HTTP APIs.",
          remedy: 'Set authorizer_payload_format_version = "2.0".',
        });
      when(report, authorizer, lambda.simpleResponses, "enable_simple_responses", (simple) => {
        if (simple && version === "1.0")
          report({
            message: "Simple responses don't exist in payload format 1.0: AWS refuses this authorizer.",
            remedy: 'Set authorizer_payload_format_version = "2.0", or enable_simple_responses = false.',
          });
        else if (
          !simple &&
          version === "2.0" &&
          leftOut(authorizer.resource.attributes.flag("enable_simple_responses"))
        )
          report({
            severity: "note",
            message:
              "Payload format 2.0 without enable_simple_responses takes IAM policies only: an answer {isAuthorized} becomes 500.",
            remedy:
              "Set enable_simple_responses = true if the function answers {isAuthorized}, false if it answers a policy.",
          });
      });
    });
  }),
};

function leftOut(flag: { readonly known: boolean; readonly value?: unknown }): boolean {
  return flag.known && flag.value === undefined;
}

/** A Lambda authorizer has to be let in by the function it calls, or by a role of its own. */
export const authorizerPermission: Rule = {
  code: "authorizer-permission",
  severity: "error",
  title: "A Lambda authorizer that may not invoke its function",
  source: SOURCES.lambdaAuthorizer,
  check: each(httpAuthorizers, (authorizer, report, model) => {
    if (!authorizer.lambda) return;
    const role = authorizer.resource.attributes.text("authorizer_credentials_arn");
    if (!role.known || (role.value !== undefined && role.value !== "")) return;
    const fn = authorizer.lambda.function;
    const allowed = mayInvoke(model, fn, {
      principal: "apigateway.amazonaws.com",
      source: authorizer.api,
      qualified: callsAlias(authorizer.resource, "authorizer_uri", fn),
      path: authorizerPath(authorizer),
    });
    if (allowed === true) return;
    const name = fn.kind === "resource" ? fn.target.address : "its function";
    if (allowed === "unknown" || !isManaged(fn))
      report.unknown(authorizer, `whether ${name} lets the authorizer in: its permissions aren't shown in full`);
    else
      report({
        message: `No aws_lambda_permission lets this authorizer invoke ${name}: every call gets 500.`,
        remedy:
          'Add one with principal = "apigateway.amazonaws.com" and source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.NAME.id}".',
      });
  }),
};
