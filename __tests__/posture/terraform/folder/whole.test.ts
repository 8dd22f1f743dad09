import * as path from "node:path";
import { expressionTexts, readFolder } from "../../../../posture/model/read";
import type { Model, Resource } from "../../../../posture/index";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("whole");

const FILES = {
  "providers.tf": `
    provider "aws" {
      region = "eu-central-1"
      default_tags { tags = { team = "api" } }
    }
    provider "aws" {
      alias  = "us"
      region = var.other_region
      assume_role { role_arn = "arn:aws:iam::111122223333:role/deploy" }
    }
    provider "aws" {
      alias               = "fixed"
      region              = "eu-west-1"
      allowed_account_ids = ["444455556666"]
    }`,
  "variables.tf": `
    variable "other_region" { type = string }
    variable "names" {
      type    = set(string)
      default = ["b", "a", "b"]
    }
    variable "ports" {
      type    = list(number)
      default = ["80", 443]
    }
    variable "flags" {
      type    = map(bool)
      default = { on = "true" }
    }
    variable "pair" {
      type    = tuple([string, number])
      default = [1, "2"]
    }
    variable "short_pair" {
      type    = tuple([string, number])
      default = ["one"]
    }
    variable "shape" {
      type = object({ name = string, size = optional(number, 3), note = optional(string), tags = optional(map(string), {}) })
      default = { name = 5, extra = true }
    }
    variable "nulls" {
      type    = object({ size = optional(number, 3), note = optional(string), name = string })
      default = { size = null, note = null, name = null }
    }
    variable "no_shape" {
      type    = object({ name = string })
      default = {}
    }
    variable "no_list" {
      type    = list(string)
      default = "one"
    }
    variable "no_map" {
      type    = map(string)
      default = ["one"]
    }
    variable "any_list" {
      type    = list
      default = ["x"]
    }
    variable "anything" {
      type    = any
      default = { deep = [1, { more = null }] }
    }
    variable "odd" {
      type    = thing
      default = "x"
    }
    variable "odder" {
      type    = thing(string)
      default = "x"
    }
    variable "never_null" {
      type     = string
      nullable = false
      default  = "by default"
    }
    variable "given" { type = number }
    variable "list_given" { type = list(string) }`,
  "terraform.tfvars": `given = "7"\nnever_null = null\n`,
  "z.auto.tfvars.json": JSON.stringify({ list_given: ["${not.evaluated}"] }),
  "main.tf": `
    locals {
      doc   = yamldecode(file("routes.yaml"))
      text  = <<-EOT
        first
          second \${local.doc.name}
      EOT
      plain = <<EOT
%{ for k, v in { a = 1, b = 2 } ~}
\${k}=\${v};
%{ endfor ~}
%{ if local.doc.open }open%{ else }closed%{ endif }
EOT
      shape = { for k, v in var.shape : k => v if v != null }
      group = { for n in ["ax", "ay", "bz"] : substr(n, 0, 1) => n... }
    }
    resource "aws_ssm_parameter" "values" {
      for_each = {
        text        = local.text
        plain       = local.plain
        shape       = jsonencode(local.shape)
        group       = jsonencode(local.group)
        names       = join(",", var.names)
        ports       = join(",", var.ports)
        flags       = var.flags["on"] ? "yes" : "no"
        pair        = join("/", var.pair)
        short_pair  = var.short_pair[0]
        no_shape    = var.no_shape.name
        no_list     = var.no_list[0]
        no_map      = var.no_map["one"]
        any_list    = var.any_list[0]
        anything    = jsonencode(var.anything)
        odd         = var.odd
        odder       = var.odder
        never_null  = var.never_null
        given       = var.given + 1
        list_given  = var.list_given[0]
        note        = coalesce(var.shape.note, "none")
        size        = var.shape.size
        nulls       = jsonencode(var.nulls)
        templated   = templatefile("letter.tftpl", { name = "ann" })
        no_variable = templatefile("letter.tftpl", { other = "ann" })
        no_template = templatefile("none.tftpl", {})
        no_values   = templatefile("letter.tftpl", var.undeclared)
        path        = "\${path.module}|\${path.root}"
        cwd         = path.cwd
        workspace   = terraform.workspace
        undeclared  = var.undeclared
        no_local    = local.undeclared
        no_resource = aws_sqs_queue.undeclared.arn
        no_module   = module.undeclared.arn
        no_output   = module.many["a"].undeclared
        unread      = module.elsewhere.arn
        itself      = local.doc.name == "q" ? "same" : "other"
      }
      name  = each.key
      value = each.value
    }
    data "template_file" "t" {
      template = "$\${greeting} $\${who}"
      vars     = { greeting = "hello", who = var.never_null }
    }
    data "aws_caller_identity" "me" {}
    data "local_file" "f" { filename = "\${path.module}/routes.yaml" }
    module "many" {
      source    = "./many"
      for_each  = var.names
      name      = each.key
      value     = data.template_file.t.rendered
      providers = { aws = aws.us }
    }
    module "two" {
      source = "./many"
      count  = 2
      name   = "n\${count.index}"
      value  = aws_sqs_queue.q.arn
    }
    module "unknown" {
      source   = "./many"
      for_each = toset(var.undeclared_too)
      name     = each.key
      value    = null
    }
    module "elsewhere" { source = "example/other/aws" }
    module "gone" { source = "./gone" }
    module "sourceless" {}
    resource "aws_sqs_queue" "q" {
      name                       = "q"
      visibility_timeout_seconds = local.doc.timeout
      region                     = "us-west-2"
      tags                       = null
      lifecycle {
        prevent_destroy = true
        ignore_changes  = [tags, redrive_policy[0].x, tags["team"]]
      }
    }
    resource "aws_sqs_queue" "all" {
      provider = aws.fixed
      count    = var.given > 3 ? 1 : 0
      name     = aws_sqs_queue.q.tags
      policy   = "\${aws_sqs_queue.q.arn}:\${data.aws_caller_identity.me.account_id}"
      lifecycle {
        ignore_changes = all
      }
    }
    resource "aws_sqs_queue" "some" {
      provider = aws.us
      count    = var.other_region == "" ? 1 : 0
      name     = "some"
    }
    resource "aws_sns_topic" "t" {
      name         = aws_sqs_queue.all[0].name
      display_name = join(",", aws_sqs_queue.some[*].arn)
      policy       = module.two[1].arn
      signature_version = module.many["b"].given
      kms_master_key_id = module.unknown["x"].arn
      http_success_feedback_role_arn = module.two[0].queue.arn
      tags         = { for k, m in module.many : k => m.given }
    }
    resource "aws_lambda_function" "f" {
      function_name = "f"
      dynamic "environment" {
        for_each = local.doc.open ? [1] : []
        content { variables = { INDEX = environment.key, VALUE = environment.value } }
      }
      dynamic "file_system_config" {
        for_each = { one = "/mnt/one", two = "/mnt/two" }
        iterator = fs
        content {
          arn              = fs.key
          local_mount_path = fs.value
        }
      }
      vpc_config {
        subnet_ids = ["s-1"]
      }
      dynamic "tracing_config" {
        for_each = var.undeclared_too
        content { mode = tracing_config.value }
      }
      dynamic "dead_letter_config" {
        for_each = toset(["d"])
        content { target_arn = dead_letter_config.key }
      }
    }
    output "secret" {
      value     = aws_sqs_queue.q.arn
      sensitive = true
    }
    output "plain" { value = module.many["a"].given }
    output "unknown" { value = [module.two[*].arn, var.other_region] }
    removed {
      from = aws_sns_topic.old
      lifecycle { destroy = false }
    }
    removed {
      from = aws_sns_topic.older[0]
      lifecycle { destroy = true }
    }`,
  "more_override.tf": `
    resource "aws_sqs_queue" "q" {
      name = "overridden"
      lifecycle {
        prevent_destroy = false
      }
    }
    variable "undeclared_too" {}
    provider "aws" {
      alias  = "fixed"
      region = "eu-west-3"
    }`,
  ".hidden.tf": "this is no HCL",
  "#left.tf#": "this is no HCL",
  "left.tf~": "this is no HCL",
  "routes.yaml":
    "name: q\ntimeout: 30\nopen: true\nbase: &base {a: 1, b: 2}\nlist:\n  - <<: *base\n    b: 3\n  - <<: [*base, {c: 4}]\n",
  "letter.tftpl": "Dear ${name}%{ if true }!%{ endif }",
  "many/main.tf": `
    variable "name" { type = string }
    variable "value" {
      type     = string
      nullable = false
      default  = "nothing"
    }
    resource "aws_sqs_queue" "inner" {
      name   = var.name
      policy = var.value
    }
    output "given" { value = "\${var.name}:\${var.value}" }
    output "arn" { value = aws_sqs_queue.inner.arn }
    output "queue" { value = aws_sqs_queue.inner }`,
};

