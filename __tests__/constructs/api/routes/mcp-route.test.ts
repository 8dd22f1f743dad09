import type { Construct } from "constructs";
import { McpRoute, type McpRouteProps } from "../../../../constructs/api/routes/mcp-route";
import { NodeFunction } from "../../../../constructs/compute/node-function";
import { httpApi } from "../../../support/api";
import { expectRefusal } from "../../../support/refusal";
import { emitted, testStack } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

const RESOURCE = "https://api.example.com/mcp";
const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

function build(scope: Construct, changes: Partial<McpRouteProps> = {}): void {
  const target = new NodeFunction(scope, "server", { entry: "functions/hello", name: "notes-server" });
  new McpRoute(scope, "mcp", {
    api: httpApi(scope),
    functionName: "notes-mcp",
    target,
    resource: RESOURCE,
    issuers: [{ issuer: ISSUER, scopes: ["notes/use"] }],
    tools: { "*": [], write: ["notes/write"] },
    ...changes,
  });
}

const json = emitted((stack) => build(stack));

test("the routes are open at the gateway, and say who verifies instead", () => {
  const routes = Object.values(
    (json.resource as Record<string, Record<string, { route_key: string }>>)["aws_apigatewayv2_route"] ?? {},
  );
  expect(routes.map(({ route_key }) => route_key).sort()).toEqual([
    "DELETE /mcp",
    "GET /.well-known/oauth-protected-resource/mcp",
    "GET /mcp",
    "POST /mcp",
  ]);
  for (const route of routes) expect(route).toMatchObject({ authorization_type: "NONE" });
});

test("the function in front may invoke the server, and nothing else", () => {
  expect(resource(json, "aws_lambda_function.mcp_gate")).toMatchObject({ function_name: "notes-mcp", timeout: 29 });
  const { policy } = resource(json, "aws_iam_role_policy.mcp_gate") as { policy: string };
  expect(policy).toContain('"Action" = ["lambda:InvokeFunction"], "Resource" = [aws_lambda_function.server.arn]');
  expect(policy.match(/"Action"/g)).toHaveLength(2);
});

test("it is configured with what the props say", () => {
  const { environment } = resource(json, "aws_lambda_function.mcp_gate") as {
    environment: { variables: { MCP_CONFIG: string } };
  };
  const text = environment.variables.MCP_CONFIG;
  for (const part of [
    RESOURCE,
    ISSUER,
    "notes/use",
    "notes/write",
    '"target" = aws_lambda_function.server.function_name',
  ])
    expect(text).toContain(part);
});

test("an API may have several", () => {
  const two = emitted((stack) => {
    build(stack);
    const [api, target] = [stack.node.findChild("api"), stack.node.findChild("server")];
    new McpRoute(stack, "admin", {
      api: api as McpRouteProps["api"],
      functionName: "admin-mcp",
      target: target as NodeFunction,
      resource: "https://api.example.com/admin",
      issuers: [{ issuer: ISSUER }],
    });
  });
  expect(resource(two, "aws_apigatewayv2_route.admin_post_admin")).toMatchObject({
    target: "integrations/${aws_apigatewayv2_integration.admin_gate.id}",
  });
});

test("without a path the metadata is at the well-known path itself", () => {
  const root = JSON.stringify(emitted((stack) => build(stack, { resource: "https://mcp.example.com" })));
  expect(root).toContain('"GET /.well-known/oauth-protected-resource"');
  expect(root).toContain('"POST /"');
});

test.each<[string, Partial<McpRouteProps>]>([
  ["an address without TLS", { resource: "http://api.example.com/mcp" }],
  ["an address with a query", { resource: "https://api.example.com/mcp?a=1" }],
  ["an address in another spelling", { resource: "https://API.example.com/mcp" }],
  ["an address that only Terraform knows", { resource: "${aws_apigatewayv2_api.api.api_endpoint}/mcp" }],
  ["no issuer", { issuers: [] }],
  ["a scope that is none", { tools: { write: ["notes write"] } }],
])("%s is refused", (_, changes) => expectRefusal(() => build(testStack(), changes), "mcp-route", "auth-api/mcp"));
