import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

/** `{isAuthorized}` needs payload 2.0 and enable_simple_responses; with either missing, API Gateway answers 500. */
export const authorizerResponseFormat: Rule = {
  code: "authorizer-response-format",
  severity: "error",
  title: "A Lambda authorizer whose payload format and answer don't fit",
  source: SOURCES.lambdaAuthorizer,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      const { lambda } = authorizer;
      if (!lambda) continue;
      when(report, authorizer, lambda.payloadVersion, "the payload format", (version) => {
        if (version === undefined)
          report({
            at: authorizer,
            message: "The authorizer names no payload format, which AWS requires of HTTP APIs.",
            remedy: 'Set authorizer_payload_format_version = "2.0".',
          });
        when(report, authorizer, lambda.simpleResponses, "enable_simple_responses", (simple) => {
          if (simple && version === "1.0")
            report({
              at: authorizer,
              message: "Simple responses don't exist in payload format 1.0: AWS refuses this authorizer.",
              remedy: 'Set authorizer_payload_format_version = "2.0", or enable_simple_responses = false.',
            });
          else if (
            !simple &&
            version === "2.0" &&
            leftOut(authorizer.resource.attributes.flag("enable_simple_responses"))
          )
            report({
              at: authorizer,
              severity: "note",
              message:
                "Payload format 2.0 without enable_simple_responses takes IAM policies only: an answer {isAuthorized} becomes 500.",
              remedy:
                "Set enable_simple_responses = true if the function answers {isAuthorized}, false if it answers a policy.",
            });
        });
      });
    }
  },
};

function leftOut(flag: { readonly known: boolean; readonly value?: unknown }): boolean {
  return flag.known && flag.value === undefined;
}
