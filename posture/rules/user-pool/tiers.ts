import { targetOf, type Client, type Pool } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { when } from "../support/known";
import { clientsOf } from "../support/clients";

export const managedLoginTier: Rule = {
  code: "managed-login-tier",
  severity: "error",
  title: "Managed login on the Lite tier",
  source: SOURCES.managedLogin,
  check: each("poolDomains", (domain, report) => {
    when(report, domain, domain.managedLogin, "managed_login_version", (version) => {
      const pool = targetOf(domain.pool);
      if (version < 2 || (pool && !pool.managed)) return;
      if (!pool) return report.unknown(domain, "the tier of the domain's pool");
      when(report, domain, pool.tier, "the pool's tier", (tier) => {
        if (tier !== "LITE") return;
        report({
          message: `managed_login_version is ${version}, but ${pool.address} is of the tier LITE.`,
          remedy: 'Set user_pool_tier = "ESSENTIALS", or managed_login_version = 1.',
          nearest: "ESSENTIALS",
        });
      });
    });
  }),
};

/** Passkeys, one-time codes and the choice among them (ALLOW_USER_AUTH) came with the Essentials tier. */
export const signInTier: Rule = {
  code: "sign-in-policy-tier",
  severity: "error",
  title: "Choice-based sign-in (passkeys, codes, ALLOW_USER_AUTH) on the Lite tier",
  source: SOURCES.tiers,
  check: each("pools", (pool, report, model) => {
    const asking = pool.managed ? demands(pool, clientsOf(model, pool)) : [];
    const { missing } = pool.firstFactors;
    if (asking.length === 0 && (!pool.managed || missing.length === 0)) return;
    when(report, pool, pool.tier, "the pool's tier", (tier) => {
      if (tier !== "LITE") return;
      if (asking.length === 0) return report.unknown(pool, `allowed_first_auth_factors (${missing.join(", ")})`);
      report({
        message: `${asking.join(" and ")} needs more than the tier LITE.`,
        remedy: 'Set user_pool_tier = "ESSENTIALS".',
        nearest: "ESSENTIALS",
      });
    });
  }),
};

function demands(pool: Pool, clients: readonly Client[]): readonly string[] {
  const factors = pool.firstFactors.items.filter((factor) => factor !== "PASSWORD");
  const choosing = clients.filter((client) => client.authFlows.items.includes("ALLOW_USER_AUTH"));
  return [
    ...(factors.length > 0 ? [`sign_in_policy (${factors.join(", ")})`] : []),
    ...choosing.map((client) => `ALLOW_USER_AUTH of ${client.address}`),
  ];
}

export const threatProtectionTier: Rule = {
  code: "threat-protection-tier",
  severity: "error",
  title: "Threat protection below the Plus tier",
  source: SOURCES.tiers,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    when(report, pool, pool.threatProtection, "advanced_security_mode", (mode) => {
      if (mode === "OFF") return;
      when(report, pool, pool.tier, "the pool's tier", (tier) => {
        if (tier === "PLUS") return;
        report({
          message: `advanced_security_mode is ${mode}, which the tier ${tier} doesn't have.`,
          remedy: 'Set user_pool_tier = "PLUS", or advanced_security_mode = "OFF".',
          nearest: "PLUS",
        });
      });
    });
  }),
};

/** Lite pools know version V1_0 only, which reaches the ID token and nothing else. */
export const triggerTier: Rule = {
  code: "trigger-tier",
  severity: "error",
  title: "A pre token generation trigger V2_0 or V3_0 on the Lite tier",
  source: SOURCES.trigger,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
    if (!trigger) return;
    when(report, pool, trigger.version, "the trigger's version", (version) => {
      if (version !== "V2_0" && version !== "V3_0") return;
      when(report, pool, pool.tier, "the pool's tier", (tier) => {
        if (tier !== "LITE") return;
        report({
          message: `The trigger is version ${version}, which the tier LITE doesn't have: AWS refuses it.`,
          remedy: 'Set user_pool_tier = "ESSENTIALS", or lambda_version = "V1_0", which changes the ID token only.',
          nearest: "ESSENTIALS",
        });
      });
    });
  }),
};
