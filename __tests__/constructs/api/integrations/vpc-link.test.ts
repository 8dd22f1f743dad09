import { SecuredApi, type SecuredRoute, type VpcLinkOptions } from "../../../../constructs";
import { VpcLink } from "../../../../constructs/api/integrations/vpc-link";
import { expectRefusal } from "../../../support/expect-error";
import { synth, testStack } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

const LISTENER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/inside/1/2";
const LINKS = { internal: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] } } as const;

function made(
  target: SecuredRoute<"read", "items">["target"],
  vpcLinks: Record<string, VpcLinkOptions> = LINKS,
): ReturnType<typeof synth> {
  const stack = testStack();
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    tags: { team: "notes" },
    scopes: { read: "Read access" },
    machineClients: { machine: { scopes: ["read"] } },
    functions: { items: "functions/items" },
    integrations: { items: { timeoutMilliseconds: 5000 } },
    vpcLinks,
    routes: { "GET /items": { scopes: ["read"], target: "items" }, "GET /inside": { scopes: ["read"], target } },
    packaging: "prebuilt",
    cors: false,
  });
  return synth(stack);
}

test("a route leads to a listener in a VPC through a link that is declared once", () => {
  const json = made({
    listenerArn: LISTENER,
    vpcLink: "internal",
    tlsServerName: "inside.example.com",
    requestParameters: { "overwrite:path": "/v2" },
    responseParameters: { "404": { "overwrite:statuscode": "403" } },
    timeoutMilliseconds: 2000,
    name: "inside",
  });
  expect(resource(json, "aws_apigatewayv2_vpc_link.internal")).toMatchObject({
    name: "notes-internal",
    subnet_ids: ["subnet-1", "subnet-2"],
    security_group_ids: ["sg-1"],
    tags: { team: "notes" },
  });
  expect(resource(json, "aws_apigatewayv2_integration.inside")).toMatchObject({
    integration_type: "HTTP_PROXY",
    integration_method: "ANY",
    integration_uri: LISTENER,
    connection_type: "VPC_LINK",
    connection_id: "${aws_apigatewayv2_vpc_link.internal.id}",
    tls_config: { server_name_to_verify: "inside.example.com" },
    request_parameters: { "overwrite:path": "/v2" },
    response_parameters: [{ status_code: "404", mappings: { "overwrite:statuscode": "403" } }],
    timeout_milliseconds: 2000,
  });
});

test("an integration with a function takes its settings by the function's name", () =>
  expect(
    resource(
      made({ listenerArn: LISTENER, vpcLink: { id: "abc123" }, name: "inside" }),
      "aws_apigatewayv2_integration.items",
    ),
  ).toMatchObject({ timeout_milliseconds: 5000 }));

test("a link that is managed elsewhere", () =>
  expect(
    resource(
      made({ listenerArn: LISTENER, vpcLink: { id: "abc123" }, name: "inside" }),
      "aws_apigatewayv2_integration.inside",
    ),
  ).toMatchObject({ connection_id: "abc123" }));

test("a link made beside the API", () => {
  const stack = testStack();
  const link = new VpcLink(stack, "own", { name: "own", subnetIds: ["subnet-1"] });
  expect(link.id).toContain("TfToken");
});

test("a misspelt link is told of at the route", () =>
  expectRefusal(
    () => made({ listenerArn: LISTENER, vpcLink: "intrnal", name: "inside" }),
    "vpc-link",
    'routes["GET /inside"].target.vpcLink',
    'Did you mean "internal"?',
  ));

test("a link without subnets is refused", () =>
  expectRefusal(
    () => made("items", { internal: { subnetIds: [] as never } }),
    "input-value",
    "vpcLinks.internal.subnetIds",
  ));
