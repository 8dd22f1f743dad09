import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when, within } from "../support/known";

/** Rotation replaces ALLOW_REFRESH_TOKEN_AUTH; a spent refresh token may stay good for 0 to 60 seconds. */
export const refreshTokenRotation: Rule = {
  code: "refresh-token-rotation",
  severity: "error",
  title: "Refresh token rotation beside ALLOW_REFRESH_TOKEN_AUTH, or with a grace period outside 0 to 60 seconds",
  source: SOURCES.rotation,
  check(model, report) {
    for (const client of model.clients) {
      when(report, client, client.rotation, "whether refresh tokens rotate", (feature) => {
        if (feature !== "ENABLED") return;
        within(report, client, client.rotationGrace, "retry_grace_period_seconds", {
          ...APP_CLIENT.rotationGrace.value,
          unit: "seconds",
        });
        if (!client.authFlows.items.includes("ALLOW_REFRESH_TOKEN_AUTH")) return;
        report({
          at: client,
          message:
            "The client rotates refresh tokens and allows ALLOW_REFRESH_TOKEN_AUTH: AWS refuses the two together.",
          remedy: "Remove ALLOW_REFRESH_TOKEN_AUTH; refreshing goes through GetTokensFromRefreshToken.",
        });
      });
    }
  },
};
