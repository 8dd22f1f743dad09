import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

export const managedLoginTier: Rule = {
  code: "managed-login-tier",
  severity: "error",
  title: "Managed login on the Lite tier",
  source: SOURCES.managedLogin,
  check(model, report) {
    for (const domain of model.poolDomains) {
      when(report, domain, domain.managedLogin, "managed_login_version", (version) => {
        const pool = targetOf(domain.pool);
        if (version < 2 || (pool && !pool.managed)) return;
        if (!pool) return report.unknown(domain, "the tier of the domain's pool");
        when(report, domain, pool.tier, "the pool's tier", (tier) => {
          if (tier !== "LITE") return;
          report({
            at: domain,
            message: `managed_login_version is ${version}, but ${pool.address} is of the tier LITE.`,
            remedy: 'Set user_pool_tier = "ESSENTIALS", or managed_login_version = 1.',
            nearest: "ESSENTIALS",
          });
        });
      });
    }
  },
};
