import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
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

const resources = emitted.resource("aws_cognito_identity_provider");

it.each([
  ["google", "Google", "Google", { username: "sub", email: "email", email_verified: "email_verified" }],
  ["facebook", "Facebook", "Facebook", { username: "id", email: "email" }],
  [
    "apple",
    "SignInWithApple",
    "SignInWithApple",
    { username: "sub", email: "email", email_verified: "email_verified" },
  ],
  ["corporate", "SAML", "corporate", { email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" }],
  ["okta", "OIDC", "okta", { username: "sub", email: "email" }],
])("%s has its type, its name and a mapping of the address", (name, type, providerName, mapping) => {
  expect(resources[name]).toMatchObject({
    provider_type: type,
    provider_name: providerName,
    attribute_mapping: mapping,
    user_pool_id: "${aws_cognito_user_pool.pool.id}",
  });
});

it("take a secret from Secrets Manager", () => {
  const { resource } = identity((stack) => ({
    identityProviders: {
      google: {
        kind: "google",
        clientId: "1",
        clientSecret: new DataAwsSecretsmanagerSecretVersion(stack, "google", { secretId: "google" }).secretString,
      },
    },
  }));
  expect(only(resource("aws_cognito_identity_provider"))["provider_details"]).toMatchObject({
    client_secret: "${data.aws_secretsmanager_secret_version.google.secret_string}",
  });
});

it.each([
  ["google", "clientSecret"],
  ["facebook", "clientSecret"],
  ["apple", "privateKey"],
  ["okta", "clientSecret"],
])("refuse a literal as the secret of %s, and don't repeat it", (name, field) => {
  const error = refusal({ identityProviders: { [name]: PROVIDERS[name]?.("hunter2") as IdentityProviderOptions } });
  expect(error).toMatchObject({
    code: "federation-secret-literal",
    path: `auth-api/Default/identity-providers/${name}`,
    prop: `identityProviders.${name}.${field}`,
  });
  expect(error.message).not.toContain("hunter2");
});

it.each([
  ["custom:departement", /Did you mean custom:department/],
  ["custom:staff_id", /can't be changed/],
] as const)("refuse %s, which the pool lacks or can't change", (attribute, message) => {
  const error = refusal({
    pool: { customAttributes: { department: { type: "String" }, staff_id: { type: "String", mutable: false } } },
    identityProviders: {
      corporate: { kind: "saml", metadata: { document: "<x/>" }, attributeMapping: { [attribute]: "a" } },
    },
  });
  expect(error.code).toBe("federation-attribute");
  expect(error.message).toMatch(message);
});

it.each(["no", "has space", "Google", "under_score", "x".repeat(33)])("refuse the name %j", (name) => {
  expect(refusal({ identityProviders: { idp: { kind: "saml", metadata: { document: "<x/>" }, name } } }).code).toBe(
    "federation-name",
  );
});

it.each(["http://idp.example.com", "idp.example.com", "https://"])("refuse the issuer %j", (issuer) => {
  const error = refusal((stack) => ({
    identityProviders: { okta: { kind: "oidc", issuer, clientId: "c", clientSecret: secret(stack) } },
  }));
  expect(error.code).toBe("federation-url");
});
