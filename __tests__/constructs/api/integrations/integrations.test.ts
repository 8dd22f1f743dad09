import * as path from "node:path";
import { Construct } from "constructs";
import { HttpApi } from "../../../../constructs/api/http-api";
import type { RouteTarget } from "../../../../constructs/api/integrations/targets";
import { NodeFunction } from "../../../../constructs/compute/node-function";
import type { ApiStack } from "../../../../constructs/stack/stack";
import { BACKEND, httpApi } from "../../../support/api";
import { ROOT } from "../../../support/project";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { addresses, resource, resources } from "../../../support/terraform-json";

const ARN = "arn:aws:lambda:eu-central-1:123456789012:function:legacy:live";

const LEGACY = { functionArn: ARN, name: "legacy" };

const hello = (stack: ApiStack): NodeFunction =>
  new NodeFunction(stack, "hello", {
    entry: path.join(ROOT, "functions", "hello"),
    name: "notes-hello",
    packaging: "prebuilt",
  });

/** Asks one API for each target in turn. */
function target(stack: ApiStack, ...targets: RouteTarget[]): void {
  const api = httpApi(stack);
  for (const one of targets) api.integrations.target(one);
}

test("a function is called with payload 2.0 and may be invoked by this API only", () => {
  const json = emitted((stack) => target(stack, hello(stack)));
  expect(resource(json, "aws_apigatewayv2_integration.hello")).toMatchObject({
    api_id: "${aws_apigatewayv2_api.api.id}",
    integration_type: "AWS_PROXY",
    integration_uri: "${aws_lambda_function.hello.invoke_arn}",
    payload_format_version: "2.0",
  });
  expect(resource(json, "aws_lambda_permission.hello")).toMatchObject({
    statement_id: "AllowApihello",
    action: "lambda:InvokeFunction",
    function_name: "${aws_lambda_function.hello.function_name}",
    principal: "apigateway.amazonaws.com",
    source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
  });
});

test("a Lambda that is managed elsewhere is called by its ARN, and the permission can stand beside other APIs'", () => {
  const json = emitted((stack) => target(stack, LEGACY));
  expect(resource(json, "aws_apigatewayv2_integration.legacy")).toMatchObject({
    integration_type: "AWS_PROXY",
    integration_uri: ARN,
    payload_format_version: "2.0",
  });
  expect(resource(json, "aws_lambda_permission.legacy")).toMatchObject({
    // With the alias on the name, the permission would be replaced by every apply.
    function_name: ARN.replace(":live", ""),
    qualifier: "live",
    statement_id: "AllowApi-notes-api-legacy",
    source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
  });
});

test("an HTTP backend gets the caller's method, and needs no permission", () => {
  const json = emitted((stack) => target(stack, BACKEND, { ...BACKEND, name: "reports", method: "GET" }));
  expect(resource(json, "aws_apigatewayv2_integration.backend")).toMatchObject({
    integration_type: "HTTP_PROXY",
    integration_method: "ANY",
    integration_uri: BACKEND.url,
    payload_format_version: "1.0",
  });
  expect(resource(json, "aws_apigatewayv2_integration.reports")).toMatchObject({ integration_method: "GET" });
  expect(addresses(json).filter((address) => address.includes("permission"))).toEqual([]);
});

test("however many routes lead to a target, there is one integration and one permission", () => {
  const json = emitted((stack) => {
    const one = hello(stack);
    target(stack, one, one, LEGACY, { ...LEGACY }, BACKEND, { ...BACKEND });
  });
  expect(addresses(json).filter((address) => /integration|permission/.test(address))).toEqual([
    "aws_apigatewayv2_integration.backend",
    "aws_apigatewayv2_integration.hello",
    "aws_apigatewayv2_integration.legacy",
    "aws_lambda_permission.hello",
    "aws_lambda_permission.legacy",
  ]);
});

describe("two targets of one name are refused: one's routes would lead to the other", () => {
  test.each<[string, RouteTarget, RouteTarget]>([
    ["another URL", BACKEND, { ...BACKEND, url: "https://other.example.com" }],
    ["another method", BACKEND, { ...BACKEND, method: "GET" }],
    ["another ARN", LEGACY, { ...LEGACY, functionArn: `${ARN}2` }],
    ["another kind", BACKEND, { ...LEGACY, name: "backend" }],
    ["a name that reads the same in Terraform", { ...BACKEND, name: "old-api" }, { ...LEGACY, name: "old_api" }],
  ])("%s", (_, a, b) => expectRefusal(() => target(testStack(), a, b), "target-name", "auth-api/integrations"));

  test("also a function and something else", () => {
    const stack = testStack();
    expectRefusal(() => target(stack, hello(stack), { ...BACKEND, name: "hello" }), "target-name", '"hello"');
  });
});

test("credentials in a backend's address are refused, and not quoted", () => {
  const url = "https://user:password@backend.example.com";
  const make = () => emitted((stack) => target(stack, { url, name: "backend" }));
  expectRefusal(make, "target-url", "holds a user or a password");
  expect(make).not.toThrow(/user:password/);
});

test.each(["http://backend.example.com", "backend.example.com", "https://", "ftp://backend.example.com"])(
  "%s is no backend for callers' tokens",
  (url) => expectRefusal(() => emitted((stack) => target(stack, { url, name: "backend" })), "target-url", url),
);

test("a function that two APIs call holds a statement for each", () => {
  const json = emitted((stack) => {
    const shared = new NodeFunction(stack, "shared", {
      name: "shared",
      entry: "functions/hello",
      packaging: "prebuilt",
    });
    for (const name of ["one", "two"]) {
      const scope = new Construct(stack, name);
      new HttpApi(scope, "api", { name }).integrations.target(shared);
    }
  });
  const ids = [...resources(json, "aws_lambda_permission").values()].map(({ statement_id }) => statement_id);
  expect(ids).toEqual(["AllowApishared", "AllowApi-two-shared"]);
});

test.each([
  [30, []],
  [31, ["[function-timeout-behind-api] The function may run for 31 s"]],
])("a function that may run for %d s behind an API that waits 30", (timeout, warnings) => {
  const stack = testStack();
  const entry = path.join(ROOT, "functions", "hello");
  const slow = new NodeFunction(stack, "slow", { entry, name: "notes-slow", packaging: "prebuilt", timeout });
  target(stack, slow);
  const said = slow.node.metadata
    .map(({ data }) => String(data))
    .filter((text) => text.startsWith("[function-timeout"));
  expect(said).toEqual(warnings.map((text) => expect.stringContaining(text) as unknown));
});
