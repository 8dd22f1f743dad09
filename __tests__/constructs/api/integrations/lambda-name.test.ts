import { TerraformVariable } from "cdktf";
import type { RouteTarget } from "../../../../constructs/api/integrations/targets";
import type { ApiStack } from "../../../../constructs/stack/stack";
import { httpApi } from "../../../support/api";
import { emitted } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

/** Asks one API for each target in turn. */
function target(stack: ApiStack, ...targets: RouteTarget[]): void {
  const api = httpApi(stack);
  for (const one of targets) api.integrations.target(one);
}

test("an ARN that only Terraform knows is taken apart by Terraform", () => {
  const json = emitted((stack) => {
    const { stringValue } = new TerraformVariable(stack, "lambda_arn", {});
    target(stack, { functionArn: stringValue, name: "legacy" });
  });
  expect(resource(json, "aws_lambda_permission.legacy")).toMatchObject({
    function_name: '${join(":", slice(split(":", var.lambda_arn), 0, 7))}',
    qualifier: '${one(slice(split(":", var.lambda_arn), 7, length(split(":", var.lambda_arn))))}',
  });
});
