import type { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Aspects, TerraformResource, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { overrideArguments } from "../../../constructs";
import { rememberArguments } from "../../../constructs/stack/overrides";
import { acknowledge } from "../../../constructs/stack/rule-report";
import type { ApiStack } from "../../../constructs/stack/stack";
import { at, declare, override, problem, set, type Declared } from "../../support/sabotage";
import { synth, testStack } from "../../support/synth";

const POOL = "aws_cognito_user_pool.pool";
const WEB = "aws_cognito_user_pool_client.web";
const STAGE = "aws_apigatewayv2_stage.stage";
const API = "aws_apigatewayv2_api.api";
const STAFF = "aws_apigatewayv2_authorizer.staff";
const ITEMS = "aws_lambda_function.items";
const PERMISSION = "aws_lambda_permission.items";

const allow = (action: string, resource: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] });
const trust = (condition: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: condition,
      },
    ],
  });

type Row = readonly [
  name: string,
  change: (stack: ApiStack, declared: Declared) => unknown,
  address: string,
  says: RegExp,
];

/** What no list of declared things names: the effect on callers is compared, whatever argument brings it about. Rows of a group share a stack. */
const GROUPS: readonly (readonly Row[])[] = [
  [
    [
      "sign-in flows emptied",
      set<CognitoUserPoolClient>(WEB, (r) => (r.explicitAuthFlows = [])),
      WEB,
      /authentication flow/,
    ],
    ["passwords", override(WEB, "explicit_auth_flows", ["ALLOW_USER_PASSWORD_AUTH"]), WEB, /USER_PASSWORD_AUTH/],
    ["no second factor", override(POOL, "mfa_configuration", "OFF"), POOL, /second factor impossible/],
    ["short passwords", override(POOL, "password_policy.minimum_length", 6), POOL, /declared: 12; found: 6/],
    [
      "another trigger",
      override(POOL, "lambda_config.pre_authentication", "arn:aws:lambda:eu-central-1:123456789012:function:x"),
      POOL,
      /pre_authentication/,
    ],
    ["no attributes", set<CognitoUserPool>(POOL, (r) => r.putSchema([])), POOL, /no longer have the attribute org_id/],
    ["a client's tokens for a day", override(WEB, "access_token_validity", 1440), WEB, /declared: 1 h; found: 1 d/],
    ["tokens that can't be revoked", override(WEB, "enable_token_revocation", false), WEB, /revoked/],
    ["attributes that users may write", override(WEB, "write_attributes", ["custom:org_id"]), WEB, /custom:org_id/],
    [
      "an integration that gives up at once",
      override("aws_apigatewayv2_integration.items", "timeout_milliseconds", 50),
      "aws_apigatewayv2_integration.items",
      /waits 50 ms for an answer \(declared: 30000\)/,
    ],
    [
      "events of another format",
      override("aws_apigatewayv2_integration.items", "payload_format_version", "1.0"),
      "aws_apigatewayv2_integration.items",
      /format 1\.0/,
    ],
    ["a function's timeout", set<LambdaFunction>(ITEMS, (r) => (r.timeout = 1)), ITEMS, /timeout/],
    [
      "a trigger's configuration",
      override("aws_lambda_function.pre_token_generation", "environment.variables.TOKEN_CONFIG", "{}"),
      "aws_lambda_function.pre_token_generation",
      /TOKEN_CONFIG/,
    ],
    ["log policy", override("aws_iam_role_policy.items", "count", 0), "aws_iam_role_policy.items", /items/],
    [
      "a wider grant",
      override("aws_iam_role_policy.caller_invoke", "policy", allow("execute-api:Invoke", "*")),
      "aws_iam_role_policy.caller_invoke",
      /caller/,
    ],
    [
      "a trust with a condition",
      override(
        "aws_iam_role.items",
        "assume_role_policy",
        trust({ StringEquals: { "aws:SourceAccount": "000000000000" } }),
      ),
      "aws_iam_role.items",
      /only where StringEquals/,
    ],
    [
      "more requests at once",
      override(STAGE, "default_route_settings.throttling_burst_limit", 100_000),
      STAGE,
      /up from 200/,
    ],
    [
      "fewer requests a second",
      override(STAGE, "default_route_settings.throttling_rate_limit", 1),
      STAGE,
      /accepts 1 requests a second, down from 100: more get 429/,
    ],
    ["a stage variable", override(STAGE, "stage_variables", { table: "other" }), STAGE, /variable table/],
    [
      "another place for the log",
      override(STAGE, "access_log_settings.destination_arn", "arn:aws:logs:eu-central-1:123456789012:log-group:other"),
      STAGE,
      /Where stage \$default writes its access log may have changed/,
    ],
    ["cookies across origins", override(API, "cors_configuration.allow_credentials", true), API, /cookies/],
    ["answers of an authorizer kept", override(STAFF, "authorizer_result_ttl_in_seconds", 3600), STAFF, /found: 1 h/],
    [
      "a permission for an account",
      override(PERMISSION, "source_account", "111111111111"),
      PERMISSION,
      /account 111111111111/,
    ],
    [
      "a group's role",
      override("aws_cognito_user_group.admin", "precedence", 99),
      "aws_cognito_user_group.admin",
      /found: 99/,
    ],
  ],
  [
    [
      "a function that may do anything",
      override("aws_iam_role_policy.items", "policy", allow("*", "*")),
      "aws_iam_role_policy.items",
      /items/,
    ],
    [
      "the same by an override of the stack",
      (stack) => stack.addOverride(`resource.${STAFF}.authorizer_result_ttl_in_seconds`, 3600),
      STAFF,
      /found: 1 h/,
    ],
    ["another zip", override(ITEMS, "filename", "other.zip"), ITEMS, /filename is another .*: other\.zip/],
    ["answers in another format", override(STAFF, "enable_simple_responses", false), STAFF, /another format/],
    ["a permission for everybody", override(PERMISSION, "principal", "*"), PERMISSION, /Everybody with an AWS account/],
  ],
  [
    [
      "the same by address",
      (stack) => overrideArguments(stack, { [STAFF]: { authorizer_result_ttl_in_seconds: 3600 } }),
      STAFF,
      /found: 1 h/,
    ],
  ],
];

