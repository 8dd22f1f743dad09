import type { UserPoolOptions } from "../../../../constructs";
import { UserPool } from "../../../../constructs/identity/pool/user-pool";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { resource, resources, type Block } from "../../../support/terraform-json";

const email = {
  sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/example.com",
  from: "Example <auth@example.com>",
  replyTo: "help@example.com",
};
const make = (options: UserPoolOptions) =>
  emitted((stack) => new UserPool(stack, "pool", { name: "notes-pool", tier: "PLUS", ...options }));
const risks = (options: UserPoolOptions): Block => resource(make(options), "aws_cognito_risk_configuration.pool");
const versions = (options: UserPoolOptions) =>
  (make(options).terraform?.["required_providers"] as { aws: { version: string } }).aws.version;

const ALL = ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"];

describe("by default", () => {
  test.each([undefined, "audit"] as const)("there is none with threat protection %s", (threatProtection) => {
    expect(resources(make({ threatProtection }), "aws_cognito_risk_configuration").size).toBe(0);
  });

  test("enforced protection refuses stolen passwords at every event, for all clients of the pool", () => {
    const found = risks({ threatProtection: "enforced" });
    expect(found).toEqual({
      user_pool_id: "${aws_cognito_user_pool.pool.id}",
      compromised_credentials_risk_configuration: { event_filter: ALL, actions: { event_action: "BLOCK" } },
    });
    expect(make({ threatProtection: {} }).resource).toEqual(make({ threatProtection: "enforced" }).resource);
  });

  test("with a sender in SES it asks for a second factor where there is a risk, and tells the user", () => {
    expect(risks({ threatProtection: "enforced", email })["account_takeover_risk_configuration"]).toEqual({
      actions: {
        low_action: { event_action: "NO_ACTION", notify: false },
        medium_action: { event_action: "MFA_IF_CONFIGURED", notify: true },
        high_action: { event_action: "MFA_REQUIRED", notify: true },
      },
      notify_configuration: { source_arn: email.sourceArn, from: email.from, reply_to: email.replyTo },
    });
    expect(versions({ threatProtection: "enforced", email })).toContain(">= 5.100");
  });

  test("blocks high risk where nobody has a second factor", () => {
    const found = risks({ threatProtection: "enforced", email, mfa: "off" });
    expect(found).toMatchObject({
      account_takeover_risk_configuration: {
        actions: { medium_action: { event_action: "NO_ACTION" }, high_action: { event_action: "BLOCK" } },
      },
    });
  });
});

describe("what is said", () => {
  test("replaces one level and leaves the others", () => {
    const mail = { subject: "Blocked", text: "Was it you?", html: "<p>Was it you?</p>" };
    const threatProtection = {
      accountTakeover: { medium: { action: "BLOCK", notify: false }, mails: { blocked: mail } },
    } as const;
    expect(risks({ threatProtection, email })["account_takeover_risk_configuration"]).toMatchObject({
      actions: {
        low_action: { event_action: "NO_ACTION", notify: false },
        medium_action: { event_action: "BLOCK", notify: false },
        high_action: { event_action: "MFA_REQUIRED", notify: true },
      },
      notify_configuration: {
        block_email: { subject: mail.subject, text_body: mail.text, html_body: mail.html },
      },
    });
  });

  test("tells nobody without a sender, which only newer providers take", () => {
    const options = { threatProtection: { accountTakeover: {} } };
    const takeover = risks(options)["account_takeover_risk_configuration"];
    expect(takeover).toEqual({
      actions: {
        low_action: { event_action: "NO_ACTION", notify: false },
        medium_action: { event_action: "MFA_IF_CONFIGURED", notify: false },
        high_action: { event_action: "MFA_REQUIRED", notify: false },
      },
    });
    expect(versions(options)).toContain(">= 6.25");
  });

  test("names the events, or none", () => {
    const of = (threatProtection: UserPoolOptions["threatProtection"]) =>
      risks({ threatProtection })["compromised_credentials_risk_configuration"];
    expect(of({ compromisedCredentials: ["SIGN_UP"] })).toEqual({
      event_filter: ["SIGN_UP"],
      actions: { event_action: "BLOCK" },
    });
    expect(of({ compromisedCredentials: false })).toEqual({ actions: { event_action: "NO_ACTION" } });
  });

  test("lists addresses of both families", () => {
    const threatProtection = {
      skippedIpRanges: ["192.0.2.0/24"],
      blockedIpRanges: ["198.51.100.7/32", "2001:db8::/32"],
    };
    expect(risks({ threatProtection })["risk_exception_configuration"]).toEqual({
      skipped_ip_range_list: ["192.0.2.0/24"],
      blocked_ip_range_list: ["198.51.100.7/32", "2001:db8::/32"],
    });
  });
});

describe("is refused", () => {
  const high = (action: "MFA_REQUIRED" | "BLOCK", notify?: boolean) => ({
    accountTakeover: { high: { action, notify } },
  });
  const many = Array.from({ length: 201 }, (_, index) => `192.0.${Math.floor(index / 256)}.${index % 256}/32`);
  test.each<[string, string, UserPoolOptions]>([
    ["a mail that nobody sends", "threat-notify-sender", { threatProtection: high("BLOCK", true) }],
    ["a factor nobody has", "threat-second-factor", { mfa: "off", threatProtection: high("MFA_REQUIRED") }],
    ["another tier", "threat-protection-tier", { tier: "ESSENTIALS", threatProtection: {} }],
    ["an address without prefix", "threat-addresses", { threatProtection: { blockedIpRanges: ["192.0.2.1"] } }],
    ["a prefix too long", "threat-addresses", { threatProtection: { blockedIpRanges: ["192.0.2.1/33"] } }],
    ["a name", "threat-addresses", { threatProtection: { skippedIpRanges: ["example.com/24"] } }],
    ["everybody", "threat-addresses", { threatProtection: { skippedIpRanges: ["0.0.0.0/0"] } }],
    ["more than AWS accepts", "threat-addresses", { threatProtection: { blockedIpRanges: many } }],
    [
      "one range on both lists",
      "threat-addresses",
      { threatProtection: { skippedIpRanges: ["192.0.2.0/24"], blockedIpRanges: ["192.0.2.0/24"] } },
    ],
  ])("%s", (_what, code, options) => expectRefusal(() => make(options), code));
});
