import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readAny, readPlan } from "../../../posture/model/read";
import { redactor } from "../../../posture/redact/sensitive";
import { RULES, evaluateRules } from "../../../posture/rules/index";
import { fixture } from "../fixtures";

const FIXTURES = join(__dirname, "../fixtures");
/** Stands in the fixtures for every value that is sensitive. */
const SECRET = "sensitive-value-of-the-fixture";

const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(plan|state)\.json$/.test(file),
);

describe("what is sensitive", () => {
  test.each(files)("is in no finding about %s", (file) => {
    const { current } = readAny(fixture(dirname(file), basename(file)));
    expect(JSON.stringify(evaluateRules(current, RULES).findings)).not.toContain(SECRET);
  });

  test("is concealed in a finding, which is made all the same, without a remedy that would tell", () => {
    const { after } = readPlan(fixture("changes/identity"));
    const findings = evaluateRules(after, RULES).findings.filter((f) => f.code === "client-callback-insecure");
    expect(findings).toContainEqual(
      expect.objectContaining({
        address: "aws_cognito_user_pool_client.hidden",
        message: expect.stringContaining('"(sensitive)"'),
        remedy: expect.stringContaining("isn't shown"),
      }),
    );
    for (const finding of findings.filter((f) => f.address.endsWith(".hidden")))
      expect(finding).not.toHaveProperty("nearest");
  });
});

/** A state in which one argument is marked as sensitive. */
const marked = (type: string, argument: string, value: unknown) =>
  readAny({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      root_module: {
        resources: [
          {
            address: `${type}.one`,
            mode: "managed",
            type,
            name: "one",
            provider_name: "registry.terraform.io/hashicorp/aws",
            values: { [argument]: value },
            sensitive_values: { [argument]: true },
          },
        ],
      },
    },
  }).current;

/** What rules repeat in their messages: somebody who adds to it adds here. */
test.each([
  ["aws_apigatewayv2_api", ["cors_configuration"]],
  ["aws_apigatewayv2_authorizer", ["jwt_configuration", "identity_sources", "name"]],
  ["aws_apigatewayv2_integration", ["payload_format_version", "integration_uri"]],
  ["aws_apigatewayv2_route", ["route_key", "authorization_scopes", "authorization_type"]],
  ["aws_apigatewayv2_stage", ["route_settings", "access_log_settings"]],
  ["aws_cloudwatch_log_group", ["name", "name_prefix"]],
  ["aws_cognito_resource_server", ["identifier", "scope"]],
  ["aws_cognito_user_pool", ["schema", "lambda_config", "user_pool_tier", "user_pool_add_ons", "sign_in_policy"]],
  [
    "aws_cognito_user_pool_client",
    [
      ...["callback_urls", "logout_urls", "default_redirect_uri", "allowed_oauth_scopes", "allowed_oauth_flows"],
      ...["explicit_auth_flows", "prevent_user_existence_errors", "supported_identity_providers", "write_attributes"],
    ],
  ],
  ["aws_cognito_user_pool_domain", ["domain", "certificate_arn"]],
  ["aws_lambda_function", ["runtime", "environment", "layers", "dead_letter_config", "image_uri", "role"]],
  ["aws_lambda_permission", ["source_arn", "principal"]],
  ["awscc_cognito_user_pool_cimd_policy", ["url_patterns"]],
])("of %s each of %j is concealed where it is sensitive", (type, names) => {
  for (const argument of names) {
    const told = { message: "It is of-the-secret.", remedy: "Write another.", nearest: "another" };
    expect([argument, redactor(marked(type, argument, "of-the-secret"))(told)]).toEqual([
      argument,
      { message: "It is (sensitive).", remedy: "The value is sensitive, so what to write instead isn't shown." },
    ]);
  }
  // Nor is it looked for in what rules don't repeat: a usual word there would take every message apart.
  const untouched = { message: "It is of-the-secret.", remedy: "Write another." };
  expect(redactor(marked(type, "tags", { a: "of-the-secret" }))(untouched)).toBe(untouched);
});

test("the longest of several is concealed first, one letter isn't, and what is elsewhere stays", () => {
  const redact = redactor(marked("aws_lambda_function", "environment", [{ a: "secret", b: "secret-too", c: "s" }]));
  expect(redact({ message: "secret-too and secret", remedy: "r" }).message).toBe("(sensitive) and (sensitive)");
  const harmless = { message: "nothing said", remedy: "r", nearest: "n" };
  expect(redact(harmless)).toBe(harmless);
  expect(redact({ message: "m", remedy: "Write secret." })).toEqual({
    message: "m",
    remedy: "The value is sensitive, so what to write instead isn't shown.",
  });
});
