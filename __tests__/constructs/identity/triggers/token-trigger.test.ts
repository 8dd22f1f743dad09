import * as path from "node:path";
import { NodeFunction } from "../../../../constructs/compute/node-function";
import { TokenTrigger } from "../../../../constructs/identity/triggers/token-trigger";
import { UserPool } from "../../../../constructs/identity/pool/user-pool";
import type { TokenTriggerVersion } from "../../../../constructs/identity/pool/pool";
import { ROOT } from "../../../support/project";
import { emitted } from "../../../support/synth";
import { resource, type Terraform } from "../../../support/terraform-json";

const triggered = (version?: TokenTriggerVersion): Terraform =>
  emitted((stack) => {
    const pool = new UserPool(stack, "pool", { name: "notes-pool" });
    const handler = new NodeFunction(stack, "tokens", {
      entry: path.join(ROOT, "functions", "pre-token-generation"),
      name: "notes-tokens",
      packaging: "prebuilt",
    });
    new TokenTrigger(stack, "token_trigger", { pool, function: handler, version });
  });

test.each<[TokenTriggerVersion | undefined, string]>([
  [undefined, "V2_0"],
  ["V1_0", "V1_0"],
  ["V3_0", "V3_0"],
])("version %s", (given, version) => {
  const { lambda_config } = resource(triggered(given), "aws_cognito_user_pool.pool");
  // The older `pre_token_generation` would have to be identical, and knows no versions.
  expect(lambda_config).toEqual({
    pre_token_generation_config: { lambda_arn: "${aws_lambda_function.tokens.arn}", lambda_version: version },
  });
});

test("this pool, and no other caller, may invoke the function", () => {
  expect(resource(triggered(), "aws_lambda_permission.token_trigger")).toMatchObject({
    action: "lambda:InvokeFunction",
    function_name: "${aws_lambda_function.tokens.function_name}",
    principal: "cognito-idp.amazonaws.com",
    source_arn: "${aws_cognito_user_pool.pool.arn}",
  });
});

test("the function doesn't know the pool, so there is no cycle", () => {
  const json = triggered();
  for (const type of ["lambda_function", "iam_role", "iam_role_policy", "cloudwatch_log_group"])
    expect(JSON.stringify(resource(json, `aws_${type}.tokens`))).not.toContain("aws_cognito_user_pool");
});
