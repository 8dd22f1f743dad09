import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { ofHttp, routesOf } from "../support/apis";
import { itemsOf, when } from "../support/known";

/** AWS refuses settings for a route that the API doesn't have. (A warning: the route may be made by another configuration.) */
export const throttlingUnknownRoute: Rule = {
  code: "throttling-unknown-route",
  severity: "warning",
  title: "Stage settings for a route that the API doesn't have",
  source: SOURCES.providerStage,
  check(model, report) {
    for (const stage of ofHttp(model.stages)) {
      const api = stage.api.kind === "resource" ? stage.api.target : undefined;
      if (!api || !api.managed || api.fromBody || api.quickCreate) continue;
      const routes = routesOf(model, api);
      const keys = routes.flatMap(({ key }) => (key.known ? [key.value] : []));
      for (const settings of itemsOf(report, stage, stage.routeSettings, "route_settings"))
        when(report, stage, settings.routeKey, "a route key of route_settings", (key = "") => {
          if (keys.includes(key)) return;
          if (keys.length < routes.length) return report.unknown(stage, `whether the API has a route ${key}`);
          const nearest = nearestOf(key, keys);
          report({
            at: stage,
            message: `route_settings names "${key}", and this configuration gives the API no such route: AWS refuses settings for a route that isn't there.`,
            remedy: nearest === undefined ? "Name a route key of this API." : `Write "${nearest}".`,
            ...(nearest !== undefined && { nearest }),
          });
        });
    }
  },
};
