import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { ThreatResponses } from "./risk-options";
import type { ThreatProtection, UserPoolOptions } from "./user-pool-options";

/** What is done about what is found; undefined where nothing is. */
export function threatResponses(mode: ThreatProtection | undefined): ThreatResponses | undefined {
  if (mode === undefined || mode === "audit") return undefined;
  return mode === "enforced" ? {} : mode;
}

/** @throws ConfigurationError `threat-protection-tier` on another tier than Plus */
export function threatProtection(
  { threatProtection: mode, tier }: UserPoolOptions,
  where: string,
): Pick<CognitoUserPoolConfig, "userPoolAddOns"> {
  if (mode === undefined) return {};
  if (tier !== "PLUS") {
    throw new ConfigurationError(
      "threat-protection-tier",
      { path: where, prop: "threatProtection" },
      `threatProtection: ${typeof mode === "string" ? `"${mode}"` : "{ … }"} on the tier ${tier ?? "ESSENTIALS"}`,
      'Write tier: "PLUS" (it is billed per user), or leave threatProtection out',
    );
  }
  return { userPoolAddOns: { advancedSecurityMode: mode === "audit" ? "AUDIT" : "ENFORCED" } };
}
