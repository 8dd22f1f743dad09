import { identity, only, refusal } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};
const code = (options: UserPoolOptions) => refusal({ pool: options, signInDomain: false }).code;
const email = { sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/auth@example.com" };

describe("the first factor", () => {
  it("is the password alone unless more is asked for", () => {
    const { values, emitted } = pool({});
    expect(values).not.toHaveProperty("sign_in_policy");
    expect(values).not.toHaveProperty("web_authn_configuration");
    expect(only(emitted.resource("aws_cognito_user_pool_client"))["explicit_auth_flows"]).toEqual([
      "ALLOW_REFRESH_TOKEN_AUTH",
    ]);
  });

  it("can be a passkey or a code, and the clients allow the choice", () => {
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

  it("with rotated refresh tokens leaves REFRESH_TOKEN_AUTH out", () => {
    const { resource } = identity({
      pool: { signInPolicy: { passkeys: true } },
      signInDomain: false,
      webClients: {
        web: { callbackUrls: ["https://a.example"], scopes: [], refreshTokenRotation: { retryGracePeriodSeconds: 0 } },
      },
    });
    expect(only(resource("aws_cognito_user_pool_client"))["explicit_auth_flows"]).toEqual(["ALLOW_USER_AUTH"]);
  });

  it.each<[string, UserPoolOptions]>([
    ["sign-in-tier", { tier: "LITE", signInPolicy: { passkeys: true } }],
    ["sign-in-mfa", { mfa: "required", signInPolicy: { passkeys: true } }],
    ["sign-in-mfa", { mfa: "required", signInPolicy: { emailOtp: true } }],
  ])("is refused as %s for %j", (expected, options) => expect(code(options)).toBe(expected));
});

describe("the second factor", () => {
  it("is an authenticator app unless others are named", () => {
    expect(pool({}).values).toMatchObject({
      mfa_configuration: "OPTIONAL",
      software_token_mfa_configuration: { enabled: true },
    });
  });

  it("can be off", () => {
    const { values } = pool({ mfa: "off", secondFactors: ["sms", "totp"] });
    expect(values).toMatchObject({ mfa_configuration: "OFF" });
    expect(values).not.toHaveProperty("software_token_mfa_configuration");
    expect(values).not.toHaveProperty("sms_configuration");
  });

  it("can be a code by email, which then is not the only way to recover the account", () => {
    expect(pool({ mfa: "required", secondFactors: ["totp", "email"], email }).values).toMatchObject({
      mfa_configuration: "ON",
      email_mfa_configuration: { subject: "Your sign-in code", message: "Your sign-in code is {####}" },
      account_recovery_setting: {
        recovery_mechanism: [
          { name: "verified_email", priority: 1 },
          { name: "verified_phone_number", priority: 2 },
        ],
      },
      email_configuration: { email_sending_account: "DEVELOPER", source_arn: email.sourceArn },
    });
  });

  it("can be a text message, sent by a role that only Cognito of this account takes and that reaches no topic", () => {
    const { values, emitted } = pool({ secondFactors: ["sms"] });
    expect(values).toMatchObject({
      sms_configuration: { external_id: "notes-pool-sms", sns_caller_arn: "${aws_iam_role.pool_sms.arn}" },
      sms_authentication_message: "Your sign-in code is {####}",
      depends_on: ["aws_iam_role_policy.pool_sms"],
    });
    expect(values).not.toHaveProperty("software_token_mfa_configuration");
    expect(String(only(emitted.resource("aws_iam_role"))["assume_role_policy"])).toMatch(
      /cognito-idp.amazonaws.com.*"sts:ExternalId" = "notes-pool-sms".*"aws:SourceAccount" = data.aws_caller_identity.pool_sms_account.account_id/,
    );
    const policy = String(only(emitted.resource("aws_iam_role_policy"))["policy"]);
    expect(policy).toContain('"Action" = "sns:Publish"');
    expect(policy).toContain('"NotResource" = "arn:${data.aws_partition.pool_sms_partition.partition}:sns:*:*:*"');
    expect(policy).not.toContain('"Resource"');
  });

  it.each<[string, UserPoolOptions]>([
    ["mfa-factors", { secondFactors: [] }],
    ["mfa-email-sender", { secondFactors: ["email"] }],
    ["mfa-email-tier", { tier: "LITE", secondFactors: ["email"], email }],
    ["recovery-email-mfa", { secondFactors: ["email"], email, accountRecovery: "email" }],
    ["message-placeholder", { secondFactors: ["sms"], messages: { code: { subject: "Code", message: "no code" } } }],
  ])("is refused as %s for %j", (expected, options) => expect(code(options)).toBe(expected));
});

describe("recovery", () => {
  it("can be left to administrators", () => {
    expect(pool({ accountRecovery: "administrator" }).values["account_recovery_setting"]).toEqual({
      recovery_mechanism: [{ name: "admin_only", priority: 1 }],
    });
  });
});

describe("threat protection", () => {
  it.each([
    ["audit", "AUDIT"],
    ["enforced", "ENFORCED"],
  ] as const)("%s is emitted on the Plus tier", (threatProtection, mode) => {
    expect(pool({ tier: "PLUS", threatProtection }).values["user_pool_add_ons"]).toEqual({
      advanced_security_mode: mode,
    });
  });

  it.each([undefined, "LITE", "ESSENTIALS"] as const)("is refused on the tier %s", (tier) => {
    expect(code({ tier, threatProtection: "enforced" })).toBe("threat-protection-tier");
  });
});

describe("mail", () => {
  it("goes through SES with its sender and rules", () => {
    const sender = {
      ...email,
      from: "Example <auth@example.com>",
      replyTo: "help@example.com",
      configurationSet: "auth",
    };
    expect(pool({ email: sender }).values["email_configuration"]).toEqual({
      email_sending_account: "DEVELOPER",
      source_arn: email.sourceArn,
      from_email_address: "Example <auth@example.com>",
      reply_to_email_address: "help@example.com",
      configuration_set: "auth",
    });
  });

  it("from a domain's identity needs an address", () => {
    expect(code({ email: { sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/example.com" } })).toBe(
      "email-from",
    );
  });

  it("says what the messages say", () => {
    const { values } = pool({
      messages: {
        verification: { subject: "Verify", linkMessage: "Hello! {##Verify my address##}" },
        invitation: { subject: "Welcome", message: "Sign in as {username} with {####}" },
      },
    });
    expect(values).toMatchObject({
      verification_message_template: {
        default_email_option: "CONFIRM_WITH_LINK",
        email_subject_by_link: "Verify",
        email_message_by_link: "Hello! {##Verify my address##}",
      },
      admin_create_user_config: {
        allow_admin_create_user_only: true,
        invite_message_template: { email_subject: "Welcome", email_message: "Sign in as {username} with {####}" },
      },
    });
  });

  it.each<[string, NonNullable<UserPoolOptions["messages"]>]>([
    ["a code", { verification: { subject: "s", message: "no code" } }],
    ["a link", { verification: { subject: "s", linkMessage: "no link {####}" } }],
    ["a user name", { invitation: { subject: "s", message: "only {####}" } }],
  ])("is refused without %s", (_name, messages) => expect(code({ messages })).toBe("message-placeholder"));
});
