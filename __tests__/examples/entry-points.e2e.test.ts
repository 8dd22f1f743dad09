import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { deterministicZip } from "../../constructs/compute/zip";
import { admissionOf, entryPointAt } from "../../posture/access";
import { readState } from "../../posture/model/read";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { Emulated } from "./emulated";

const folder = temporaryFolder("entry-points");
const NONE = "aws_api_gateway_method.open";
const SIGNED = "aws_api_gateway_method.signed";
const ROUTE = "aws_apigatewayv2_route.open";

const KEYED = "aws_api_gateway_method.keyed";
const SOCKETS = ["socket_open", "socket_signed"] as const;

const method = (name: string, authorization: string, more = ""): string => `
resource "aws_api_gateway_resource" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  parent_id   = aws_api_gateway_rest_api.r.root_resource_id
  path_part   = "${name}"
}
resource "aws_api_gateway_method" "${name}" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  resource_id   = aws_api_gateway_resource.${name}.id
  http_method   = "GET"
  authorization = "${authorization}"
  ${more}
}
resource "aws_api_gateway_integration" "${name}" {
  rest_api_id             = aws_api_gateway_rest_api.r.id
  resource_id             = aws_api_gateway_resource.${name}.id
  http_method             = aws_api_gateway_method.${name}.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.f.invoke_arn
}`;

/** A WebSocket API whose $connect and messages run the function. */
const socket = (name: string, authorization: string): string => `
resource "aws_apigatewayv2_api" "${name}" {
  name                       = "${name}"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}
resource "aws_apigatewayv2_integration" "${name}" {
  api_id           = aws_apigatewayv2_api.${name}.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.f.invoke_arn
}
resource "aws_apigatewayv2_route" "${name}" {
  api_id             = aws_apigatewayv2_api.${name}.id
  route_key          = "$connect"
  authorization_type = "${authorization}"
  target             = "integrations/\${aws_apigatewayv2_integration.${name}.id}"
}
resource "aws_apigatewayv2_stage" "${name}" {
  api_id      = aws_apigatewayv2_api.${name}.id
  name        = "v1"
  auto_deploy = true
}
output "${name}" {
  value = aws_apigatewayv2_api.${name}.id
}`;

const MAIN = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100.0" }
  }
}
provider "aws" {
  region = "us-east-1"
}
resource "aws_iam_role" "f" {
  name               = "f"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.f.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "f.zip"
}
resource "aws_lambda_permission" "f" {
  function_name = aws_lambda_function.f.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
}
resource "aws_api_gateway_rest_api" "r" {
  name = "r"
}
${method("open", "NONE")}
${method("signed", "AWS_IAM")}
${method("keyed", "NONE", "api_key_required = true")}
${SOCKETS.map((name) => socket(name, name === "socket_open" ? "NONE" : "AWS_IAM")).join("")}
resource "aws_api_gateway_deployment" "r" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  depends_on  = [aws_api_gateway_integration.open, aws_api_gateway_integration.signed, aws_api_gateway_integration.keyed]
}
resource "aws_api_gateway_stage" "r" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  deployment_id = aws_api_gateway_deployment.r.id
  stage_name    = "v1"
}
resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "a" {
  api_id                 = aws_apigatewayv2_api.a.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.f.invoke_arn
  payload_format_version = "2.0"
}
resource "aws_apigatewayv2_route" "open" {
  api_id    = aws_apigatewayv2_api.a.id
  route_key = "ANY /{proxy+}"
  target    = "integrations/\${aws_apigatewayv2_integration.a.id}"
}
resource "aws_apigatewayv2_stage" "a" {
  api_id      = aws_apigatewayv2_api.a.id
  name        = "$default"
  auto_deploy = true
}
output "rest" {
  value = aws_api_gateway_rest_api.r.id
}
output "http" {
  value = aws_apigatewayv2_api.a.api_endpoint
}
`;

/** The status of a WebSocket handshake without credentials: 101 where it is let in. */
function handshake(port: number, path: string): Promise<number | undefined> {
  return new Promise((answered, failed) => {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.from("0123456789abcdef").toString("base64"),
    };
    const asked = request({ host: "127.0.0.1", port, path, headers });
    asked.on("upgrade", ({ statusCode }, connection) => {
      connection.destroy();
      answered(statusCode);
    });
    asked.on("response", (response) => {
      response.resume();
      answered(response.statusCode);
    });
    asked.on("error", failed);
    asked.end();
  });
}

/** What posture says of a state, held against the answers of the AWS emulator that it is the state of. */
describeEndToEnd("entry points of three products, applied", () => {
  let aws: Emulated;
  beforeAll(async () => (aws = await Emulated.start(folder())), 240_000);
  afterAll(() => runExitTasks());

  test("answer nobody as posture says of them", async () => {
    const project = join(folder(), "project");
    mkdirSync(project);
    const code = 'exports.handler = async () => ({ statusCode: 200, body: "ok" });';
    writeFileSync(join(project, "f.zip"), deterministicZip(new Map([["index.js", Buffer.from(code)]])));
    writeFileSync(join(project, "main.tf"), MAIN);
    await aws.apply(project);
    const model = readState(JSON.parse(await aws.terraform(project, "show", "-json")));
    const sockets = SOCKETS.map((name) => `aws_apigatewayv2_route.${name}`);
    const said = [NONE, SIGNED, ROUTE, KEYED, ...sockets].map((id) => {
      const entryPoint = entryPointAt(model, id);
      return entryPoint && admissionOf(model, entryPoint).open;
    });
    expect(said).toEqual([true, false, true, true, true, false]);
    const { rest = "", http = "", ...ids } = await aws.outputs(project);
    const port = Number(new URL(aws.emulator.url).port);
    const connected = SOCKETS.map((name) => handshake(port, `/_aws/execute-api/${ids[name] ?? ""}/v1`));
    expect(await Promise.all(connected)).toEqual([101, 403]);
    const atRest = async (path: string): Promise<number> =>
      (await fetch(`${aws.emulator.url}/_aws/execute-api/${rest}/v1/${path}`)).status;
    const answered = [await atRest("open"), await atRest("signed"), await atRest("keyed"), await aws.call(http, "/x")];
    // Everyone who has the key gets in, and this caller has none.
    expect(answered).toEqual([200, 403, 403, 200]);
  }, 240_000);
});
