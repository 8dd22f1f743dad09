import { TerraformVariable } from "cdktf";
import { findValidate, stackFolder, type Validate } from "../../../examples/terraform";
import { temporaryFolder } from "../../../support/folder";
import { identity } from "./synth";

const folder = temporaryFolder("ways");
let validate: Validate | undefined;
beforeAll(async () => (validate = await findValidate(folder())), 120_000);

const email = {
  sourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/auth@example.com",
  configurationSet: "auth",
};

it("everything that is emitted for people and machines is what the real provider takes", async () => {
  const { json } = identity((stack) => {
    const clientSecret = new TerraformVariable(stack, "provider_secret", { type: "string", sensitive: true })
      .stringValue;
    return {
      pool: {
        tier: "PLUS",
        threatProtection: "enforced",
        signIn: { passkeys: true, emailCode: true, smsCode: true },
        secondFactors: ["totp", "email", "sms"],
        email,
        messages: {
          verification: { subject: "Verify", message: "Your code is {####}" },
          invitation: { subject: "Welcome", message: "You are {username}, your password is {####}" },
          code: { subject: "Code", message: "Your code is {####}" },
        },
        attributes: { department: { type: "String" } },
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
          attributes: { email: "mail", "custom:department": "ou" },
        },
        okta: { kind: "oidc", issuer: "https://example.okta.com", clientId: "1", clientSecret },
      },
      webClients: {
        web: {
          callbackUrls: ["https://example.com/callback"],
          scopes: ["read"],
          identityProviders: ["COGNITO", "google", "facebook", "apple", "corporate", "okta"],
          writableAttributes: ["email", "custom:department"],
          refreshTokenRotation: { graceSeconds: 10 },
        },
      },
      rotatingMachineClients: { reports: { current: "2026b", alsoLive: "2026a", scopes: ["read"] } },
    };
  });
  // Without Terraform the reason is printed, and what can be said is that it is well-formed.
  expect(JSON.parse(json)).toHaveProperty("resource.aws_cognito_identity_provider.okta");
  if (validate !== undefined) expect(await validate(stackFolder(folder(), json))).toEqual([]);
}, 300_000);
