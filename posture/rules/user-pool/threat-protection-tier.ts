import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

export const threatProtectionTier: Rule = {
  code: "threat-protection-tier",
  severity: "error",
  title: "Threat protection below the Plus tier",
  source: SOURCES.tiers,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      when(report, pool, pool.threatProtection, "advanced_security_mode", (mode) => {
        if (mode === "OFF") return;
        when(report, pool, pool.tier, "the pool's tier", (tier) => {
          if (tier === "PLUS") return;
          report({
            at: pool,
            message: `advanced_security_mode is ${mode}, which the tier ${tier} doesn't have.`,
            remedy: 'Set user_pool_tier = "PLUS", or advanced_security_mode = "OFF".',
            nearest: "PLUS",
          });
        });
      });
    }
  },
};
