import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";

/** What stands in an address ends up in histories, referrers and logs. */
export const authorizerTokenInQuery: Rule = {
  code: "authorizer-token-in-query",
  severity: "warning",
  title: "A JWT authorizer that reads the token from the query string",
  source: SOURCES.oauthSecurity,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      const inQuery = authorizer.identitySources.items.find((source) => source.startsWith("$request.querystring."));
      if (!authorizer.jwt || inQuery === undefined) continue;
      report({
        at: authorizer,
        message: `The token is read from ${inQuery}: URLs end up in browser histories and logs, and the token with them.`,
        remedy: 'Write identity_sources = ["$request.header.Authorization"].',
        nearest: "$request.header.Authorization",
      });
    }
  },
};
