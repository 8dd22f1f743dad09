import { AWS_PROVIDER_RANGE } from "../../../../constructs/stack/stack";
import { identity, only } from "../synth";

test("is off unless asked for, and nothing needs a newer provider", () => {
  const { resource, providers } = identity();
  expect(only(resource("aws_cognito_user_pool_domain"))).not.toHaveProperty("managed_login_version");
  expect(resource("aws_cognito_managed_login_branding")).toEqual({});
  expect(providers["aws"]?.version).toBe(AWS_PROVIDER_RANGE);
});

test("gives each client for people a style, and raises the provider's lower bound by itself", () => {
  const web = { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } as const;
  const { resource, providers } = identity({
    signInDomain: { prefix: "notes-auth", managedLogin: true },
    webClients: { web, partner: web },
    machineClients: { machine: { scopes: ["read"] } },
  });
  expect(only(resource("aws_cognito_user_pool_domain"))["managed_login_version"]).toBe(2);
  expect(resource("aws_cognito_managed_login_branding")).toEqual({
    web: expect.objectContaining({
      client_id: "${aws_cognito_user_pool_client.web.id}",
      use_cognito_provided_values: true,
      depends_on: ["aws_cognito_user_pool_domain.sign_in"],
    }),
    partner: expect.objectContaining({ client_id: "${aws_cognito_user_pool_client.partner.id}" }),
  });
  expect(providers["aws"]).toEqual({ source: "hashicorp/aws", version: ">= 6.25.0, < 7.0.0" });
});

test("takes the settings of the branding designer", () => {
  const settings = JSON.stringify({ categories: {} });
  const { resource } = identity({ signInDomain: { prefix: "notes-auth", managedLogin: { branding: { settings } } } });
  const branding = only(resource("aws_cognito_managed_login_branding"));
  expect(branding["settings"]).toBe(settings);
  expect(branding).not.toHaveProperty("use_cognito_provided_values");
});

test("leaves the styles to the console, and works with provider 5 then", () => {
  const { resource, providers } = identity({
    signInDomain: { prefix: "notes-auth", managedLogin: { branding: false } },
  });
  expect(only(resource("aws_cognito_user_pool_domain"))["managed_login_version"]).toBe(2);
  expect(resource("aws_cognito_managed_login_branding")).toEqual({});
  expect(providers["aws"]?.version).toBe(AWS_PROVIDER_RANGE);
});
