import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { checkMessage, type Message } from "./messages";
import type { SecondFactor, UserPoolOptions } from "./user-pool-options";

const MFA = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;

/** Always sent along: an empty block would read as no block. */
const DEFAULT_CODE: Message = { subject: "Your sign-in code", message: "Your sign-in code is {####}" };

type Mfa = Pick<
  CognitoUserPoolConfig,
  "mfaConfiguration" | "softwareTokenMfaConfiguration" | "emailMfaConfiguration" | "smsAuthenticationMessage"
>;

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
 * @throws ConfigurationError `mfa-factors` when none is named, `mfa-email-tier` and `mfa-email-sender` where AWS would refuse codes by email
 */
export function secondFactors(options: UserPoolOptions, where: string): Mfa {
  const mfaConfiguration = MFA[options.mfa ?? "optional"];
  if (mfaConfiguration === "OFF") return { mfaConfiguration };
  const factors = new Set<SecondFactor>(options.secondFactors ?? ["totp"]);
  if (factors.size === 0) {
    throw new ConfigurationError("mfa-factors", where, "no second factor is named", 'Name some, or write mfa: "off"');
  }
  if (factors.has("email")) checkEmail(options, where);
  const code = options.messages?.code ?? DEFAULT_CODE;
  checkMessage(code, `${where}/messages/code`);
  return {
    mfaConfiguration,
    softwareTokenMfaConfiguration: factors.has("totp") ? { enabled: true } : undefined,
    emailMfaConfiguration: factors.has("email") ? { subject: code.subject, message: code.message } : undefined,
    smsAuthenticationMessage: factors.has("sms") ? code.message : undefined,
  };
}

function checkEmail(options: UserPoolOptions, where: string): void {
  if (options.tier === "LITE") {
    throw new ConfigurationError(
      "mfa-email-tier",
      where,
      "codes by email as a second factor on the Lite tier",
      'Write tier: "ESSENTIALS"',
    );
  }
  if (options.email === undefined) {
    throw new ConfigurationError(
      "mfa-email-sender",
      where,
      "codes by email as a second factor, sent by Cognito itself",
      "Give the pool a sender in SES (email: { sourceArn })",
    );
  }
}
