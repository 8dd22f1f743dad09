import { isEmpty } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

/** The identity sources are the cache's key; without one there is nothing to tell callers apart by. */
export const authorizerCacheKey: Rule = {
  code: "authorizer-cache-key",
  severity: "error",
  title: "A caching Lambda authorizer without identity sources",
  source: SOURCES.lambdaAuthorizer,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      const empty = isEmpty(authorizer.identitySources);
      if (!authorizer.lambda || empty === false) continue;
      when(report, authorizer, authorizer.lambda.ttl, "the result TTL", (seconds) => {
        if (seconds === undefined || seconds === 0) return;
        if (empty === "unknown") report.unknown(authorizer, "the identity sources");
        else
          report({
            at: authorizer,
            message: `Results are cached for ${seconds} seconds without an identity source to tell callers apart.`,
            remedy:
              'Set identity_sources = ["$request.header.Authorization"], or authorizer_result_ttl_in_seconds = 0.',
          });
      });
    }
  },
};
