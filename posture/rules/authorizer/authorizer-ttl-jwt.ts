import { isConfiguration } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** API Gateway caches an issuer's keys, never the verdict about a token. */
export const authorizerTtlJwt: Rule = {
  code: "authorizer-ttl-jwt",
  severity: "error",
  title: "A result TTL on a JWT authorizer",
  source: SOURCES.authorizerReference,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      // What exists was taken by AWS, and shows whatever AWS fills in.
      const { format } = model.origin;
      const created = format === "plan" && model.change(authorizer.address)?.actions.includes("create") === true;
      if (!authorizer.jwt || !(isConfiguration(model.origin) || created)) continue;
      const ttl = authorizer.resource.attributes.number("authorizer_result_ttl_in_seconds");
      when(report, authorizer, ttl, "the result TTL", (seconds) => {
        if (seconds === undefined || seconds === 0) return;
        report({
          at: authorizer,
          message: `The result TTL is ${seconds} seconds, but only Lambda authorizers cache their results.`,
          remedy: "Remove authorizer_result_ttl_in_seconds; shorten the tokens' lifetime instead.",
        });
      });
    }
  },
};
