import { customAttributes } from "../../../constructs/identity/pool/custom-attributes";
import type { Tier } from "../../../constructs/identity/pool/pool";
import { UserPool } from "../../../constructs/identity/pool/user-pool";
import type { Blueprint } from "../blueprint";
import { flag, map, number, text, word } from "../tokens";

/** The user pool. Values that a construct would branch on are set as expressions on the resource that it made. */
export function drawPool(blueprint: Blueprint): UserPool {
  const pool = new UserPool(blueprint.stack, "pool", {
    name: `${text("var.project")}-pool`,
    tier: word<Tier>("var.pool.tier"),
    passwordPolicy: {
      minimumLength: number("var.pool.password_policy.minimum_length"),
      requireLowercase: flag("var.pool.password_policy.require_lowercase"),
      requireUppercase: flag("var.pool.password_policy.require_uppercase"),
      requireNumbers: flag("var.pool.password_policy.require_numbers"),
      requireSymbols: flag("var.pool.password_policy.require_symbols"),
      passwordHistorySize: number("var.pool.password_policy.history"),
      temporaryPasswordValidityDays: number("var.pool.password_policy.temporary_validity_days"),
    },
    // The variable decides; Terraform takes no expression for prevent_destroy.
    deletionProtection: false,
    tags: map("var.tags"),
  });
  const { resource } = pool;
  resource.deletionProtection = text('var.pool.protected ? "ACTIVE" : "INACTIVE"');
  resource.mfaConfiguration = text('{ off = "OFF", optional = "OPTIONAL", required = "ON" }[var.pool.mfa]');
  resource.putAdminCreateUserConfig({ allowAdminCreateUserOnly: flag("!var.pool.self_sign_up") });
  resource.putSoftwareTokenMfaConfiguration({ enabled: true });
  resource.putSchema([attribute()]);
  pool.usePreTokenGeneration(text("local.token_trigger_arn"), word("var.token_trigger.version"));
  blueprint.draw("identity.tf", resource, {
    comment: "The users. With pool.protected, AWS refuses to delete it: a plan that would replace it fails before a user is lost.",
    instances: { when: "var.existing_pool == null" },
    dynamics: {
      lambda_config: { when: "var.token_trigger != null" },
      schema: { over: "var.pool.attributes" },
      "schema.string_attribute_constraints": { when: 'schema.value.type == "String"' },
      "schema.number_attribute_constraints": { when: 'schema.value.type == "Number"' },
      software_token_mfa_configuration: { when: 'var.pool.mfa != "off"' },
    },
  });
  return pool;
}

/** One attribute with the constraints of both kinds, of which the module emits the one that fits. */
function attribute(): ReturnType<typeof customAttributes>[number] {
  const name = text("schema.key");
  const mutable = flag("schema.value.mutable");
  // The construct writes the limits as text, so that is what it gets.
  const limit = (field: string): number => text(`schema.value.${field}`) as unknown as number;
  const [asText] = customAttributes({
    [name]: { type: "String", mutable, minLength: limit("min_length"), maxLength: limit("max_length") },
  });
  const [asNumber] = customAttributes({ [name]: { type: "Number", mutable, min: limit("min"), max: limit("max") } });
  if (asText === undefined || asNumber === undefined) throw new Error("The construct emits no schema for an attribute.");
  return { ...asNumber, ...asText, attributeDataType: text("schema.value.type") };
}
