import { TerraformVariable } from "cdktf";
import type { ApiStack, IdentityProviderOptions } from "../../../../constructs";
import { identity, only, refusal } from "../synth";

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

it("are listed by reference, so that the client waits for them", () => {
  expect(only(emitted.resource("aws_cognito_user_pool_client"))["supported_identity_providers"]).toEqual([
    "COGNITO",
    ...Object.keys(PROVIDERS).map((name) => `\${aws_cognito_identity_provider.${name}.provider_name}`),
  ]);
});

it("map attributes of the pool's own", () => {
  const { resource } = identity({
    pool: { customAttributes: { department: { type: "String" } } },
    identityProviders: {
      corporate: {
        kind: "saml",
        metadata: { document: "<xml/>" },
        name: "Example",
        identifiers: ["example.com"],
        attributeMapping: { email: "mail", "custom:department": "ou" },
      },
    },
    webClients: {
      web: { ...client, identityProviders: ["corporate"], writeAttributes: ["email", "custom:department"] },
    },
  });
  expect(only(resource("aws_cognito_identity_provider"))).toMatchObject({
    provider_name: "Example",
    idp_identifiers: ["example.com"],
    attribute_mapping: { email: "mail", "custom:department": "ou" },
    provider_details: { MetadataFile: "<xml/>" },
  });
});

it("refuse to fill what a client that lists them can't write, and say what to write", () => {
  const error = refusal({
    identityProviders: {
      corporate: {
        kind: "saml",
        metadata: { document: "<xml/>" },
        attributeMapping: { email: "mail", given_name: "gn" },
      },
    },
    webClients: { web: { ...client, identityProviders: ["corporate"] } },
  });
  expect(error.code).toBe("federation-unwritable");
  expect(error.message).toContain("given_name");
  expect(error.message).toContain('["email","name","given_name"]');
});

it("refuse a client that lists a provider nobody declared", () => {
  const error = refusal((stack) => ({
    identityProviders: { google: PROVIDERS["google"]?.(secret(stack)) as IdentityProviderOptions },
    webClients: { web: { ...client, identityProviders: ["gogle"] } },
  }));
  expect(error.code).toBe("federation-unknown");
  expect(error.message).toContain('Did you mean "google"?');
});

it("of a pool that is managed elsewhere may be named though they aren't declared", () => {
  const { resource } = identity({
    pool: {
      poolId: "eu-central-1_AbCdEfGhI",
      arn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI",
    },
    webClients: { web: { ...client, identityProviders: ["Google"] } },
  });
  expect(only(resource("aws_cognito_user_pool_client"))["supported_identity_providers"]).toEqual(["Google"]);
});
