import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { signsInByPhone } from "./sign-in-aliases";
import type { AccountRecovery, UserPoolOptions } from "./user-pool-options";

const MECHANISMS = {
  email: ["verified_email"],
  phone: ["verified_phone_number"],
  "email-then-phone": ["verified_email", "verified_phone_number"],
  "phone-then-email": ["verified_phone_number", "verified_email"],
  administrator: ["admin_only"],
} as const;

/** What applies when nothing is said: a code by email, unless such a code is the second factor already, or people sign in by phone. */
function effectiveRecovery(options: UserPoolOptions): AccountRecovery {
  if (options.accountRecovery !== undefined) return options.accountRecovery;
  if (emailIsSecondFactor(options)) return "email-then-phone";
  return signsInByPhone(options) && options.signInAliases?.includes("email") !== true ? "phone" : "email";
}

/** Whether codes that recover an account may come by text message. */
export const recoversByPhone = (options: UserPoolOptions): boolean => effectiveRecovery(options).includes("phone");

function emailIsSecondFactor(options: UserPoolOptions): boolean {
  return options.mfa !== "off" && options.secondFactors?.includes("email") === true;
}

/**
 * A code by email can't be both the second factor and the way around the password, so AWS refuses that pair.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AccountRecoverySettingType.html
 * Codes by text message are neither sent to who has them as the second factor: where they are the only way, such users are locked out.
 * @throws ConfigurationError `recovery-email-mfa`, `recovery-phone-mfa` when codes of one kind are both
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
  if (recovery === "phone" && options.mfa !== "off" && options.secondFactors?.includes("sms") === true)
    throw new ConfigurationError(
      "recovery-phone-mfa",
      where,
      "codes by text message are a second factor and the only way to recover an account: Cognito sends none to who uses both",
      'Write accountRecovery: "phone-then-email" or "administrator"',
    );
  return {
    accountRecoverySetting: {
      recoveryMechanism: MECHANISMS[recovery].map((name, index) => ({ name, priority: index + 1 })),
    },
  };
}
