import { isConfiguration } from "../../model/index";
import type { Throttle, Value } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { itemsOf, when } from "../support/known";

/** A settings block sends 0 for each number that is left out, and with a 0 every call gets 429. */
export const throttlingIncomplete: Rule = {
  code: "throttling-incomplete",
  severity: "error",
  title: "Stage or route settings with one throttling number, or none",
  source:
    "terraform-aws-modules/terraform-aws-apigateway-v2 #45, #59 https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/45; " +
    SOURCES.throttling,
  check(model, report) {
    for (const stage of ofHttp(model.stages)) {
      const evaluateRules = (block: string, { burst, rate }: Throttle): void =>
        when(report, stage, burst, `the burst limit of ${block}`, (b = 0) =>
          when(report, stage, rate, `the rate limit of ${block}`, (r = 0) => {
            if (b > 0 && r > 0) return;
            if (!isConfiguration(model.origin) && isZero(burst) && isZero(rate))
              return report.unknown(stage, `the limits of ${block} (a state shows 0 also where none is set)`);
            const lacking = [b > 0 ? [] : "throttling_burst_limit", r > 0 ? [] : "throttling_rate_limit"].flat();
            report({
              at: stage,
              message: `${block} leaves ${lacking.join(" and ")} at 0: every call gets 429.`,
              remedy: "Set both, e.g. throttling_burst_limit = 200 and throttling_rate_limit = 100.",
            });
          }),
        );
      when(report, stage, stage.defaults, "default_route_settings", (defaults) => {
        if (defaults) evaluateRules("default_route_settings", defaults);
      });
      for (const settings of itemsOf(report, stage, stage.routeSettings, "route_settings")) {
        const key = settings.routeKey.known ? settings.routeKey.value : undefined;
        evaluateRules(key === undefined ? "route_settings" : `route_settings of "${key}"`, settings);
      }
    }
  },
};

/** Written as 0, not left out. */
function isZero(value: Value<number | undefined>): boolean {
  return value.known && value.value === 0;
}
