import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { ofHttp, routesOf, httpStages } from "../support/apis";
import { when, itemsOf } from "../support/known";
import { isConfiguration, isEmpty, leadsTo, targetOf, type Throttle, type Value } from "../../model/index";
import { nearestOf } from "../../nearest";

/** Without auto_deploy or a deployment, what is applied never reaches callers. WebSocket APIs know no auto_deploy. */
export const stageNotDeployed: Rule = {
  code: "stage-not-deployed",
  severity: "error",
  title: "A stage that deploys nothing, neither by auto_deploy nor by a deployment, or an API without a stage",
  source: `${SOURCES.stages}; ${SOURCES.providerStage}#auto_deploy-1`,
  check(model, report) {
    const overHttp = new Set(ofHttp(model.stages));
    for (const stage of model.stages) {
      const deployment = stage.resource.attributes.text("deployment_id");
      const named = !deployment.known || (deployment.value !== undefined && deployment.value !== "");
      when(report, stage, stage.autoDeploy, "auto_deploy", (auto) => {
        // The provider's page names HTTP APIs for auto_deploy; the API's reference doesn't, and AWS's own WebSocket samples rest on it.
        if (named || auto) return;
        report({
          at: stage,
          message: "auto_deploy is false and no deployment is named: changes to routes never reach callers.",
          remedy: overHttp.has(stage)
            ? "Set auto_deploy = true."
            : "Set auto_deploy = true, or deployment_id to an aws_apigatewayv2_deployment that depends on the routes.",
        });
      });
    }
    for (const api of model.apis) {
      if (!api.managed || api.quickCreate || !(api.fromBody || routesOf(model, api).length > 0)) continue;
      const answers = model.stages.map((stage) => leadsTo(stage.api, api));
      if (answers.includes(true)) continue;
      if (answers.includes("unknown")) report.unknown(api, "whether a stage is its own");
      else
        report({
          at: api,
          severity: "warning",
          message: "The API has routes and no stage: none of them has an address.",
          remedy: "Add an aws_apigatewayv2_stage that deploys them.",
        });
    }
  },
};

/** A settings block sends 0 for each number that is left out, and with a 0 every call gets 429. */
export const throttlingIncomplete: Rule = {
  code: "throttling-incomplete",
  severity: "error",
  title: "Stage or route settings with one throttling number, or none",
  source:
    "terraform-aws-modules/terraform-aws-apigateway-v2 #45, #59 https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/45; " +
    SOURCES.throttling,
  check: each(httpStages, (stage, report, model) => {
    const evaluateRules = (block: string, { burst, rate }: Throttle): void =>
      when(report, stage, burst, `the burst limit of ${block}`, (b = 0) =>
        when(report, stage, rate, `the rate limit of ${block}`, (r = 0) => {
          if (b > 0 && r > 0) return;
          if (!isConfiguration(model.origin) && isZero(burst) && isZero(rate))
            return report.unknown(stage, `the limits of ${block} (a state shows 0 also where none is set)`);
          const lacking = [b > 0 ? [] : "throttling_burst_limit", r > 0 ? [] : "throttling_rate_limit"].flat();
          report({
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
  }),
};

/** Written as 0, not left out. */
const isZero = (value: Value<number | undefined>): boolean => value.known && value.value === 0;

/** AWS refuses settings for a route that the API doesn't have. (A warning: the route may be made by another configuration.) */
export const throttlingUnknownRoute: Rule = {
  code: "throttling-unknown-route",
  severity: "warning",
  title: "Stage settings for a route that the API doesn't have",
  source: SOURCES.providerStage,
  check: each(httpStages, (stage, report, model) => {
    const { api: link, routeSettings } = stage;
    if (link.kind === "unknown" && isEmpty(routeSettings) !== true) report.unknown(stage, `its API (${link.why})`);
    const api = targetOf(link);
    if (!api || !api.managed || api.fromBody || api.quickCreate) return;
    const routes = routesOf(model, api);
    const keys = routes.flatMap(({ key }) => (key.known ? [key.value] : []));
    for (const settings of itemsOf(report, stage, stage.routeSettings, "route_settings"))
      when(report, stage, settings.routeKey, "a route key of route_settings", (key = "") => {
        if (keys.includes(key)) return;
        if (keys.length < routes.length) return report.unknown(stage, `whether the API has a route ${key}`);
        const nearest = nearestOf(key, keys);
        report({
          message: `route_settings names "${key}", and this configuration gives the API no such route: AWS refuses settings for a route that isn't there.`,
          remedy: nearest === undefined ? "Name a route key of this API." : `Write "${nearest}".`,
          ...(nearest !== undefined && { nearest }),
        });
      });
  }),
};
