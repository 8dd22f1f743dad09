import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack } from "../../constructs";
import { accounts } from "../support/accounts";
import type { AppliedStack } from "./applied-stack";

type Json = Readonly<Record<string, unknown>>;

const SECRET = "a provider's secret";

const RISKS = "aws_cognito_risk_configuration";

/** Takes out what can't be applied here, and says so. */
function leaveOut(file: string, type: string, reason: string): void {
  const { resource, ...rest } = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, unknown> };
  const { [type]: left, ...applied } = resource;
  if (left === undefined) throw new Error(`There is no ${type} to leave out.`);
  process.stderr.write(`not applied: ${type} (${reason}); validated against the provider, and unit-tested\n`);
  writeFileSync(file, JSON.stringify({ ...rest, resource: applied }));
}

/** Writes the stack of what the sign-in page's README shows as further ways to sign in, and of every other one. */
export function synthesizeAccounts(outdir: string): string {
  const app = new App({ outdir });
  const stack = new ApiStack(app, "accounts");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  accounts(stack);
  app.synth();
  const folder = join(outdir, "stacks", "accounts");
  leaveOut(join(folder, "cdk.tf.json"), RISKS, "the AWS emulator knows no SetRiskConfiguration");
  writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify({ provider_secret: SECRET }));
  return folder;
}

export function federation(applied: () => AppliedStack): void {
  const ask = async (action: string, name: string, more: Json = {}): Promise<Json> => {
    const UserPoolId = applied().of("aws_cognito_user_pool.pool").id;
    const target = `AWSCognitoIdentityProviderService.${action}`;
    return (await applied().aws.ask("cognito-idp", target, { UserPoolId, ...more }))[name] as Json;
  };

  test("asks for factors as the pool says", async () => {
    expect(await ask("DescribeUserPool", "UserPool")).toMatchObject({
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
      Policies: {
        SignInPolicy: {
          AllowedFirstAuthFactors: expect.arrayContaining(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]),
        },
      },
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER", ConfigurationSet: "auth" },
      DeletionProtection: "ACTIVE",
    });
  });

  test("knows every identity provider, of its own kind and with its attributes", async () => {
    const known = (await ask("ListIdentityProviders", "Providers")) as unknown as readonly Json[];
    expect(Object.fromEntries(known.map((one) => [one.ProviderName, one.ProviderType]))).toEqual({
      Google: "Google",
      Facebook: "Facebook",
      SignInWithApple: "SignInWithApple",
      corporate: "SAML",
      okta: "OIDC",
    });
    expect(await ask("DescribeIdentityProvider", "IdentityProvider", { ProviderName: "corporate" })).toMatchObject({
      ProviderDetails: { MetadataURL: "https://idp.example.com/metadata" },
      AttributeMapping: { email: "mail", "custom:department": "ou" },
      IdpIdentifiers: ["example.com"],
    });
  });

  test("lets people use passkeys that verify the person, and an authenticator app as a second factor", async () => {
    const settings = await applied().aws.ask("cognito-idp", "AWSCognitoIdentityProviderService.GetUserPoolMfaConfig", {
      UserPoolId: applied().of("aws_cognito_user_pool.pool").id,
    });
    expect(settings).toMatchObject({
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
      WebAuthnConfiguration: { UserVerification: "required" },
    });
  });

  test("goes without a risk configuration because, and as long as, the AWS emulator doesn't know such", async () => {
    const UserPoolId = applied().of("aws_cognito_user_pool.pool").id;
    await expect(
      applied().aws.ask("cognito-idp", "AWSCognitoIdentityProviderService.SetRiskConfiguration", { UserPoolId }),
    ).rejects.toThrow(/InvalidAction|Unknown/);
  });
}
