import { Token } from "cdktf";
import type { Construct } from "constructs";
import { type ApiStack, SecuredApi, type SecuredApiProps } from "../../../../constructs";
import { McpRoute, type McpRouteProps } from "../../../../constructs/api/routes/mcp-route";
import { NodeFunction } from "../../../../constructs/compute/node-function";
import { httpApi } from "../../../support/api";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { everyResource, resource, type Terraform } from "../../../support/terraform-json";
import type { AccessList } from "../../../../posture/access-list";

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

const keysOf = (from: Terraform): readonly string[] =>
  Object.values(from.resource?.["aws_apigatewayv2_route"] ?? {})
    .map(({ route_key }) => String(route_key))
    .sort();

test("the routes are open at the gateway, and declared for who the function verifies", () => {
  expect(keysOf(json)).toEqual([
    "ANY /mcp",
    "GET /.well-known/oauth-protected-resource",
    "GET /.well-known/oauth-protected-resource/mcp",
  ]);
  everyResource(json, "aws_apigatewayv2_route", ({ authorization_type }) => authorization_type === "NONE");
  const { routes } = json.output?.["access_list"]?.value as AccessList;
  expect(routes.find(({ route }) => route === "ANY /mcp")?.allow).toEqual({
    authorizer: "aws_lambda_function.mcp_gate",
    tokens: [{ issuer: ISSUER, clients: [RESOURCE], scopes: ["notes/use"] }],
  });
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

/** Two servers on one API; `changes` are those of the first. */
function buildTwo(stack: ApiStack, changes: Partial<McpRouteProps> = {}): void {
  build(stack, changes);
  const [api, target] = [stack.node.findChild("api"), stack.node.findChild("server")];
  new McpRoute(stack, "admin", {
    api: api as McpRouteProps["api"],
    functionName: "admin-mcp",
    target: target as NodeFunction,
    resource: "https://api.example.com/admin",
    issuers: [{ issuer: ISSUER }],
  });
}

test("an API may have several", () => {
  const two = emitted((stack) => buildTwo(stack));
  expect(resource(two, "aws_apigatewayv2_route.admin")).toMatchObject({
    target: "integrations/${aws_apigatewayv2_integration.admin_gate.id}",
  });
  // The root of the well-known path belongs to the first.
  expect(keysOf(two)).toEqual(
    expect.arrayContaining(["ANY /admin", "ANY /mcp", "GET /.well-known/oauth-protected-resource/admin"]),
  );
  expect(keysOf(two).filter((key) => key === "GET /.well-known/oauth-protected-resource")).toHaveLength(1);
});

test("without a path the metadata is at the well-known path itself", () => {
  const root = emitted((stack) => build(stack, { resource: "https://mcp.example.com" }));
  expect(keysOf(root)).toEqual(["ANY /", "GET /.well-known/oauth-protected-resource"]);
});

test.each<[string, Partial<McpRouteProps>]>([
  ["an address without TLS", { resource: "http://api.example.com/mcp" }],
  ["an address with a query", { resource: "https://api.example.com/mcp?a=1" }],
  ["an address in another spelling", { resource: "https://API.example.com/mcp" }],
  ["an address that only Terraform knows", { resource: "${aws_apigatewayv2_api.api.api_endpoint}/mcp" }],
  ["no issuer", { issuers: [] }],
  ["a resource that only Terraform knows", { resource: Token.asString({ resolve: () => RESOURCE }) }],
  ["a scope that is none", { tools: { write: ["notes write"] } }],
])("%s is refused", (_, changes) => expectRefusal(() => build(testStack(), changes), "mcp-route", "auth-api/mcp"));

test("another than the first may answer at the root of the well-known path", () => {
  const two = emitted((stack) => buildTwo(stack, { rootMetadata: false }));
  expect(resource(two, "aws_apigatewayv2_route.admin_metadata_root")).toMatchObject({
    route_key: "GET /.well-known/oauth-protected-resource",
  });
});

describe("as a route of SecuredApi", () => {
  const mcp = { resource: RESOURCE, scopes: ["read"], tools: { "*": [], add: ["write"] } };
  const secured = (route: object = {}, props: object = {}) =>
    emitted((stack) => {
      new SecuredApi(stack, "Default", {
        project: "notes",
        domain: "example.com",
        scopes: { read: "Read access", write: "Write access" },
        webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
        functions: { server: "functions/hello" },
        packaging: "prebuilt",
        routes: { "ANY /mcp": { mcp, target: "server", ...route } },
        ...props,
      } as unknown as SecuredApiProps<"read", "server">);
    });

  test("it has the pool's issuer, full scopes, and server metadata of its own; no preflight function", () => {
    const one = secured();
    const { environment } = resource(one, "aws_lambda_function.any_mcp_gate") as {
      environment: { variables: { MCP_CONFIG: string } };
    };
    for (const part of [
      "aws_cognito_user_pool.pool.endpoint",
      "aws_cognito_resource_server.scopes.identifier}/read",
      "aws_cognito_resource_server.scopes.identifier}/write",
      "signInUrl",
    ])
      expect(environment.variables.MCP_CONFIG).toContain(part);
    expect(keysOf(one)).toEqual([
      "ANY /mcp",
      "GET /.well-known/oauth-authorization-server",
      "GET /.well-known/oauth-authorization-server/mcp",
      "GET /.well-known/oauth-protected-resource",
      "GET /.well-known/oauth-protected-resource/mcp",
    ]);
    expect(resource(one, "aws_apigatewayv2_route.any_mcp").target).toContain("any_mcp_gate");
    expect(one.output?.["routes"]?.value).toMatchObject({
      "ANY /mcp": { authorization: "MCP", scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"] },
    });
  });

  test("of several, the first by its key answers at the root, whatever the order in which they are written", () => {
    const agents = { mcp: { resource: "https://api.example.com/agents", scopes: ["read"] }, target: "server" };
    const two = secured({}, { routes: { "ANY /mcp": { mcp, target: "server" }, "ANY /agents": agents } });
    expect(resource(two, "aws_apigatewayv2_route.any_agents_metadata_root").route_key).toBe(
      "GET /.well-known/oauth-protected-resource",
    );
    expect(Object.keys(two.resource?.["aws_apigatewayv2_route"] ?? {})).not.toContain("any_mcp_metadata_root");
  });

  test.each<[string, object, object, string, string]>([
    ["a key of another path", { mcp: { ...mcp, resource: "https://api.example.com/m" } }, {}, "mcp-route", '"ANY /m"'],
    ["an address without TLS", { mcp: { ...mcp, resource: "http://api.example.com/mcp" } }, {}, "mcp-route", "https"],
    ["a scope that isn't declared", { mcp: { ...mcp, scopes: ["reed"] } }, {}, "scope-unknown", "mcp.scopes[0]"],
    [
      "a tool's scope that isn't",
      { mcp: { ...mcp, tools: { add: ["rite"] } } },
      {},
      "scope-unknown",
      "mcp.tools.add[0]",
    ],
    ["no scopes", { mcp: { resource: RESOURCE } }, {}, "input-missing", "mcp.scopes"],
    ["a prop that there is not", { mcp: { ...mcp, scope: ["read"] } }, {}, "input-unknown", "mcp.scope"],
    ["another word beside it", { public: "why not" }, {}, "route-ambiguous", "mcp"],
    ["a server elsewhere", { target: { url: "https://mcp.example.com", name: "far" } }, {}, "mcp-route", "target"],
    ["an API without a pool", {}, { pool: false, scopes: {}, webClients: {} }, "scope-unobtainable", "mcp"],
    ["it as a default", {}, { defaults: { mcp } }, "input-unknown", "defaults.mcp"],
  ])("%s is refused", (_, route, props, code, text) => expectRefusal(() => secured(route, props), code, text));
});
