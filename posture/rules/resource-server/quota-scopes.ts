import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";

const MOST = HTTP_API.scopesPerRoute.value;

export const quotaScopes: Rule = {
  code: "quota-scopes",
  severity: "error",
  title: "More than 10 scopes on one route",
  source: SOURCES.quotas,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const count = route.scopes.items.length + route.scopes.missing.length;
      if (count > MOST)
        report({
          at: route,
          message: `${nameOf(route)} names ${count} scopes: AWS takes ${MOST}. A token needs one of them only.`,
          remedy: "Declare one scope for what this route does, and give that to the clients.",
        });
    }
  },
};
