import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** Lite pools know version V1_0 only, which reaches the ID token and nothing else. */
export const triggerTier: Rule = {
  code: "trigger-tier",
  severity: "error",
  title: "A pre token generation trigger V2_0 or V3_0 on the Lite tier",
  source: SOURCES.trigger,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
      if (!trigger) continue;
      when(report, pool, trigger.version, "the trigger's version", (version) => {
        if (version !== "V2_0" && version !== "V3_0") return;
        when(report, pool, pool.tier, "the pool's tier", (tier) => {
          if (tier !== "LITE") return;
          report({
            at: pool,
            message: `The trigger is version ${version}, which the tier LITE doesn't have: AWS refuses it.`,
            remedy: 'Set user_pool_tier = "ESSENTIALS", or lambda_version = "V1_0", which changes the ID token only.',
            nearest: "ESSENTIALS",
          });
        });
      });
    }
  },
};
