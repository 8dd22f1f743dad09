import type { Value } from "../../model/index";
import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Reporter, Rule, Subject } from "../rule";
import { when } from "../support/known";

const MINUTE = 60;
const DAY = 86_400;
const RANGES = {
  access: { ...APP_CLIENT.accessToken.value, words: "5 minutes to 1 day" },
  id: { ...APP_CLIENT.idToken.value, words: "5 minutes to 1 day" },
  refresh: { ...APP_CLIENT.refreshToken.value, words: "60 minutes to 10 years" },
} as const;

/** Without token_validity_units, access and ID lifetimes count hours: 60 is two and a half days. */
export const clientTokenLifetime: Rule = {
  code: "client-token-lifetime",
  severity: "error",
  title: "A token lifetime outside what Cognito takes",
  source: `lgallard/terraform-aws-cognito-user-pool #68 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/68; ${SOURCES.client}`,
  check(model, report) {
    for (const client of model.clients) {
      if (!client.managed) continue;
      for (const kind of ["access", "id", "refresh"] as const)
        evaluateRules(report, client, kind, client.lifetimes[kind]);
    }
  },
};

function evaluateRules(report: Reporter, at: Subject, kind: keyof typeof RANGES, lifetime: Value<number>): void {
  const { least, most, words } = RANGES[kind];
  when(report, at, lifetime, `the lifetime of ${kind} tokens`, (seconds) => {
    if (seconds >= least && seconds <= most) return;
    report({
      at,
      message: `${kind} tokens are to live ${spoken(seconds)}: Cognito takes ${words}.`,
      remedy: `Set ${kind}_token_validity within that range, and its unit in token_validity_units (hours, refresh: days, when left out).`,
    });
  });
}

function spoken(seconds: number): string {
  if (seconds % DAY === 0) return `${seconds / DAY} days`;
  if (seconds % 3600 === 0) return `${seconds / 3600} hours`;
  return seconds % MINUTE === 0 ? `${seconds / MINUTE} minutes` : `${seconds} seconds`;
}
