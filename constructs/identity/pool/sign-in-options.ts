export interface PasskeyOptions {
  /**
   * The domain that passkeys are bound to; they work nowhere else. With a sign-in domain of your own it must be exactly that domain.
   * @default the sign-in domain
   */
  readonly relyingPartyId?: string;
  /** Whether the device must check its owner (fingerprint, face, PIN), or should. @default "required" */
  readonly userVerification?: "required" | "preferred";
}

/**
 * How people may begin to sign in besides a password (choice-based sign-in). Needs the Essentials or Plus tier, a client with
 * `ALLOW_USER_AUTH` and, on Cognito's own pages, managed login: the classic pages know passwords only.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html#authentication-flows-selection-choice
 */
export interface SignInMethods {
  /** Passkeys; true takes them as they are by default. @default false */
  readonly passkeys?: boolean | PasskeyOptions;
  /** A one-time code by email instead of a password (password-less). @default false */
  readonly emailOtp?: boolean;
  /** A one-time code by text message. Each message costs. @default false */
  readonly smsOtp?: boolean;
}
