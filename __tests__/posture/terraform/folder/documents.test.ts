import * as path from "node:path";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { entryAccesses } from "../../../../posture/access/index";
import { readFolder } from "../../../../posture/model/read";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("documents");
let next = 0;
const place = (): string => path.join(folder(), String(next++));

/** Entry points of a folder: name, whether it is open, and who gets in. */
async function shown(files: Readonly<Record<string, string>>, root = ".", at = place()): Promise<string[]> {
  const model = await readFolder(path.join(write(at, files), root));
  return entryAccesses(model).map(
    ({ entryPoint, open, function: fn }) =>
      `${entryPoint.name} ${String(open)} ${fn?.address ?? entryPoint.target.kind}`,
  );
}

const FUNCTIONS = `
  resource "aws_lambda_function" "orders" { function_name = "orders" }
  resource "aws_lambda_function" "guard" { function_name = "guard" }`;

const YAML = `openapi: 3.0.1
info: { title: orders, version: 2024-01-01 }
x-integration: &proxy
  type: aws_proxy
  httpMethod: POST
  uri: "\${uri}"
paths:
  /orders:
    get:
      security: [{ users: [] }]
      x-amazon-apigateway-integration: *proxy
    post:
      x-amazon-apigateway-integration:
        <<: *proxy
        passthroughBehavior: when_no_match
components:
  securitySchemes:
    users:
      type: apiKey
      name: authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: { type: request, authorizerUri: "\${guard}" }
`;
const SHOWN = ["GET /orders false aws_lambda_function.orders", "POST /orders true aws_lambda_function.orders"];
const VARIABLES = "{ uri = aws_lambda_function.orders.invoke_arn, guard = aws_lambda_function.guard.invoke_arn }";

describe("an OpenAPI body", () => {
  test.each([
    ["of a YAML template", `templatefile("\${path.module}/api.yaml", ${VARIABLES})`],
    [
      "of a YAML template, decoded and encoded",
      `jsonencode(yamldecode(templatefile("\${path.module}/api.yaml", ${VARIABLES})))`,
    ],
    ["of the data source of templates", "data.template_file.body.rendered"],
    [
      "of YAML with other things put in",
      `yamlencode(merge(yamldecode(file("api.yaml")), { paths = { "/orders" = {
        get  = { security = [{ users = [] }], x-amazon-apigateway-integration = { type = "aws_proxy", uri = aws_lambda_function.orders.invoke_arn } }
        post = { x-amazon-apigateway-integration = { type = "aws_proxy", uri = aws_lambda_function.orders.invoke_arn } }
      } } }))`,
    ],
  ])("%s is read", async (_, body) => {
    const main = `${FUNCTIONS}
      data "template_file" "body" {
        template = file("\${path.module}/api.yaml")
        vars     = ${VARIABLES}
      }
      resource "aws_api_gateway_rest_api" "api" {
        name = "api"
        body = ${body}
      }`;
    expect(await shown({ "main.tf": main, "api.yaml": YAML })).toEqual(SHOWN);
  });

  test("is read of a file beside the root module in its repository, and of nothing outside of it", async () => {
    const at = place();
    const main = `${FUNCTIONS}
      resource "aws_apigatewayv2_api" "api" {
        name          = "api"
        protocol_type = "HTTP"
        body          = templatefile("\${path.root}/../api.yaml", ${VARIABLES})
      }`;
    mkdirSync(path.join(at, ".git"), { recursive: true });
    expect(await shown({ "infra/main.tf": main, "api.yaml": YAML }, "infra", at)).toEqual(SHOWN);

    const outside = place();
    writeFileSync(path.join(write(outside, { "infra/main.tf": main }), "secret"), YAML);
    expect(await shown({}, "infra", write(outside, { "api.yaml": YAML }))).toEqual([
      "routes of the OpenAPI body unknown unknown",
    ]);
    symlinkSync(path.join(outside, "secret"), path.join(outside, "infra", "link.yaml"));
    const linked = main.replace("/../api.yaml", "/link.yaml");
    expect(await shown({ "infra/main.tf": linked }, "infra", outside)).toEqual([
      "routes of the OpenAPI body unknown unknown",
    ]);
  });

  test("that holds a part nobody knows says so of that part only", async () => {
    const body = `<<-EOF
      {
        "paths": {
          "/open": { "get": { "x-amazon-apigateway-integration": { "type": "aws_proxy", "uri": "\${aws_lambda_function.orders.invoke_arn}" } } },
          "/\${var.path}": { "get": {} }
        }
      }
      EOF`;
    const api = (text: string): string => `${FUNCTIONS}
      variable "path" {}
      variable "security" {}
      resource "aws_api_gateway_rest_api" "api" {
        name = "api"
        body = ${text}
      }`;
    expect(await shown({ "main.tf": api(body) })).toEqual(["methods of the OpenAPI body unknown unknown"]);
    const known = body.replace("/${var.path}", "/other").replace('"get": {}', '"get": { "security": ${var.security} }');
    expect(await shown({ "main.tf": api(known) })).toEqual([
      "GET /open true aws_lambda_function.orders",
      "GET /other unknown itself",
    ]);
  });
});
