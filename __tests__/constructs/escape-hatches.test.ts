import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { acknowledge, NodeFunction, SecuredApi, UserPool, type ApiStack } from "../../constructs";
import { emitted, synth, testStack } from "../support/synth";
import { resource } from "../support/terraform-json";

/** docs/escape-hatches.md: one example of each, and what is said of those that are wrong. */

function secured(stack: ApiStack, more: object = {}) {
  return new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access" },
    machineClients: { machine: { scopes: ["read"] } },
    functions: { items: { entry: "functions/items", alias: "live" } },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    packaging: "prebuilt",
    cors: false,
    ...more,
  });
}

const said = (build: (stack: ApiStack) => void): string => {
  try {
    emitted(build);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("an argument without an option, and an attribute of the bindings", () => {
  const stack = testStack();
  const api = secured(stack);
  api.stage.resource.addOverride("description", "mine");
  api.functions.items.resource.memorySize = 1024;
  const json = synth(stack);
  expect(resource(json, "aws_apigatewayv2_stage.stage")["description"]).toBe("mine");
  expect(resource(json, "aws_lambda_function.items")["memory_size"]).toBe(1024);
});

test("a resource of one's own stands beside", () => {
  const json = emitted((stack) => {
    secured(stack);
    new SqsQueue(stack, "jobs", { name: "jobs" });
  });
  expect(resource(json, "aws_sqs_queue.jobs")["name"]).toBe("jobs");
});

test("an open route of one's own stops synth, unless that is acknowledged", () => {
  const raw = (stack: ApiStack) =>
    new Apigatewayv2Route(stack, "raw", {
      apiId: secured(stack).api.apiId,
      routeKey: "GET /raw",
      authorizationType: "NONE",
    });
  expect(said((stack) => void raw(stack))).toContain("[route-open] aws_apigatewayv2_route.raw");
  expect(
    said((stack) => acknowledge(raw(stack), { code: "route-open", reason: "a health check of the load balancer" })),
  ).not.toContain("[route-open]");
});

test("an OpenAPI body with an open route stops synth", () => {
  const uri =
    "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:a/invocations";
  const get = { "x-amazon-apigateway-integration": { type: "aws_proxy", uri, payloadFormatVersion: "2.0" } };
  const body = { openapi: "3.0.1", info: { title: "a", version: "1" }, paths: { "/open": { get } } };
  const raw = { name: "raw", protocolType: "HTTP", body: JSON.stringify(body) };
  expect(said((stack) => new Apigatewayv2Api(stack, "raw", raw))).toMatch(
    /^error \[implicit-route-open\] aws_apigatewayv2_api\.raw \(.*\): GET \/open of HTTP API raw has no authorization/,
  );
});

test("an override that opens a declared route stops synth", () => {
  expect(
    said((stack) => {
      const route = secured(stack).routes["GET /items"];
      route?.resource.addOverride("authorization_type", "NONE");
    }),
  ).not.toBe("");
});

test("a raw integration with an alias needs the alias's permission", () => {
  const build = (qualified: boolean) => (stack: ApiStack) => {
    const api = secured(stack);
    const fn = new NodeFunction(stack, "raw", {
      name: "notes-raw",
      entry: "functions/items",
      alias: "live",
      packaging: "prebuilt",
    });
    const integration = new Apigatewayv2Integration(stack, "raw_integration", {
      apiId: api.api.apiId,
      integrationType: "AWS_PROXY",
      integrationUri: fn.invokeArn,
      payloadFormatVersion: "2.0",
    });
    new Apigatewayv2Route(stack, "raw_route", {
      apiId: api.api.apiId,
      routeKey: "GET /raw",
      authorizationType: "JWT",
      authorizerId: api.authorizer?.authorizerId,
      authorizationScopes: [api.identity.scopes.scope("read")],
      target: `integrations/${integration.id}`,
    });
    new LambdaPermission(stack, "raw_permission", {
      action: "lambda:InvokeFunction",
      ...(qualified ? fn.permissionTarget : { functionName: fn.resource.functionName }),
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.api.resource.executionArn}/*/*`,
    });
  };
  expect(said(build(true))).not.toContain("[function-permission]");
  expect(said(build(false))).toContain("[function-permission]");
});

test("putLambdaConfig replaces the token trigger, which synth tells of", () => {
  const text = said((stack) => {
    const { identity } = secured(stack, { tokenTrigger: { claims: { suppress: { id: ["phone_number"] } } } });
    if (identity.pool instanceof UserPool)
      identity.pool.resource.putLambdaConfig({
        postConfirmation: "arn:aws:lambda:eu-central-1:123456789012:function:welcome",
      });
  });
  expect(text).toMatch(/trigger/);
});
