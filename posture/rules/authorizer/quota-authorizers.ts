import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { byApi, holder } from "../support/apis";

const MOST = HTTP_API.authorizers.value;

export const quotaAuthorizers: Rule = {
  code: "quota-authorizers",
  severity: "warning",
  title: "More than 10 authorizers in one API",
  source: SOURCES.quotas,
  check(model, report) {
    for (const authorizers of byApi(model.authorizers).values()) {
      const at = holder(authorizers);
      if (!at || authorizers.length <= MOST) continue;
      report({
        at,
        message: `The API has ${authorizers.length} authorizers: AWS takes ${MOST} unless the quota is raised.`,
        remedy: "Ask for a higher quota (Authorizers per API), or let one authorizer take several audiences.",
      });
    }
  },
};
