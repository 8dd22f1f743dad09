import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { onlyMachine } from "../support/clients";
import { when } from "../support/known";

/** LEGACY, the default, tells whoever asks which users exist. */
export const clientUserExistenceErrors: Rule = {
  code: "client-user-existence-errors",
  severity: "warning",
  title: "A client whose errors reveal which users exist (prevent_user_existence_errors LEGACY)",
  source: SOURCES.userExistence,
  check(model, report) {
    for (const client of model.clients) {
      if (!client.managed || onlyMachine(client)) continue;
      when(report, client, client.userExistenceErrors, "prevent_user_existence_errors", (mode) => {
        if (mode === "ENABLED") return;
        report({
          at: client,
          message: `prevent_user_existence_errors is ${mode}: sign-in and password recovery reveal which users exist.`,
          remedy: 'Set prevent_user_existence_errors = "ENABLED".',
          nearest: "ENABLED",
        });
      });
    }
  },
};
