import { TerraformVariable } from "cdktf";
import type { ApiStack, IdentityProviderOptions } from "../../../../constructs";
import { identity } from "../synth";

const secret = (stack: ApiStack) =>
  new TerraformVariable(stack, "provider_secret", { type: "string", sensitive: true }).stringValue;

const PROVIDERS: Record<string, (reference: string) => IdentityProviderOptions> = {
  google: (clientSecret) => ({ kind: "google", clientId: "1.apps.googleusercontent.com", clientSecret }),
  facebook: (clientSecret) => ({ kind: "facebook", clientId: "1234", clientSecret }),
  apple: (privateKey) => ({ kind: "apple", clientId: "com.example", teamId: "T", keyId: "K", privateKey }),
  corporate: () => ({ kind: "saml", metadata: { url: "https://idp.example.com/metadata" } }),
  okta: (clientSecret) => ({ kind: "oidc", issuer: "https://example.okta.com", clientId: "0oa", clientSecret }),
};

const client = { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } as const;

/** All of them, listed by the client. */
const all = (stack: ApiStack) => {
  const reference = secret(stack);
  return {
    identityProviders: Object.fromEntries(Object.entries(PROVIDERS).map(([name, make]) => [name, make(reference)])),
    webClients: {
      web: { ...client, identityProviders: ["COGNITO", ...Object.keys(PROVIDERS)] as [string, ...string[]] },
    },
  };
};

const emitted = identity(all);

const resources = emitted.resource("aws_cognito_identity_provider");

it("carry their secrets as references, in every one of them", () => {
  const secrets = Object.entries(resources).flatMap(([name, { provider_details }]) =>
    Object.entries(provider_details as Record<string, string>)
      .filter(([key]) => ["client_secret", "private_key"].includes(key))
      .map(([key, value]) => [name, key, value]),
  );
  expect(secrets).toEqual([
    ["apple", "private_key", "${var.provider_secret}"],
    ["facebook", "client_secret", "${var.provider_secret}"],
    ["google", "client_secret", "${var.provider_secret}"],
    ["okta", "client_secret", "${var.provider_secret}"],
  ]);
});

it("leave to AWS what it derives from SAML metadata", () => {
  expect(resources["corporate"]).toMatchObject({
    provider_details: {
      MetadataURL: "https://idp.example.com/metadata",
      RequestSigningAlgorithm: "rsa-sha256",
      IDPInit: "false",
    },
    lifecycle: {
      ignore_changes: [
        'provider_details["ActiveEncryptionCertificate"]',
        'provider_details["SLORedirectBindingURI"]',
        'provider_details["SSORedirectBindingURI"]',
      ],
    },
  });
  expect(resources["google"]).not.toHaveProperty("lifecycle");
});
