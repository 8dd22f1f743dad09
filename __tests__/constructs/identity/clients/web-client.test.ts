import { WebClient, type WebClientProps } from "../../../../constructs/identity/clients/web-client";
import { POOL, scopeCatalogue } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { resource, type Block } from "../../../support/terraform-json";

type Props = WebClientProps<"read" | "write">;

const client = (props: Partial<Props> = {}): Block =>
  resource(
    emitted((stack) => {
      const catalogue = scopeCatalogue(stack);
      const callbackUrls = ["https://example.com/callback"] as const;
      new WebClient(stack, "web", {
        pool: POOL,
        catalogue,
        name: "notes-web",
        callbackUrls,
        scopes: ["read"],
        ...props,
      });
    }),
    "aws_cognito_user_pool_client.web",
  );

describe("by default", () => {
  test("it is public: code only, with PKCE instead of a secret", () => {
    expect(client()).toMatchObject({
      user_pool_id: POOL.poolId,
      name: "notes-web",
      generate_secret: false,
      allowed_oauth_flows: ["code"],
      allowed_oauth_flows_user_pool_client: true,
      supported_identity_providers: ["COGNITO"],
      callback_urls: ["https://example.com/callback"],
      default_redirect_uri: "https://example.com/callback",
    });
    expect(client()).not.toHaveProperty("logout_urls");
  });

  test("it grants OpenID's scopes and those of the catalogue it names", () =>
    expect(client().allowed_oauth_scopes).toEqual(["openid", "email", "profile", "api/read"]));

  test("lifetimes carry units, tokens can be revoked, and nobody learns whether a user exists", () => {
    expect(client()).toMatchObject({
      access_token_validity: 60,
      id_token_validity: 60,
      refresh_token_validity: 30,
      token_validity_units: [{ access_token: "minutes", id_token: "minutes", refresh_token: "days" }],
      enable_token_revocation: true,
      prevent_user_existence_errors: "ENABLED",
    });
  });

  test("no password goes through it, and refreshing works", () =>
    expect(client().explicit_auth_flows).toEqual(["ALLOW_REFRESH_TOKEN_AUTH"]));

  test("users can't write what claims are made from", () =>
    expect(client().write_attributes).toEqual(["email", "name"]));
});

describe("options", () => {
  test.each<[Partial<Props>, object]>([
    [{ confidential: true }, { generate_secret: true }],
    [{ scopes: [] }, { allowed_oauth_scopes: ["openid", "email", "profile"] }],
    [
      { openIdScopes: ["openid"], scopes: ["read", "write"] },
      { allowed_oauth_scopes: ["openid", "api/read", "api/write"] },
    ],
    [{ callbackUrls: ["https://a.test", "https://b.test"] }, { default_redirect_uri: "https://a.test" }],
    [{ logoutUrls: ["https://a.test"] }, { logout_urls: ["https://a.test"] }],
    [
      { lifetimes: { accessTokenMinutes: 5, idTokenMinutes: 10, refreshTokenDays: 1 } },
      { access_token_validity: 5, id_token_validity: 10, refresh_token_validity: 1 },
    ],
    [
      { refreshTokenRotation: { retryGracePeriodSeconds: 10 } },
      { refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 10 }] },
    ],
    [{ writeAttributes: ["name"] }, { write_attributes: ["name"] }],
    [{ identityProviders: ["COGNITO", "Google"] }, { supported_identity_providers: ["COGNITO", "Google"] }],
    [{ choiceBasedSignIn: true }, { explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH"] }],
  ])("%j", (props, expected) => expect(client(props)).toMatchObject(expected));

  test.each<[Partial<Props>, string[]]>([
    // No flow would be taken for all of them; this one lets nobody in without challenge functions.
    [{}, ["ALLOW_CUSTOM_AUTH"]],
    [{ srpSignIn: true }, ["ALLOW_USER_SRP_AUTH"]],
    [{ choiceBasedSignIn: true, srpSignIn: true }, ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"]],
  ])(
    "rotated refresh tokens exclude REFRESH_TOKEN_AUTH, and let no password through but by request: %j",
    (props, flows) => {
      const { explicit_auth_flows } = client({ refreshTokenRotation: { retryGracePeriodSeconds: 0 }, ...props });
      expect(explicit_auth_flows).toEqual(flows);
    },
  );

  test("SRP stands beside refreshing where it is asked for", () =>
    expect(client({ srpSignIn: true }).explicit_auth_flows).toEqual([
      "ALLOW_REFRESH_TOKEN_AUTH",
      "ALLOW_USER_SRP_AUTH",
    ]));
});

test("a scope that isn't in the catalogue is refused where types didn't", () =>
  expectRefusal(() => client({ scopes: ["wriet" as "write"] }), "scope-unknown", '"write"'));
