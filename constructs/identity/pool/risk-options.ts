/** An event at which a password is held against those that are known to be stolen. */
export type CredentialEvent = "SIGN_IN" | "SIGN_UP" | "PASSWORD_CHANGE";

/**
 * What happens to a sign-in of some risk. `MFA_IF_CONFIGURED` lets it pass where a second factor can't be asked for, `MFA_REQUIRED` blocks it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AccountTakeoverActionType.html
 */
export type TakeoverAction = "NO_ACTION" | "MFA_IF_CONFIGURED" | "MFA_REQUIRED" | "BLOCK";

export interface TakeoverResponse {
  readonly action: TakeoverAction;
  /** Whether the user is told by mail, which needs the pool's own sender in SES (`email`). @default whether there is one */
  readonly notify?: boolean;
}

/** A mail about a sign-in, in both forms. `{login-time}`, `{device-name}`, `{city}`, `{country}`, `{one-click-link-valid}` and others are filled in. */
export interface ThreatMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface AccountTakeoverOptions {
  /** @default NO_ACTION, nobody is told */
  readonly low?: TakeoverResponse;
  /** @default MFA_IF_CONFIGURED; NO_ACTION in a pool without second factors */
  readonly medium?: TakeoverResponse;
  /** @default MFA_REQUIRED; BLOCK in a pool without second factors */
  readonly high?: TakeoverResponse;
  /** What the mails say: of a sign-in that was blocked, had to show a second factor, or passed. @default Cognito's own texts */
  readonly mails?: { readonly blocked?: ThreatMail; readonly secondFactor?: ThreatMail; readonly passed?: ThreatMail };
}

/** What threat protection does about what it finds. AWS doesn't document what it would do where this is left to it. */
export interface ThreatResponses {
  /** The events at which a stolen password is refused; false for none. @default all three */
  readonly compromisedCredentials?: readonly [CredentialEvent, ...CredentialEvent[]] | false;
  /**
   * What happens at each level of risk. Without a sender in SES it needs version 6.25 of the AWS provider: 5.100 asks for the sender even where
   * nobody is told. @default with a sender in SES every level as it is; without one, left to Cognito
   */
  readonly accountTakeover?: AccountTakeoverOptions;
  /** Address ranges from where no sign-in is a risk, in CIDR notation; at most 200. @default none */
  readonly skippedIpRanges?: readonly string[];
  /** Address ranges from where nobody signs in, in CIDR notation; at most 200. @default none */
  readonly blockedIpRanges?: readonly string[];
}
