import * as path from "node:path";
import { readFolder } from "../../../../posture/model/read";
import type { Model } from "../../../../posture/index";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("folders");
let next = 0;
const read = (files: Readonly<Record<string, string>>): Promise<Model> =>
  readFolder(write(path.join(folder(), String(next++)), files));
const text = (model: Model, address: string, ...at: (string | number)[]): unknown => {
  const value = model.resource(address)?.attributes.text(...at);
  return value?.known ? value.value : `unknown: ${value?.why ?? "no resource"}`;
};

describe("a folder of .tf files", () => {
  test("follows inputs and outputs of local modules, with count, for_each and each.value", async () => {
    const model = await read({
      "main.tf": `
        variable "names" {
          type    = map(object({ path = string, port = optional(number, 80) }))
          default = { a = { path = "/a" }, b = { path = "/b", port = 81 } }
        }
        locals { prefix = "x-\${upper("q")}" }
        module "fn" {
          source   = "./modules/fn"
          for_each = var.names
          name     = "\${local.prefix}-\${each.key}"
          path     = each.value.path
          port     = each.value.port
        }
        resource "aws_ssm_parameter" "all" { name = join(",", [for k, m in module.fn : m.full]) }
        resource "aws_ssm_parameter" "one" { name = module.fn["b"].full }
        resource "aws_lambda_permission" "p" {
          function_name = module.fn["a"].arn
        }`,
      "modules/fn/main.tf": `
        variable "name" { type = string }
        variable "path" {}
        variable "port" { type = string }
        resource "aws_lambda_function" "this" {
          count         = 1
          function_name = var.name
          description   = "\${var.path}:\${var.port}"
        }
        output "full" { value = "\${aws_lambda_function.this[0].function_name}\${var.path}" }
        output "arn" { value = one(aws_lambda_function.this[*].arn) }`,
    });
    expect(model.functions.map(({ address }) => address)).toEqual([
      'module.fn["a"].aws_lambda_function.this[0]',
      'module.fn["b"].aws_lambda_function.this[0]',
    ]);
    expect(text(model, 'module.fn["b"].aws_lambda_function.this[0]', "description")).toBe("/b:81");
    expect(text(model, 'module.fn["a"].aws_lambda_function.this[0]', "description")).toBe("/a:80");
    expect(text(model, "aws_ssm_parameter.all", "name")).toBe("x-Q-a/a,x-Q-b/b");
    expect(text(model, "aws_ssm_parameter.one", "name")).toBe("x-Q-b/b");
    expect(model.permissions[0]?.function).toMatchObject({
      kind: "resource",
      target: { address: 'module.fn["a"].aws_lambda_function.this[0]' },
    });
  });

  test("takes variables from terraform.tfvars, then *.auto.tfvars, then defaults; the others aren't known", async () => {
    const model = await read({
      "main.tf": `
        variable "a" { default = "default" }
        variable "b" { default = "default" }
        variable "c" { default = "default" }
        variable "d" { type = string }
        resource "aws_ssm_parameter" "p" {
          name        = "\${var.a} \${var.b} \${var.c}"
          description = var.d
        }`,
      "terraform.tfvars": 'a = "tfvars"\nb = "tfvars"\n',
      "z.auto.tfvars.json": '{"b": "$${not a template}"}',
    });
    expect(text(model, "aws_ssm_parameter.p", "name")).toBe("tfvars $${not a template} default");
    expect(text(model, "aws_ssm_parameter.p", "description")).toBe("unknown: var.d has no default");
  });

  test("lays override files over the others, and OpenTofu's files in the place of Terraform's", async () => {
    const model = await read({
      "main.tf": 'resource "aws_ssm_parameter" "p" {\n  name = "main"\n  type = "String"\n  tags = { a = "b" }\n}\n',
      "override.tf": 'resource "aws_ssm_parameter" "p" {\n  name = "over"\n}\n',
      "more.tf": 'resource "aws_ssm_parameter" "q" {\n  name = "terraform"\n}\n',
      "more.tofu": 'resource "aws_ssm_parameter" "q" {\n  name = "tofu"\n}\n',
    });
    expect(text(model, "aws_ssm_parameter.p", "name")).toBe("over");
    expect(text(model, "aws_ssm_parameter.p", "type")).toBe("String");
    expect(text(model, "aws_ssm_parameter.q", "name")).toBe("tofu");
  });

  test("reads modules that terraform init fetched, and names those that it didn't", async () => {
    const model = await read({
      "main.tf": `
        module "here" {
          source = "terraform-aws-modules/lambda/aws"
          name   = "f"
        }
        module "away" { source = "git::https://example.com/x.git" }
        resource "aws_ssm_parameter" "p" { name = module.away.name }`,
      ".terraform/modules/modules.json":
        '{"Modules":[{"Key":"","Dir":"."},{"Key":"here","Dir":".terraform/modules/here"}]}',
      ".terraform/modules/here/main.tf":
        'variable "name" {}\nresource "aws_lambda_function" "this" {\n  function_name = var.name\n}\n',
    });
    expect(text(model, "module.here.aws_lambda_function.this", "function_name")).toBe("f");
    expect(model.origin.missing).toEqual([
      expect.stringContaining("module.away (git::https://example.com/x.git) was not read"),
    ]);
    expect(text(model, "aws_ssm_parameter.p", "name")).toContain("unknown: module.away");
  });

  test("writes dynamic blocks out, inside of blocks too, beside those that are written", async () => {
    const model = await read({
      "main.tf": `
        locals { statements = { read = ["a:Get"], write = ["a:Put", "a:Delete"] } }
        data "aws_iam_policy_document" "d" {
          statement { actions = ["a:List"] }
          dynamic "statement" {
            for_each = local.statements
            iterator = s
            content {
              sid     = s.key
              actions = s.value
              dynamic "principals" {
                for_each = toset(["p", "o"])
                content {
                  type        = principals.value
                  identifiers = ["*"]
                }
              }
            }
          }
        }`,
    });
    const blocks = model.resource("data.aws_iam_policy_document.d")?.attributes.blocks("statement");
    expect(blocks?.items.map((b) => b.texts("actions").items)).toEqual([["a:List"], ["a:Get"], ["a:Put", "a:Delete"]]);
    expect(blocks?.items[2]?.blocks("principals").items.map((b) => b.text("type"))).toEqual([
      { known: true, value: "o" },
      { known: true, value: "p" },
    ]);
  });

  test("says what isn't known of instances, and reads files below the root", async () => {
    const model = await read({
      "main.tf": `
        variable "many" { type = set(string) }
        resource "aws_lambda_function" "f" {
          for_each      = var.many
          function_name = each.key
        }
        resource "aws_apigatewayv2_api" "a" { body = file("\${path.module}/api/open.json") }
        resource "aws_apigatewayv2_api" "b" { body = file("../outside.json") }`,
      "api/open.json": '{"openapi":"3.0.1"}',
    });
    expect(model.functions).toEqual([expect.objectContaining({ address: "aws_lambda_function.f" })]);
    expect(model.functions[0]?.resource.repeated).toBe(true);
    expect(text(model, "aws_apigatewayv2_api.a", "body")).toBe('{"openapi":"3.0.1"}');
    expect(text(model, "aws_apigatewayv2_api.b", "body")).toContain("unknown");
  });

  test("finds a provider's region where a module's caller passes it on", async () => {
    const model = await read({
      "main.tf": `
        provider "aws" { region = "eu-west-1" }
        provider "aws" {
          alias  = "us"
          region = "us-east-1"
        }
        module "m" {
          source    = "./m"
          providers = { aws = aws.us }
        }
        resource "aws_ssm_parameter" "here" { name = "x" }`,
      "m/main.tf": 'resource "aws_ssm_parameter" "there" {\n  name = "x"\n}\n',
    });
    expect(model.resource("aws_ssm_parameter.here")?.region).toEqual({ known: true, value: "eu-west-1" });
    expect(model.resource("module.m.aws_ssm_parameter.there")?.region).toEqual({ known: true, value: "us-east-1" });
  });

  test.each([
    ["main.tf", 'resource "a" {\n  x = \n}\n', /main\.tf, line 2, column 7: Invalid expression/],
    ["main.tf.json", '{\n  "resource": {,}\n}', /main\.tf\.json, line 2: it is not valid JSON/],
  ])("names file and line of what can't be read: %s", async (name, content, message) => {
    await expect(read({ [name]: content })).rejects.toThrow(message);
  });

  test("says that a folder without .tf files is none", async () => {
    await expect(read({ "readme.md": "x" })).rejects.toThrow("holds no .tf, .tofu, .tf.json or .tofu.json file");
  });

  test("ends where modules call themselves and locals refer to themselves", async () => {
    const model = await read({
      "main.tf":
        'module "m" {\n  source = "./"\n}\nlocals {\n  a = local.b\n  b = local.a\n}\nresource "aws_ssm_parameter" "p" {\n  name = local.a\n}\n',
    });
    expect(text(model, "aws_ssm_parameter.p", "name")).toContain("refers to itself");
    expect(model.origin.missing).toHaveLength(1);
  });
});
