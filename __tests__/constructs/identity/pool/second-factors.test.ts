import { identity, only, refusal } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};

const code = (options: UserPoolOptions) => refusal({ pool: options, signInDomain: false }).code;

const email = { sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/auth@example.com" };

describe("the second factor", () => {
  test("is an authenticator app unless others are named", () => {
    expect(pool({}).values).toMatchObject({
      mfa_configuration: "OPTIONAL",
      software_token_mfa_configuration: { enabled: true },
    });
  });

  test("can be off", () => {
    const { values } = pool({ mfa: "off", secondFactors: ["sms", "totp"] });
    expect(values).toMatchObject({ mfa_configuration: "OFF" });
    expect(values).not.toHaveProperty("software_token_mfa_configuration");
    expect(values).not.toHaveProperty("sms_configuration");
  });

  test("can be a code by email, which then is not the only way to recover the account", () => {
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

  test("can be a text message, sent by a role that only Cognito of this account takes and that reaches no topic", () => {
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

  test.each<[string, UserPoolOptions]>([
    ["mfa-factors", { secondFactors: [] }],
    ["mfa-email-sender", { secondFactors: ["email"] }],
    ["mfa-email-tier", { tier: "LITE", secondFactors: ["email"], email }],
    ["recovery-email-mfa", { secondFactors: ["email"], email, accountRecovery: "email" }],
    ["message-placeholder", { secondFactors: ["sms"], messages: { code: { subject: "Code", message: "no code" } } }],
  ])("is refused as %s for %j", (expected, options) => expect(code(options)).toBe(expected));
});
