import * as path from "node:path";
import { entryAccesses } from "../../../../posture/access/index";
import { readFolder } from "../../../../posture/model/read";
import type { Model } from "../../../../posture/index";
import { targetOf } from "../../../../posture/model/index";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("modules-in-use");
let next = 0;
const read = (files: Readonly<Record<string, string>>): Promise<Model> =>
  readFolder(write(path.join(folder(), String(next++)), files));

/** How modules that many use write routes, authorizers and optional blocks: maps of objects with optional attributes. */
const MODULE = `
  variable "authorizers" {
    type = map(object({
      jwt_configuration = optional(object({ audience = optional(list(string)), issuer = optional(string) }))
    }))
  }
  variable "routes" {
    type = map(object({
      authorization_type = optional(string)
      authorizer_key     = optional(string)
      authorizer_id      = optional(string)
    }))
  }
  variable "cors_configuration" {
    type    = object({ allow_origins = optional(list(string)), max_age = optional(number) })
    default = null
  }
  resource "aws_apigatewayv2_api" "this" {
    count         = 1
    name          = "api"
    protocol_type = "HTTP"
    dynamic "cors_configuration" {
      for_each = var.cors_configuration != null ? [var.cors_configuration] : []
      content {
        allow_origins = cors_configuration.value.allow_origins
        max_age       = cors_configuration.value.max_age
      }
    }
  }
  resource "aws_apigatewayv2_authorizer" "this" {
    for_each        = { for k, v in var.authorizers : k => v }
    api_id          = aws_apigatewayv2_api.this[0].id
    name            = each.key
    authorizer_type = "JWT"
    dynamic "jwt_configuration" {
      for_each = each.value.jwt_configuration != null ? [each.value.jwt_configuration] : []
      content {
        audience = jwt_configuration.value.audience
        issuer   = jwt_configuration.value.issuer
      }
    }
  }
  resource "aws_apigatewayv2_route" "this" {
    for_each           = var.routes
    api_id             = aws_apigatewayv2_api.this[0].id
    route_key          = each.key
    authorization_type = each.value.authorization_type
    authorizer_id      = try(aws_apigatewayv2_authorizer.this[each.value.authorizer_key].id, each.value.authorizer_id)
  }
  output "id" { value = aws_apigatewayv2_api.this[0].id }`;

const MAIN = `
  resource "aws_cognito_user_pool" "people" { name = "people" }
  module "api" {
    source             = "./api"
    cors_configuration = { allow_origins = ["https://example.com"] }
    authorizers = {
      people = { jwt_configuration = { audience = ["x"], issuer = "https://\${aws_cognito_user_pool.people.endpoint}" } }
    }
    routes = {
      "GET /people" = { authorization_type = "JWT", authorizer_key = "people" }
      "GET /own"    = { authorization_type = "JWT", authorizer_id = aws_apigatewayv2_authorizer.own.id }
      "GET /iam"    = { authorization_type = "AWS_IAM" }
      "GET /open"   = {}
    }
  }
  resource "aws_apigatewayv2_authorizer" "own" {
    api_id          = module.api.id
    name            = "own"
    authorizer_type = "JWT"
    jwt_configuration {
      audience = ["y"]
      issuer   = "https://\${aws_cognito_user_pool.people.endpoint}"
    }
  }`;

describe("a module that makes routes of a map", () => {
  test("gives each its own authorizer, and none where the map names none", async () => {
    const model = await read({ "main.tf": MAIN, "api/main.tf": MODULE });
    const found = model.routes.map(({ key, authorizer }) => [
      key.known && key.value,
      targetOf(authorizer)?.address ?? authorizer.kind,
    ]);
    expect(Object.fromEntries(found)).toEqual({
      "GET /people": 'module.api.aws_apigatewayv2_authorizer.this["people"]',
      "GET /own": "aws_apigatewayv2_authorizer.own",
      "GET /iam": "none",
      "GET /open": "none",
    });
  });

  test("finds the pool of an issuer that comes through a dynamic block", async () => {
    const model = await read({ "main.tf": MAIN, "api/main.tf": MODULE });
    const pools = model.authorizers.map(({ jwt }) => jwt && targetOf(jwt.pool)?.address);
    expect(pools).toEqual(["aws_cognito_user_pool.people", "aws_cognito_user_pool.people"]);
  });

  test("writes a block of one object out", async () => {
    const [api] = (await read({ "main.tf": MAIN, "api/main.tf": MODULE })).apis;
    expect(api?.resource.attributes.value("cors_configuration")).toEqual({
      known: true,
      value: [{ allow_origins: ["https://example.com"], max_age: null }],
    });
  });
});

test("a load balancer that may forward to a function is never passed over", async () => {
  const main = (type: string): string => `
    variable "group" {}
    resource "aws_lb" "front" { name = "front" }
    resource "aws_lb_target_group" "one" { target_type = "${type}" }
    resource "aws_lb_target_group" "two" { target_type = "${type}" }
    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.front.arn
      port              = 80
      protocol          = "HTTP"
      default_action {
        type             = "forward"
        target_group_arn = var.group ? aws_lb_target_group.one.arn : aws_lb_target_group.two.arn
      }
    }`;
  const shown = async (type: string): Promise<unknown> =>
    entryAccesses(await read({ "main.tf": main(type) })).map(({ entryPoint, open }) => [
      entryPoint.name,
      open,
      entryPoint.target.kind,
    ]);
  expect(await shown("lambda")).toEqual([["every path (default action)", "unknown", "unknown"]]);
  expect(await shown("ip")).toEqual([]);
});

test("a REST API's integration may name method and resource through one another", async () => {
  const model = await read({
    "main.tf": `
      resource "aws_lambda_function" "f" { function_name = "f" }
      resource "aws_api_gateway_rest_api" "api" { name = "api" }
      resource "aws_api_gateway_resource" "items" {
        rest_api_id = aws_api_gateway_rest_api.api.id
        parent_id   = aws_api_gateway_rest_api.api.root_resource_id
        path_part   = "items"
      }
      resource "aws_api_gateway_method" "get" {
        rest_api_id   = aws_api_gateway_resource.items.rest_api_id
        resource_id   = aws_api_gateway_resource.items.id
        http_method   = "GET"
        authorization = "NONE"
      }
      resource "aws_api_gateway_method" "root" {
        rest_api_id   = aws_api_gateway_rest_api.api.id
        resource_id   = aws_api_gateway_rest_api.api.root_resource_id
        http_method   = "ANY"
        authorization = "NONE"
      }
      resource "aws_api_gateway_integration" "root" {
        rest_api_id = aws_api_gateway_method.root.rest_api_id
        resource_id = aws_api_gateway_method.root.resource_id
        http_method = aws_api_gateway_method.root.http_method
        type        = "AWS_PROXY"
        uri         = aws_lambda_function.f.invoke_arn
      }
      resource "aws_api_gateway_integration" "get" {
        rest_api_id             = aws_api_gateway_method.get.rest_api_id
        resource_id             = aws_api_gateway_method.get.resource_id
        http_method             = aws_api_gateway_method.get.http_method
        integration_http_method = "POST"
        type                    = "AWS_PROXY"
        uri                     = aws_lambda_function.f.invoke_arn
      }`,
  });
  const found = entryAccesses(model).map(({ entryPoint, function: fn }) => [
    entryPoint.group,
    entryPoint.name,
    fn?.address,
  ]);
  expect(found).toEqual([
    ["REST API api", "GET /items", "aws_lambda_function.f"],
    ["REST API api", "ANY /", "aws_lambda_function.f"],
  ]);
});
