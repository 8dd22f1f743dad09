import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis } from "../support/apis";
import { when, within } from "../support/known";

/** How long a browser may remember the answer: −1 switches that off, a day is the most. */
export const corsMaxAge: Rule = {
  code: "cors-max-age",
  severity: "error",
  title: "CORS max_age outside −1 to 86400 seconds",
  source: SOURCES.corsReference,
  check(model, report) {
    for (const api of httpApis(model)) {
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (cors) within(report, api, cors.maxAge, "max_age", { ...HTTP_API.corsMaxAge.value, unit: "seconds" });
      });
    }
  },
};
