import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "../../../../constructs";

const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:orders";

function permissionsOf(permission?: boolean): string[] {
  const stack = new ApiStack(new App(), "shop");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new SecuredApi(stack, "Default", {
    project: "shop",
    domain: "example.com",
    pool: false,
    scopes: {},
    functions: {},
    lambdaAuthorizers: { gate: { function: { functionArn, permission } } },
    routes: { "GET /a": { authorizer: "gate", target: { functionArn, name: "orders", permission } } },
  });
  const { resource } = stack.evaluate().emitted as { resource: Record<string, object> };
  return Object.keys(resource["aws_lambda_permission"] ?? {}).sort();
}

test("a function whose policy is managed elsewhere gets no permission where that is said", () => {
  expect(permissionsOf()).toEqual(["gate_authorizer", "orders"]);
  expect(permissionsOf(true)).toEqual(["gate_authorizer", "orders"]);
  expect(permissionsOf(false)).toEqual([]);
});
