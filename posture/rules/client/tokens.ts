import type { Value } from "../../model/index";
import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Reporter, Rule, Subject } from "../rule";
import { each } from "../support/each";
import { when, within } from "../support/known";
import { onlyMachine } from "../support/clients";

const MINUTE = 60;

const DAY = 86_400;

const RANGES = {
  access: { ...APP_CLIENT.accessToken.value, called: "Access", words: "5 minutes to 1 day" },
  id: { ...APP_CLIENT.idToken.value, called: "ID", words: "5 minutes to 1 day" },
  refresh: { ...APP_CLIENT.refreshToken.value, called: "Refresh", words: "60 minutes to 10 years" },
} as const;

/** Without token_validity_units, access and ID lifetimes count hours: 60 is two and a half days. */
export const clientTokenLifetime: Rule = {
  code: "client-token-lifetime",
  severity: "error",
  title: "A token lifetime outside what Cognito accepts",
  source: `lgallard/terraform-aws-cognito-user-pool #68 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/68; ${SOURCES.client}`,
  check: each("clients", (client, report) => {
    if (!client.managed) return;
    for (const kind of ["access", "id", "refresh"] as const)
      evaluateRules(report, client, kind, client.lifetimes[kind]);
  }),
};

function evaluateRules(report: Reporter, at: Subject, kind: keyof typeof RANGES, lifetime: Value<number>): void {
  const { least, most, called, words } = RANGES[kind];
  when(report, at, lifetime, `the lifetime of ${kind} tokens`, (seconds) => {
    if (seconds >= least && seconds <= most) return;
    report({
      at,
      message: `${called} tokens are valid for ${spoken(seconds)}: Cognito accepts ${words}.`,
      remedy: `Set ${kind}_token_validity within that range, and its unit in token_validity_units (hours, refresh: days, when left out).`,
    });
  });
}

function spoken(seconds: number): string {
  const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? "" : "s"}`;
  if (seconds % DAY === 0) return count(seconds / DAY, "day");
  if (seconds % 3600 === 0) return count(seconds / 3600, "hour");
  return seconds % MINUTE === 0 ? count(seconds / MINUTE, "minute") : count(seconds, "second");
}

/** A token that outlives the refresh token it comes with. Machines get no refresh token. */
export const clientTokenOrder: Rule = {
  code: "client-token-order",
  severity: "error",
  title: "Access or ID tokens that live longer than the refresh token",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const machine = onlyMachine(client);
    if (!client.managed || machine === true) return;
    const { access, id, refresh } = client.lifetimes;
    if (!refresh.known) {
      report.unknown(client, `the lifetime of refresh tokens (${refresh.why})`);
      return;
    }
    for (const [kind, lifetime] of [
      ["Access", access],
      ["ID", id],
    ] as const) {
      if (!lifetime.known || lifetime.value <= refresh.value) continue;
      if (machine === "unknown") report.unknown(client, "whether it gets refresh tokens (allowed_oauth_flows)");
      else
        report({
          message: `${kind} tokens are valid for ${spoken(lifetime.value)}, longer than the refresh token (${spoken(refresh.value)}): Cognito refuses that.`,
          remedy: "Let the refresh token live longest, e.g. refresh_token_validity = 30 with the unit days.",
        });
    }
  }),
};

/** Rotation replaces ALLOW_REFRESH_TOKEN_AUTH; a spent refresh token may stay good for 0 to 60 seconds. */
export const refreshTokenRotation: Rule = {
  code: "refresh-token-rotation",
  severity: "error",
  title: "Refresh token rotation beside ALLOW_REFRESH_TOKEN_AUTH, or with a grace period outside 0 to 60 seconds",
  source: SOURCES.rotation,
  check: each("clients", (client, report) => {
    when(report, client, client.rotation, "whether refresh tokens rotate", (feature) => {
      if (feature !== "ENABLED") return;
      within(report, client, client.rotationGrace, "retry_grace_period_seconds", {
        ...APP_CLIENT.rotationGrace.value,
        unit: "seconds",
      });
      if (!client.authFlows.items.includes("ALLOW_REFRESH_TOKEN_AUTH")) return;
      report({
        message: "The client rotates refresh tokens and allows ALLOW_REFRESH_TOKEN_AUTH: AWS refuses the two together.",
        remedy: "Remove ALLOW_REFRESH_TOKEN_AUTH; refreshing goes through GetTokensFromRefreshToken.",
      });
    });
  }),
};
