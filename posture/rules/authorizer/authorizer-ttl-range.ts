import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { within } from "../support/known";

export const authorizerTtlRange: Rule = {
  code: "authorizer-ttl-range",
  severity: "error",
  title: "A Lambda authorizer's result TTL outside 0 to 3600 seconds",
  source: SOURCES.authorizerReference,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      if (authorizer.lambda)
        within(report, authorizer, authorizer.lambda.ttl, "authorizer_result_ttl_in_seconds", {
          ...HTTP_API.resultTtl.value,
          unit: "seconds",
        });
    }
  },
};
