import { SecuredApi, type UserPoolOptions } from "../../../../constructs";
import { UserPool } from "../../../../constructs/identity/pool/user-pool";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { addresses, resource } from "../../../support/terraform-json";

const made = (options: UserPoolOptions) =>
  emitted((stack) => new UserPool(stack, "pool", { name: "notes-pool", ...options }));
const pool = (options: UserPoolOptions) => resource(made(options), "aws_cognito_user_pool.pool");

test("a phone number in an email address's place: verified, recovered and sent to by text message", () => {
  const json = made({ signInAliases: ["phone"] });
  expect(resource(json, "aws_cognito_user_pool.pool")).toMatchObject({
    username_attributes: ["phone_number"],
    auto_verified_attributes: ["phone_number"],
    user_attribute_update_settings: { attributes_require_verification_before_update: ["phone_number"] },
    account_recovery_setting: { recovery_mechanism: [{ name: "verified_phone_number", priority: 1 }] },
  });
  expect(addresses(json)).toContain("aws_iam_role.pool_sms");
});

test("either of them", () =>
  expect(pool({ signInAliases: ["phone", "email"] })).toMatchObject({
    username_attributes: ["email", "phone_number"],
    auto_verified_attributes: ["email", "phone_number"],
    account_recovery_setting: { recovery_mechanism: [{ name: "verified_email", priority: 1 }] },
  }));

test("user names alone: the address is verified all the same, for the recovery", () => {
  const alone = pool({ signInAliases: ["username"] });
  expect(alone).toMatchObject({ auto_verified_attributes: ["email"] });
  expect(alone).not.toHaveProperty("username_attributes");
  expect(alone).not.toHaveProperty("alias_attributes");
});

test("user names with aliases", () => {
  const aliased = pool({ signInAliases: ["username", "email", "preferredUsername"] });
  expect(aliased).toMatchObject({ alias_attributes: ["email", "preferred_username"] });
  expect(aliased).not.toHaveProperty("username_attributes");
});

test("who signs in by phone may change the number through a client", () => {
  const json = emitted(
    (stack) =>
      new SecuredApi(stack, "Default", {
        project: "notes",
        domain: "example.com",
        pool: { signInAliases: ["phone"] },
        scopes: { read: "Read access" },
        webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
        functions: { items: "functions/items" },
        routes: { "GET /items": { scopes: ["read"], target: "items" } },
        packaging: "prebuilt",
      }),
  );
  expect(resource(json, "aws_cognito_user_pool_client.web")["write_attributes"]).toContain("phone_number");
});

test.each<[UserPoolOptions, string]>([
  [{ signInAliases: [] as never }, "sign-in-aliases"],
  [{ signInAliases: ["preferredUsername"] }, "sign-in-aliases"],
  [{ signInAliases: ["phone"], secondFactors: ["sms"] }, "recovery-phone-mfa"],
])("%j is refused", (options, code) => expectRefusal(() => made(options), code));
