import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { onlyMachine } from "../support/clients";

/** A token that outlives the refresh token it comes with. Machines get no refresh token. */
export const clientTokenOrder: Rule = {
  code: "client-token-order",
  severity: "error",
  title: "Access or ID tokens that live longer than the refresh token",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      if (!client.managed || onlyMachine(client)) continue;
      const { access, id, refresh } = client.lifetimes;
      if (!refresh.known) {
        report.unknown(client, `the lifetime of refresh tokens (${refresh.why})`);
        continue;
      }
      for (const [kind, lifetime] of [
        ["access", access],
        ["ID", id],
      ] as const) {
        if (!lifetime.known || lifetime.value <= refresh.value) continue;
        report({
          at: client,
          message: `${kind} tokens are to live ${lifetime.value / 60} minutes, the refresh token ${refresh.value / 60}: Cognito refuses that.`,
          remedy: "Let the refresh token live longest, e.g. refresh_token_validity = 30 with the unit days.",
        });
      }
    }
  },
};
