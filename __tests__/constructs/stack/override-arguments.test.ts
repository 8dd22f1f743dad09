import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, overrideArguments, SecuredApi } from "../../../constructs";
import { expectRefusal } from "../../support/expect-error";

function stackWith(overrides: Parameters<typeof overrideArguments>[1]) {
  const stack = new ApiStack(new App(), "notes");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    pool: false,
    scopes: {},
    functions: {},
    tags: { team: "web" },
    routes: { "GET /a": { iam: true, target: { url: "https://example.com", name: "site" } } },
  });
  overrideArguments(stack, overrides);
  const { resource } = stack.evaluate().emitted as {
    resource: { aws_apigatewayv2_api: { api: Record<string, unknown> } };
  };
  return resource.aws_apigatewayv2_api.api;
}

test("lists, maps and blocks take the place of what was emitted, and null leaves it out", () => {
  const api = stackWith({
    "aws_apigatewayv2_api.api": {
      name: "Notes",
      description: "mine",
      tags: { owner: "b" },
      cors_configuration: [{ allow_origins: ["https://b.example.com"] }],
      disable_execute_api_endpoint: null,
    },
  });
  expect(api).toMatchObject({ name: "Notes", description: "mine", disable_execute_api_endpoint: null });
  expect(api["tags"]).toEqual({ owner: "b" });
  expect(api["cors_configuration"]).toEqual([{ allow_origins: ["https://b.example.com"] }]);
});

test("an address that isn't there is refused with the one that was meant", () => {
  expectRefusal(
    () => stackWith({ "aws_apigatewayv2_api.apo": { name: "x" } }),
    "override-address",
    '"aws_apigatewayv2_api.api"',
  );
});
