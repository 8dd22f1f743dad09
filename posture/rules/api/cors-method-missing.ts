import type { Cors } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis, routesOf } from "../support/apis";
import { when } from "../support/known";

/** A method that a route has and CORS doesn't allow: no page of another origin can use it. */
export const corsMethodMissing: Rule = {
  code: "cors-method-missing",
  severity: "warning",
  title: "CORS that lacks a method of the API's routes",
  source: SOURCES.cors,
  check(model, report) {
    for (const api of httpApis(model)) {
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (!cors || allows(cors, "*")) return;
        const methods = routesOf(model, api).flatMap((r) => (r.method.known && r.method.value ? [r.method.value] : []));
        const lacking = [...new Set(methods)].filter((m) => m !== "ANY" && m !== "OPTIONS" && !allows(cors, m));
        if (lacking.length === 0) return;
        if (cors.methods.missing.length > 0) {
          report.unknown(api, `whether CORS allows ${lacking.join(", ")} (${cors.methods.missing.join(", ")})`);
          return;
        }
        report({
          at: api,
          message: `CORS doesn't allow ${lacking.join(", ")}, which routes of this API have: pages of other origins can't use them.`,
          remedy: `Add ${lacking.map((m) => `"${m}"`).join(", ")} to allow_methods.`,
        });
      });
    }
  },
};

function allows({ methods }: Cors, method: string): boolean {
  return methods.items.some((m) => m.toUpperCase() === method);
}