/** What is known of each argument; else why it isn't, what it refers to, and its text. */
function told({ attributes }: Resource): Record<string, unknown> {
  const names = Object.keys(attributes.plain().values as object);
  return Object.fromEntries(
    names.map((name) => {
      const value = attributes.value(name);
      if (value.known) return [name, value.value];
      return [`? ${name}`, [value.why, attributes.expression(name), attributes.pieces(name)]];
    }),
  );
}

describe("a folder with every kind of block", () => {
  let model: Model;
  let texts: Awaited<ReturnType<typeof expressionTexts>>;
  beforeAll(async () => {
    const place = write(path.join(folder(), "all"), FILES);
    model = await readFolder(place);
    texts = await expressionTexts(place);
  });

  test("names what it can't read, and what it forgets", () => expect(model.origin).toMatchSnapshot());

  test("has these outputs", () => expect(model.outputs).toMatchSnapshot());

  test("gives these values", () =>
    expect(
      model
        .ofType("aws_ssm_parameter")
        .map((one) => [one.index, one.attributes.value("value"), one.attributes.references("value")]),
    ).toMatchSnapshot());

  test("has these resources", () =>
    expect(
      model.resources
        .filter(({ type }) => type !== "aws_ssm_parameter")
        .map((one) => ({
          address: one.address,
          is: [one.mode, one.type, one.name, one.index, one.module, one.repeated, one.repetition],
          provider: [one.provider, one.region, one.account, one.providerArguments],
          lifecycle: [one.preventDestroy, one.ignoreChanges],
          plain: one.attributes.plain(),
          ...told(one),
        })),
    ).toMatchSnapshot());

  test("has these texts of expressions, with what the names in them stand for", () =>
    expect(
      model.resources.map(({ address, attributes }) => [
        address,
        ...Object.keys(attributes.plain().values as object).map((name) => `${name}: ${String(texts(address, [name]))}`),
      ]),
    ).toMatchSnapshot());
});
