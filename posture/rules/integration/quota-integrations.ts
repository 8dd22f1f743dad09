import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { byApi, holder } from "../support/apis";

const MOST = HTTP_API.integrations.value;

export const quotaIntegrations: Rule = {
  code: "quota-integrations",
  severity: "error",
  title: "More than 300 integrations in one API",
  source: SOURCES.quotas,
  check(model, report) {
    for (const integrations of byApi(model.integrations).values()) {
      const at = holder(integrations);
      if (!at || integrations.length <= MOST) continue;
      report({
        at,
        message: `The API has ${integrations.length} integrations: AWS takes ${MOST}, and doesn't raise that.`,
        remedy: "Let routes that lead to the same backend share one integration.",
      });
    }
  },
};
