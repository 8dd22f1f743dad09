import { join } from "node:path";
import { temporaryFolder } from "../../support/folder";
import { write } from "../terraform/folder/write";
import { posture } from "./support";

const FIXTURES = join(__dirname, "..", "fixtures");

describe("a folder in the place of a file", () => {
  test("is shown without a plan", async () => {
    const { code, out } = await posture(["show", join(FIXTURES, "module-style")]);
    expect(code).toBe(0);
    expect(out).toContain("GET /ajar");
    expect(out).toContain("2 routes, 1 open to everybody.");
  });

  test("is checked, and the findings name it", async () => {
    const { code, out } = await posture(["check", join(FIXTURES, "module-style"), "--format", "json"]);
    expect(code).toBe(5);
    expect(out).toContain('"route-open"');
  });

  test("without .tf files says so", async () => {
    const { code, err } = await posture(["check", __dirname]);
    expect(code).toBe(1);
    expect(err).toContain("holds no .tf, .tofu, .tf.json or .tofu.json file");
  });
});

/** Nothing but locals, variables and inputs of modules tells the two sides of each case apart. */
const MAIN = `
variable "tenant" { type = string }
variable "ids" { type = object({ web = string, app = string }) }
variable "part" { default = "GET/x" }
resource "aws_cognito_identity_pool" "one" { identity_pool_name = "one" }
resource "aws_cognito_identity_pool" "two" { identity_pool_name = "two" }
resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
resource "aws_lambda_function" "f" { function_name = "f" }
locals {
  pool   = aws_cognito_identity_pool.one.id
  arn    = "\${aws_apigatewayv2_api.a.execution_arn}/*/\${var.part}"
  client = var.ids.web
  issuer = lower("https://\${var.tenant}.example.com")
}
resource "aws_lambda_permission" "p" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = local.arn
}
resource "aws_apigatewayv2_authorizer" "z" {
  api_id           = aws_apigatewayv2_api.a.id
  authorizer_type  = "JWT"
  name             = "z"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = local.issuer
    audience = [local.client]
  }
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [local.pool]
    }
  }
}
resource "aws_iam_role" "guest" {
  name               = "guest"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
variable "paths" { type = list(string) }
resource "aws_lb_target_group" "t" { target_type = "lambda" }
resource "aws_lb_listener_rule" "dynamic" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c"
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
  dynamic "condition" {
    for_each = var.paths
    content {
      path_pattern { values = [condition.value] }
    }
  }
}
module "grant" {
  source = "./grant"
  arn    = local.arn
}
`;
const GRANT = `
variable "arn" {}
resource "aws_iam_role_policy" "q" {
  role   = "x"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = var.arn }] })
}
`;

describe("two folders", () => {
  const folder = temporaryFolder("sides");
  const diff = async (from: string, to: string) => {
    const sides = [MAIN, MAIN.replace(from, to)].map((main, i) =>
      write(join(folder(), String(i)), { "main.tf": main, "grant/main.tf": GRANT }),
    );
    const { code, out } = await posture(["diff", ...sides, "--format", "json"]);
    const { findings } = JSON.parse(out) as { findings: { address: string; kind: string }[] };
    return [code, [...new Set(findings.map(({ address, kind }) => `${kind} ${address}`))].sort()];
  };

  test.each<[string, string, string, number, string[]]>([
    ["nothing", "", "", 0, []],
    [
      "what a local refers to",
      "pool   = aws_cognito_identity_pool.one.id",
      "pool   = aws_cognito_identity_pool.two.id",
      4,
      ["unknown aws_iam_role.guest"],
    ],
    [
      "a variable's default inside a local",
      "GET/x",
      "*",
      3,
      ["broadened aws_lambda_permission.p", "unknown module.grant.aws_iam_role_policy.q"],
    ],
    ["a part of a variable", "var.ids.web", "var.ids.app", 4, ["unknown aws_apigatewayv2_authorizer.z"]],
    ["an argument of a function", ".example.com", ".example.org", 4, ["unknown aws_apigatewayv2_authorizer.z"]],
  ])("differ in %s", async (_, from, to, code, findings) => {
    expect(await diff(from, to)).toEqual([code, findings]);
  });
});
