import { UserPool } from "../../../../constructs/identity/pool/user-pool";
import type { UserPoolOptions } from "../../../../constructs/identity/pool/user-pool-options";
import { emitted, testStack } from "../../../support/synth";
import { addresses, resource, type Block } from "../../../support/terraform-json";

const pool = (options: UserPoolOptions & { tags?: Record<string, string> } = {}): Block =>
  resource(
    emitted((stack) => new UserPool(stack, "pool", { name: "notes-pool", ...options })),
    "aws_cognito_user_pool.pool",
  );

describe("by default", () => {
  test("users sign in with a verified address, whatever its case", () => {
    expect(pool()).toMatchObject({
      name: "notes-pool",
      user_pool_tier: "ESSENTIALS",
      username_attributes: ["email"],
      auto_verified_attributes: ["email"],
      username_configuration: { case_sensitive: false },
      user_attribute_update_settings: { attributes_require_verification_before_update: ["email"] },
      account_recovery_setting: { recovery_mechanism: [{ name: "verified_email", priority: 1 }] },
    });
  });

  test("administrators create users", () =>
    expect(pool()).toMatchObject({ admin_create_user_config: { allow_admin_create_user_only: true } }));

  test("passwords have 12 characters of all classes", () =>
    expect(pool()).toMatchObject({
      password_policy: {
        minimum_length: 12,
        require_lowercase: true,
        require_uppercase: true,
        require_numbers: true,
        require_symbols: true,
        temporary_password_validity_days: 7,
      },
    }));

  test("an authenticator app is offered as the second factor", () =>
    expect(pool()).toMatchObject({
      mfa_configuration: "OPTIONAL",
      software_token_mfa_configuration: { enabled: true },
    }));

  test("neither AWS nor Terraform deletes it", () =>
    expect(pool()).toMatchObject({ deletion_protection: "ACTIVE", lifecycle: { prevent_destroy: true } }));

  test("there is nothing else", () => {
    for (const key of [
      "lambda_config",
      "schema",
      "sms_configuration",
      "email_configuration",
      "tags",
      "user_pool_add_ons",
    ])
      expect(pool()[key] ?? []).toEqual([]);
    expect(addresses(emitted((stack) => new UserPool(stack, "pool", { name: "a" })))).toEqual([
      "aws_cognito_user_pool.pool",
    ]);
  });
});

describe("options", () => {
  test.each<[Parameters<typeof pool>[0], object]>([
    [{ tier: "PLUS" }, { user_pool_tier: "PLUS" }],
    [
      { passwordPolicy: { minimumLength: 16, passwordHistorySize: 4 } },
      { password_policy: { minimum_length: 16, password_history_size: 4 } },
    ],
    [{ selfSignUp: true }, { admin_create_user_config: { allow_admin_create_user_only: false } }],
    [{ mfa: "required" }, { mfa_configuration: "ON", software_token_mfa_configuration: { enabled: true } }],
    [{ mfa: "off" }, { mfa_configuration: "OFF" }],
    [{ deletionProtection: false }, { deletion_protection: "INACTIVE" }],
    [{ tags: { team: "identity" } }, { tags: { team: "identity" } }],
    [
      { customAttributes: { org_id: { type: "String", maxLength: 40 } } },
      {
        schema: [
          {
            name: "org_id",
            attribute_data_type: "String",
            string_attribute_constraints: { min_length: "0", max_length: "40" },
          },
        ],
      },
    ],
  ])("%j", (options, expected) => expect(pool(options)).toMatchObject(expected));

  test("unprotected on purpose, Terraform may delete it too", () =>
    expect(pool({ deletionProtection: false })).not.toHaveProperty("lifecycle.prevent_destroy"));

  test("without a second factor none is configured", () =>
    expect(pool({ mfa: "off" })).not.toHaveProperty("software_token_mfa_configuration"));
});

test("it tells the names of its attributes, for claims that are made from them", () => {
  const made = new UserPool(testStack(), "pool", {
    name: "a",
    customAttributes: { b: { type: "String" }, a: { type: "Boolean" } },
  });
  expect([...made.attributeNames].sort()).toEqual(["a", "b"]);
});
