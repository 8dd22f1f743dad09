import { identity, only, refusal } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};

const code = (options: UserPoolOptions) => refusal({ pool: options, signInDomain: false }).code;

const email = { sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/auth@example.com" };

describe("mail", () => {
  test("goes through SES with its sender and rules", () => {
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

  test("from a domain's identity needs an address", () => {
    expect(code({ email: { sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/example.com" } })).toBe(
      "email-from",
    );
  });

  test("comes from an address of the domain's identity, or of a subdomain", () => {
    const sourceArn = "arn:aws:ses:eu-central-1:123456789012:identity/example.com";
    for (const from of ["Example <auth@example.com>", "a@mail.example.com"])
      expect(() => pool({ email: { sourceArn, from } })).not.toThrow();
    for (const from of ["a@other.org", "Example <a@notexample.com>"])
      expect([from, code({ email: { sourceArn, from } })]).toEqual([from, "email-from"]);
  });

  test("says what the messages say", () => {
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

  test.each<[string, NonNullable<UserPoolOptions["messages"]>]>([
    ["a code", { verification: { subject: "s", message: "no code" } }],
    ["a link", { verification: { subject: "s", linkMessage: "no link {####}" } }],
    ["a user name", { invitation: { subject: "s", message: "only {####}" } }],
  ])("is refused without %s", (_name, messages) => expect(code({ messages })).toBe("message-placeholder"));
});
