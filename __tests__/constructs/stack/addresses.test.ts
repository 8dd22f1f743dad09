import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCognitoUserPool } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool";
import { TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { addressesBelow, addressOf, snakeCase } from "../../../constructs/stack/addresses";
import { Section } from "../../../constructs/stack/section";
import { testStack } from "../../support/synth";

describe("snakeCase", () => {
  test.each([
    ["createNote", "create_note"],
    ["create-note", "create_note"],
    ["create note", "create_note"],
    ["create_note", "create_note"],
    ["HTTPApi", "httpapi"],
    ["v2Items", "v2_items"],
    ["--odd..name--", "odd_name"],
    ["ä", ""],
  ])("%s is %s", (given, expected) => expect(snakeCase(given)).toBe(expected));
});

/** The address of a log group at a path; `[section]` is a Section, every other word a plain construct. */
function addressAt(...path: string[]): string | undefined {
  let scope: Construct = testStack();
  for (const id of path.slice(0, -1))
    scope = id.startsWith("[") ? new Section(scope, id.slice(1, -1)) : new Construct(scope, id);
  return addressOf(new CloudwatchLogGroup(scope, path.at(-1) ?? "", { name: "a" }));
}

describe("an address follows the construct path, without a hash", () => {
  test.each<[string[], string]>([
    [["log"], "log"],
    [["api", "log"], "api_log"],
    [["api", "Resource"], "api"],
    [["Default", "api", "Default"], "api"],
    [["[routes]", "get_profile", "Resource"], "get_profile"],
    [["[functions]", "create-note", "[role]", "Resource"], "create_note"],
    [["Resource"], "resource"],
    [["Default", "Resource"], "resource"],
    [["2fa"], "_2fa"],
  ])("%j is %s", (path, expected) => expect(addressAt(...path)).toBe(`aws_cloudwatch_log_group.${expected}`));
});

test("what is no resource has an address of its own kind", () => {
  const stack = testStack();
  new DataAwsCognitoUserPool(stack, "pool", { userPoolId: "eu-central-1_AbCdEfGhI" });
  new TerraformOutput(stack, "pool_id", { value: "a" });
  new TerraformVariable(stack, "project", {});
  new TerraformLocal(stack, "name", "a");
  expect([...addressesBelow(stack)]).toEqual([
    ["data.aws_cognito_user_pool.pool", ["auth-api/pool"]],
    ["output.pool_id", ["auth-api/pool_id"]],
    ["var.project", ["auth-api/project"]],
    ["local.name", ["auth-api/name"]],
  ]);
});

test("addressesBelow keeps every claimant of an address", () => {
  const stack = testStack();
  for (const id of ["a", "b"]) new CloudwatchLogGroup(new Section(stack, id), "log", { name: id });
  expect(addressesBelow(stack).get("aws_cloudwatch_log_group.log")).toEqual(["auth-api/a/log", "auth-api/b/log"]);
});
