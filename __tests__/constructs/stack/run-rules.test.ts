import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { ApiStack, HttpApi, UserPool } from "../../../constructs";
import { testApp } from "../../support/synth";

/** A stack with an open route that nobody gave a reason for. */
function withOpenRoute(stack: TerraformStack): TerraformStack {
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const api = new HttpApi(stack, "api", { name: "notes" });
  new Apigatewayv2Route(stack, "raw", { apiId: api.apiId, routeKey: "GET /raw", authorizationType: "NONE" });
  return stack;
}

test("the rules run in cdktf's own stack too", () => {
  expect(() => Testing.synth(withOpenRoute(new TerraformStack(testApp(), "plain")), true)).toThrow(/\[route-open\]/);
});

test("they run once, and the stack is told what it lacks", () => {
  const stack = new TerraformStack(testApp(), "plain");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new UserPool(stack, "pool", { name: "notes" });
  new HttpApi(stack, "api", { name: "notes" });
  Testing.synth(stack, true);
  const warnings = stack.node.metadata.filter(({ data }) => String(data).includes("carry hashes"));
  expect(warnings).toHaveLength(1);
});

test("a stack of the library's own runs them by itself", () => {
  const stack = withOpenRoute(new ApiStack(testApp(), "own"));
  expect(() => Testing.synth(stack, true)).toThrow(/\[route-open\]/);
  expect(stack.node.metadata.filter(({ data }) => String(data).includes("carry hashes"))).toEqual([]);
});
