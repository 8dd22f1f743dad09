import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { UserPoolOptions } from "./user-pool-options";

/**
 * @throws ConfigurationError `sign-in-policy-tier` on the Lite tier, `sign-in-policy-mfa` where a second factor is required: AWS lets a password-less
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
      "sign-in-policy-tier",
      where,
      "choice-based sign-in on the Lite tier",
      'Write tier: "ESSENTIALS", or leave signInPolicy out',
    );
  }
  if (options.mfa === "required" && further.length > 0) {
    throw new ConfigurationError(
      "sign-in-policy-mfa",
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
