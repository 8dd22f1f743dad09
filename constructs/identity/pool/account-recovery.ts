import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { AccountRecovery, UserPoolOptions } from "./user-pool-options";

const MECHANISMS = {
  email: ["verified_email"],
  "email-then-phone": ["verified_email", "verified_phone_number"],
  administrator: ["admin_only"],
} as const;

/** What applies when nothing is said: a code by email, unless such a code is the second factor already. */
export function effectiveRecovery(options: UserPoolOptions): AccountRecovery {
  return options.accountRecovery ?? (emailIsSecondFactor(options) ? "email-then-phone" : "email");
}

function emailIsSecondFactor(options: UserPoolOptions): boolean {
  return options.mfa !== "off" && options.secondFactors?.includes("email") === true;
}

/**
 * A code by email can't be both the second factor and the way around the password, so AWS refuses that pair.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AccountRecoverySettingType.html
 * @throws ConfigurationError `recovery-email-mfa` when codes by email are both
 */
export function accountRecovery(
  options: UserPoolOptions,
  where: string,
): Pick<CognitoUserPoolConfig, "accountRecoverySetting"> {
  const recovery = effectiveRecovery(options);
  if (emailIsSecondFactor(options) && recovery === "email") {
    throw new ConfigurationError(
      "recovery-email-mfa",
      where,
      "codes by email are the second factor and the only way to recover an account",
      'Write accountRecovery: "email-then-phone" or "administrator"',
    );
  }
  return {
    accountRecoverySetting: {
      recoveryMechanism: MECHANISMS[recovery].map((name, index) => ({ name, priority: index + 1 })),
    },
  };
}
