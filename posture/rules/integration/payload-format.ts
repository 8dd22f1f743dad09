import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

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
  check(model, report) {
    for (const integration of ofHttp(model.integrations)) {
      const { type, function: fn } = integration;
      when(report, integration, integration.payloadVersion, "the payload format", (version) => {
        if (type.known && type.value === "HTTP_PROXY" && version !== "1.0")
          report({
            at: integration,
            severity: "error",
            message: `An HTTP_PROXY integration has payload format ${version}; AWS takes 1.0 only.`,
            remedy: "Remove payload_format_version.",
            nearest: "1.0",
          });
        else if (fn.kind !== "none" && version !== "2.0")
          report({
            at: integration,
            message: `The function gets payload format ${version}${version === "1.0" ? ", which is what the provider writes where none is chosen" : ""}: a handler made for HTTP APIs finds no requestContext.http there.`,
            remedy: 'Set payload_format_version = "2.0", or acknowledge that the handler reads 1.0.',
            nearest: "2.0",
          });
      });
    }
  },
};
