import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { byApi, holder } from "../support/apis";

const MOST = HTTP_API.routes.value;

export const quotaRoutes: Rule = {
  code: "quota-routes",
  severity: "warning",
  title: "More than 300 routes in one API",
  source: SOURCES.quotas,
  check(model, report) {
    for (const routes of byApi(model.routes).values()) {
      const at = holder(routes);
      if (!at || routes.length <= MOST) continue;
      report({
        at,
        message: `The API has ${routes.length} routes: AWS takes ${MOST} unless the quota is raised.`,
        remedy:
          "Ask for a higher quota (Routes per API), join routes with variables like /items/{id}, or split the API.",
      });
    }
  },
};
