import { USER_POOL } from "../../aws/cognito";
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
        within(report, pool, policy.minimumLength, "minimum_length", {
          ...USER_POOL.passwordLength.value,
          unit: "characters",
        });
        within(report, pool, policy.history, "password_history_size", {
          ...USER_POOL.passwordHistory.value,
          unit: "passwords",
        });
        within(report, pool, policy.temporaryValidity, "temporary_password_validity_days", {
          ...USER_POOL.temporaryPassword.value,
          unit: "days",
        });
      });
    }
  },
};
