import { moduleFiles } from "../../../cli/hcl/module-files";
import { overrideFiles } from "../../../cli/hcl/override-file";

const SOURCES = Object.entries(moduleFiles()).flatMap(([file, text]) =>
  file.endsWith(".tf") ? [text.toString()] : [],
);

test("a value takes the place of the module's own, which stays for other instances and for when it goes", () => {
  const files = overrideFiles(SOURCES, { 'aws_cognito_user_pool_client.web["shop"]': { name: "old-shop" } });
  expect(files["adopted.tf"]).toContain('"aws_cognito_user_pool_client.web" = { shop = { name = "old-shop" } }');
  expect(files["adopted_override.tf"]).toContain(
    '  name = try(local.adopted["aws_cognito_user_pool_client.web"][each.key].name, "${var.project}-${each.key}")',
  );
});

test("so do blocks, static ones, dynamic ones, and none at all", () => {
  const files = overrideFiles(SOURCES, {
    "aws_cognito_user_pool.pool[0]": {
      password_policy: [{ minimum_length: 8 }],
      schema: [
        { name: "a", string_attribute_constraints: [{ max_length: "9" }] },
        { name: "b", mutable: true },
      ],
      username_configuration: null,
    },
  });
  const text = files["adopted_override.tf"] ?? "";
  const at = 'local.adopted["aws_cognito_user_pool.pool"]';
  expect(files["adopted.tf"]).toContain("username_configuration = []");
  expect(text).toContain(`for_each = can(${at}.password_policy) ? [] : [true]`);
  expect(text).toContain(
    "minimum_length                   = local.checked_identity.pool.password_policy.minimum_length",
  );
  expect(text).toContain(
    `for_each = { for key, value in local.checked_identity.pool.custom_attributes : key => value if !can(${at}.schema) }`,
  );
  expect(text).toContain("for_each = try(schema.value.string_attribute_constraints, [])");
});

test("a block that the state doesn't have is left out: an empty one would lack what the provider requires", () => {
  const { "adopted_override.tf": text = "" } = overrideFiles(SOURCES, {
    'aws_apigatewayv2_stage.further["beta"]': { access_log_settings: null },
  });
  expect(text.match(/dynamic "access_log_settings"/g)).toHaveLength(1);
  expect(text).toContain("      destination_arn = access_log_settings.value.destination_arn");
  expect(text).not.toMatch(/content \{\s*\}/);
});

test("what neither the state nor the module has isn't written, and nothing at all where nothing differs", () => {
  expect(overrideFiles(SOURCES, { "aws_cognito_user_pool.pool[0]": { device_configuration: null } })).toEqual({});
  expect(() => overrideFiles(SOURCES, { "aws_sqs_queue.jobs": { name: "jobs" } })).toThrow(/no aws_sqs_queue\.jobs/);
});

test("every resource of the module can be read so", () => {
  for (const source of SOURCES)
    for (const [, type = "", name = ""] of source.matchAll(/^resource "(\w+)" "(\w+)" \{/gm)) {
      const key = source.slice(source.indexOf(`resource "${type}" "${name}"`)).search(/for_each|count/);
      expect([type, key >= 0]).toEqual([type, true]);
      const files = overrideFiles(SOURCES, { [`${type}.${name}[0]`]: { made_up: "x" } });
      expect(files["adopted_override.tf"]).toContain(`resource "${type}" "${name}" {`);
    }
});
