import type { CognitoUserPoolConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { ConfigurationError } from "../../errors/configuration-error";
import type { UserPoolOptions } from "../pool/user-pool";

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

/**
 * @throws ConfigurationError `sign-in-tier` on the Lite tier, `sign-in-mfa` where a second factor is required: AWS lets a password-less
 * method be the only factor, and refuses the pair unless passkeys count as two factors, which the provider can't say
 * (terraform-provider-aws issue 50110).
 */
export function signInMethods(
  options: UserPoolOptions,
  where: string,
): Pick<CognitoUserPoolConfig, "signInPolicy" | "webAuthnConfiguration"> {
  const methods = options.signInPolicy;
  if (methods === undefined) return {};
  const passkeys = methods.passkeys === true ? {} : methods.passkeys || undefined;
  const further = [
    ...(methods.emailOtp === true ? ["EMAIL_OTP"] : []),
    ...(methods.smsOtp === true ? ["SMS_OTP"] : []),
    ...(passkeys === undefined ? [] : ["WEB_AUTHN"]),
  ];
  if (options.tier === "LITE") {
    throw new ConfigurationError(
      "sign-in-tier",
      where,
      "choice-based sign-in on the Lite tier",
      'Write tier: "ESSENTIALS", or leave signIn out',
    );
  }
  if (options.mfa === "required" && further.length > 0) {
    throw new ConfigurationError(
      "sign-in-mfa",
      where,
      `mfa: "required" with ${further.join(", ")} as a first factor; AWS refuses that pair`,
      'Write mfa: "optional", or leave these methods out',
    );
  }
  return {
    // The password is always among them: AWS refuses a list without it.
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", ...further] },
    webAuthnConfiguration:
      passkeys === undefined
        ? undefined
        : { relyingPartyId: passkeys.relyingPartyId, userVerification: passkeys.userVerification ?? "required" },
  };
}
