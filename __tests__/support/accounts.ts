import { TerraformVariable } from "cdktf";
import type { ApiStack } from "../../constructs";
import { Identity } from "../../constructs/identity/identity";

/** Makes a pool with every way to sign in, a provider of each kind, and a client whose secret rotates. */
export function accounts(stack: ApiStack): void {
  const secret = new TerraformVariable(stack, "provider_secret", { type: "string", sensitive: true });
  const clientSecret = secret.stringValue;
  new Identity(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access", write: "Write access" },
    pool: {
      tier: "PLUS",
      threatProtection: {
        compromisedCredentials: ["SIGN_IN", "PASSWORD_CHANGE"],
        accountTakeover: {
          high: { action: "BLOCK" },
          mails: { blocked: { subject: "Blocked", text: "Was it you?", html: "<p>Was it you?</p>" } },
        },
        skippedIpRanges: ["192.0.2.0/24"],
        blockedIpRanges: ["2001:db8::/32"],
      },
      signInPolicy: { passkeys: true, emailOtp: true, smsOtp: true },
      secondFactors: ["totp", "email", "sms"],
      email: {
        sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/auth@example.com",
        configurationSet: "auth",
      },
      messages: {
        verification: { subject: "Verify", message: "Your code is {####}" },
        invitation: { subject: "Welcome", message: "You are {username}, your password is {####}" },
        code: { subject: "Code", message: "Your code is {####}" },
      },
      customAttributes: { department: { type: "String" } },
    },
    signInDomain: { prefix: "notes-auth", managedLogin: { branding: false } },
    identityProviders: {
      google: { kind: "google", clientId: "1", clientSecret },
      facebook: { kind: "facebook", clientId: "1", clientSecret },
      apple: { kind: "apple", clientId: "c", teamId: "t", keyId: "k", privateKey: clientSecret },
      corporate: {
        kind: "saml",
        metadata: { url: "https://idp.example.com/metadata" },
        identifiers: ["example.com"],
        attributeMapping: { email: "mail", "custom:department": "ou" },
      },
      okta: { kind: "oidc", issuer: "https://example.okta.com", clientId: "1", clientSecret },
    },
    webClients: {
      web: {
        callbackUrls: ["https://example.com/callback"],
        scopes: ["read"],
        identityProviders: ["COGNITO", "google", "facebook", "apple", "corporate", "okta"],
        writeAttributes: ["email", "custom:department"],
        refreshTokenRotation: { retryGracePeriodSeconds: 10 },
      },
    },
    rotatingMachineClients: { reports: { current: "2026b", previous: "2026a", scopes: ["read"] } },
  });
}
