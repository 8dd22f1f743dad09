import type { SignInMethods } from "./sign-in-options";
import type { CustomAttribute } from "./custom-attributes";
import type { EmailSenderOptions } from "./email-sender";
import type { Messages } from "./messages";
import type { PasswordPolicy } from "./password-policy";
import type { Tier } from "./pool";
import type { ThreatResponses } from "./risk-options";
import type { SmsSenderOptions } from "./sms-sender";

/** How a user who forgot the password gets a code: by email or text message, to the first that is verified; or the user asks an administrator. */
export type AccountRecovery = "email" | "phone" | "email-then-phone" | "phone-then-email" | "administrator";

/** What people sign in with. `preferredUsername` can be changed by its user and needs `username`, which can't. */
export type SignInAlias = "email" | "phone" | "username" | "preferredUsername";

/** `totp`: an authenticator app. `email`: a code by email. `sms`: a code by text message, the weakest of them. */
export type SecondFactor = "totp" | "email" | "sms";

/**
 * `audit`: compromised passwords and risky sign-ins are logged. `enforced`: they are acted upon as well, in the ways of `ThreatResponses` as they
 * are by default; or those ways, which enforce it too.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
 */
export type ThreatProtection = "audit" | "enforced" | ThreatResponses;

export interface UserPoolOptions {
  /**
   * What people sign in with. Without `username`, the address or number is the user name; phone numbers bring a sender of text messages, which cost.
   * Another choice replaces the pool, and with it all users. @default ["email"]
   */
  readonly signInAliases?: readonly [SignInAlias, ...SignInAlias[]];
  /** @default "ESSENTIALS" */
  readonly tier?: Tier;
  /** @default 12 characters of all classes, temporary ones good for 7 days */
  readonly passwordPolicy?: PasswordPolicy;
  /** Whether anybody may register. @default false: administrators create users */
  readonly selfSignUp?: boolean;
  /** Passkeys and one-time codes as the first factor, beside the password. @default the password alone */
  readonly signInPolicy?: SignInMethods;
  /** Whether a second factor is asked for. @default "optional" */
  readonly mfa?: "off" | "optional" | "required";
  /** What may serve as the second factor. @default totp: time-based one-time passwords */
  readonly secondFactors?: readonly SecondFactor[];
  /** @default "email"; with codes by email as a second factor "email-then-phone"; where people sign in by phone alone "phone" */
  readonly accountRecovery?: AccountRecovery;
  /**
   * Watches sign-ins for stolen passwords and unusual circumstances; needs the tier PLUS. `enforced` refuses stolen passwords and, where the pool
   * has a sender in SES (`email`), asks for a second factor at medium and high risk and tells the user. @default off
   */
  readonly threatProtection?: ThreatProtection;
  /** @default Cognito's own sender */
  readonly email?: EmailSenderOptions;
  /** @default made with its defaults where `signInAliases`, `secondFactors`, `signInPolicy` or `accountRecovery` needs text messages */
  readonly sms?: SmsSenderOptions;
  /** What mails and text messages say. @default Cognito's own texts */
  readonly messages?: Messages;
  /** `custom:` attributes by name, without the prefix. They can be added later, never changed or removed. @default none */
  readonly customAttributes?: Readonly<Record<string, CustomAttribute>>;
  /** Refuses deletion, in AWS (`deletion_protection`) and in Terraform (`prevent_destroy`). @default true */
  readonly deletionProtection?: boolean;
}
