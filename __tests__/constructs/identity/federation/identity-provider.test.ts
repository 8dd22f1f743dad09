import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { TerraformVariable } from "cdktf";
import type { ApiStack, IdentityProviderOptions } from "../../../../constructs";
import { identity, only, refusal } from "../synth";
import { writableAttributes } from "../../../../constructs/identity/federation/attributes";

const secret = (stack: ApiStack) =>
  new TerraformVariable(stack, "provider_secret", { type: "string", sensitive: true }).stringValue;

const PROVIDERS: Record<string, (reference: string) => IdentityProviderOptions> = {
  google: (clientSecret) => ({ kind: "google", clientId: "1.apps.googleusercontent.com", clientSecret }),
  facebook: (clientSecret) => ({ kind: "facebook", clientId: "1234", clientSecret }),
  apple: (privateKey) => ({ kind: "apple", clientId: "com.example", teamId: "T", keyId: "K", privateKey }),
  corporate: () => ({
    kind: "saml",
    metadata: { url: "https://idp.example.com/metadata" },
    // As JavaScript writes an option that isn't set.
    ...({ identifiers: undefined } as object),
  }),
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

test.each([
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

test("are made as AWS describes each kind, and without identifiers where none are given", () => {
  expect(resources).toMatchSnapshot();
  for (const provider of Object.values(resources)) expect(provider).not.toHaveProperty("idp_identifiers");
});

test("take a secret from Secrets Manager", () => {
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

test.each([
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

test.each([
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

const SOCIAL = ["Google", "Facebook", "SignInWithApple", "LoginWithAmazon"];
test.each(["no", "has space", "COGNITO", ...SOCIAL, "under_score", "x".repeat(33)])("refuse the name %j", (name) => {
  expect(refusal({ identityProviders: { idp: { kind: "saml", metadata: { document: "<x/>" }, name } } }).code).toBe(
    "federation-name",
  );
});

test.each(["http://idp.example.com", "idp.example.com", "https://"])("refuse the issuer %j", (issuer) => {
  const error = refusal((stack) => ({
    identityProviders: { okta: { kind: "oidc", issuer, clientId: "c", clientSecret: secret(stack) } },
  }));
  expect(error.code).toBe("federation-url");
});

describe("federated-client", () => {
  test("are listed by reference, so that the client waits for them", () => {
    expect(only(emitted.resource("aws_cognito_user_pool_client"))["supported_identity_providers"]).toEqual([
      "COGNITO",
      ...Object.keys(PROVIDERS).map((name) => `\${aws_cognito_identity_provider.${name}.provider_name}`),
    ]);
  });

  test("map attributes of the pool's own", () => {
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

  test("refuse to fill what a client that lists them can't write, and say what to write", () => {
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

  test("refuse a client that lists a provider nobody declared", () => {
    const error = refusal((stack) => ({
      identityProviders: { google: PROVIDERS["google"]?.(secret(stack)) as IdentityProviderOptions },
      webClients: { web: { ...client, identityProviders: ["gogle"] } },
    }));
    expect(error.code).toBe("federation-unknown");
    expect(error.message).toContain('Did you mean "google"?');
  });

  test("of a pool that is managed elsewhere may be named though they aren't declared", () => {
    const { resource } = identity({
      pool: {
        poolId: "eu-central-1_AbCdEfGhI",
        arn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI",
      },
      webClients: { web: { ...client, identityProviders: ["Google"] } },
    });
    expect(only(resource("aws_cognito_user_pool_client"))["supported_identity_providers"]).toEqual(["Google"]);
  });
});

describe("provider-details", () => {
  test("carry their secrets as references, in every one of them", () => {
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

  test("leave to AWS what it derives from SAML metadata", () => {
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
});

describe("attributes", () => {
  test("a client must be allowed to write what the provider fills, but for what Cognito writes itself", () => {
    expect(
      writableAttributes({
        name: "name",
        email: "mail",
        "custom:team": "department",
        username: "sub",
        email_verified: "verified",
        phone_number_verified: "verified",
      }),
    ).toEqual(["custom:team", "email", "name"]);
  });
});
