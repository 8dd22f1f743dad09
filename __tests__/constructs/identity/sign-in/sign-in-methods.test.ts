import { identity, only, refusal } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};

const code = (options: UserPoolOptions) => refusal({ pool: options, signInDomain: false }).code;

describe("the first factor", () => {
  test("is the password alone unless more is asked for", () => {
    const { values, emitted } = pool({});
    expect(values).not.toHaveProperty("sign_in_policy");
    expect(values).not.toHaveProperty("web_authn_configuration");
    expect(only(emitted.resource("aws_cognito_user_pool_client"))["explicit_auth_flows"]).toEqual([
      "ALLOW_REFRESH_TOKEN_AUTH",
    ]);
  });

  test("can be a passkey or a code, and the clients allow the choice", () => {
    const { values, emitted } = pool({
      signInPolicy: { passkeys: { relyingPartyId: "auth.example.com" }, emailOtp: true, smsOtp: true },
    });
    expect(values).toMatchObject({
      sign_in_policy: { allowed_first_auth_factors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] },
      web_authn_configuration: { relying_party_id: "auth.example.com", user_verification: "required" },
    });
    expect(only(emitted.resource("aws_cognito_user_pool_client"))["explicit_auth_flows"]).toEqual([
      "ALLOW_REFRESH_TOKEN_AUTH",
      "ALLOW_USER_AUTH",
    ]);
  });

  test("with rotated refresh tokens leaves REFRESH_TOKEN_AUTH out", () => {
    const { resource } = identity({
      pool: { signInPolicy: { passkeys: true } },
      signInDomain: false,
      webClients: {
        web: { callbackUrls: ["https://a.example"], scopes: [], refreshTokenRotation: { retryGracePeriodSeconds: 0 } },
      },
    });
    expect(only(resource("aws_cognito_user_pool_client"))["explicit_auth_flows"]).toEqual(["ALLOW_USER_AUTH"]);
  });

  test.each<[string, UserPoolOptions]>([
    ["sign-in-policy-tier", { tier: "LITE", signInPolicy: { passkeys: true } }],
    ["sign-in-policy-mfa", { mfa: "required", signInPolicy: { passkeys: true } }],
    ["sign-in-policy-mfa", { mfa: "required", signInPolicy: { emailOtp: true } }],
  ])("is refused as %s for %j", (expected, options) => expect(code(options)).toBe(expected));
});
