import type { Client, Pool } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { clientsOf } from "../support/clients";
import { when } from "../support/known";

/** Passkeys, one-time codes and the choice among them (ALLOW_USER_AUTH) came with the Essentials tier. */
export const signInTier: Rule = {
  code: "sign-in-policy-tier",
  severity: "error",
  title: "Choice-based sign-in (passkeys, codes, ALLOW_USER_AUTH) on the Lite tier",
  source: SOURCES.tiers,
  check(model, report) {
    for (const pool of model.pools) {
      const asking = pool.managed ? demands(pool, clientsOf(model, pool)) : [];
      if (asking.length === 0) continue;
      when(report, pool, pool.tier, "the pool's tier", (tier) => {
        if (tier !== "LITE") return;
        report({
          at: pool,
          message: `${asking.join(" and ")} needs more than the tier LITE.`,
          remedy: 'Set user_pool_tier = "ESSENTIALS".',
          nearest: "ESSENTIALS",
        });
      });
    }
  },
};

function demands(pool: Pool, clients: readonly Client[]): readonly string[] {
  const factors = pool.firstFactors.items.filter((factor) => factor !== "PASSWORD");
  const choosing = clients.filter((client) => client.authFlows.items.includes("ALLOW_USER_AUTH"));
  return [
    ...(factors.length > 0 ? [`sign_in_policy (${factors.join(", ")})`] : []),
    ...choosing.map((client) => `ALLOW_USER_AUTH of ${client.address}`),
  ];
}