describe.each(GROUPS)("of overrides in one stack, synth names each resource and what is changed", (...rows) => {
  let lines: readonly string[];
  beforeAll(() => {
    const message = problem((stack, declared) => rows.forEach(([, change]) => change(stack, declared)));
    lines = message.split("\n");
  });
  test.each(rows)("%s", (_name, _change, address, says) => {
    const finding = lines.find(
      (line) => line.startsWith("error [access-override] ") && new RegExp(`${address}(,| \\()`).test(line),
    );
    expect(finding ?? lines.join("\n")).toContain("isn't what the construct makes of its props");
    expect(finding).toMatch(says);
  });
});

test("a resource that is taken out of the tree is missed", () => {
  const message = problem((stack) => {
    const { node } = at(stack, "aws_iam_role_policy.items");
    node.scope?.node.tryRemoveChild(node.id);
  });
  expect(message).toMatch(/\[access-override\] .*aws_iam_role_policy\.items/);
});

test("what another finding names already isn't said twice", () => {
  const message = problem(override(POOL, "deletion_protection", "INACTIVE"));
  expect(message).toContain("[access-safeguard]");
  expect(message).not.toContain("[access-override]");
});

/** Every resource gets a tag, as projects do it. */
class Tags implements IAspect {
  visit(node: IConstruct): void {
    if (TerraformResource.isTerraformResource(node) && "tagsInput" in node)
      (node as { tags?: object }).tags = { team: "notes" };
  }
}

test("overrides that open and close nothing pass", () => {
  const stack = testStack();
  const { api } = declare(stack);
  const before = new Map(stack.node.findAll().map((node) => [node, Object.entries(node)]));
  api.stage.resource.addOverride("description", "mine");
  set<LambdaFunction>(ITEMS, (r) => (r.memorySize = 1024))(stack);
  override(ITEMS, "environment", { variables: { TABLE: "notes" } })(stack);
  override("aws_cloudwatch_log_group.items", "retention_in_days", 400)(stack);
  Aspects.of(stack).add(new Tags());
  expect(() => synth(stack)).not.toThrow();
  // Looking at what was declared leaves every field as it is.
  for (const [node, fields] of before)
    if (TerraformResource.isTerraformResource(node) && !("tagsInput" in node) && node !== api.stage.resource)
      for (const [name, value] of fields) if (name.startsWith("_a")) expect(Object(node)[name]).toBe(value);
});

test("an override that is meant is acknowledged, and what comes after it is still found", () => {
  const meant = (more: (stack: ApiStack) => unknown) => {
    const stack = testStack();
    const { api } = declare(stack);
    override(STAFF, "authorizer_result_ttl_in_seconds", 60)(stack);
    const staff = api.authorizers.staff;
    acknowledge(staff, { code: "access-override", reason: "one minute is short enough for staff" });
    more(stack);
    return () => synth(stack);
  };
  expect(meant(() => undefined)).not.toThrow();
  expect(meant(override(POOL, "mfa_configuration", "OFF"))).toThrow(
    /\[access-override\] .*aws_cognito_user_pool\.pool/,
  );
});

test("what a construct itself sets is no override", () => {
  const stack = testStack();
  declare(stack);
  const pool = at(stack, POOL) as CognitoUserPool;
  pool.mfaConfiguration = "OFF";
  rememberArguments(pool);
  expect(() => synth(stack)).not.toThrow();
});
