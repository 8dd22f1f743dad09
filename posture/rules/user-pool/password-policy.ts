import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when, within } from "../support/known";

export const passwordPolicy: Rule = {
  code: "password-policy",
  severity: "error",
  title: "Numbers of a password policy that Cognito refuses",
  source: SOURCES.passwordPolicy,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      when(report, pool, pool.password, "the password policy", (policy) => {
        if (!policy) return;
        within(report, pool, policy.minimumLength, "minimum_length", { least: 6, most: 99, unit: "characters" });
        within(report, pool, policy.history, "password_history_size", { least: 0, most: 24, unit: "passwords" });
        within(report, pool, policy.temporaryValidity, "temporary_password_validity_days", {
          least: 0,
          most: 365,
          unit: "days",
        });
      });
    }
  },
};
