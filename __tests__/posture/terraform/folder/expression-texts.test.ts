import * as path from "node:path";
import { expressionTexts } from "../../../../posture/model/read";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("texts");
let next = 0;
const texts = (files: Readonly<Record<string, string>>) =>
  expressionTexts(write(path.join(folder(), String(next++)), files));

const BASE = {
  "main.tf": `
variable "scope" { default = "/*/GET/items" }
locals {
  action  = "execute-api:Invoke"
  unused  = 1
  methods = { get = "GET", put = "PUT" }
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = [local.action]
    resources = ["\${aws_apigatewayv2_api.a.execution_arn}\${var.scope}"]
  }
}
module "gate" {
  source = "./gate"
  for_each = { one = { path = "/one" }, two = { path = "/two" } }
  arn    = aws_apigatewayv2_api.a.execution_arn
  path   = each.value.path
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }
resource "aws_iam_role_policy" "q" {
  policy = jsonencode({ Statement = [{ Action = local.action, Resource = "\${aws_apigatewayv2_api.a.execution_arn}/*" }] })
}
resource "aws_lambda_permission" "l" { source_arn = module.gate["one"].arn }
resource "aws_ssm_parameter" "f" { value = file("policy.json") }
resource "aws_ssm_parameter" "m" { value = "\${local.methods.get}\${aws_apigatewayv2_api.a.id}" }
`,
  "gate/main.tf": `
variable "arn" {}
variable "path" {}
locals { full = "\${var.arn}\${var.path}" }
output "arn" { value = local.full }
resource "aws_lambda_permission" "inner" { source_arn = local.full }
`,
  "policy.json": "{}",
};

const PLACES: readonly [string, readonly string[]][] = [
  ["aws_iam_policy.p", ["policy"]],
  ["aws_iam_role_policy.q", ["policy"]],
  ["aws_lambda_permission.l", ["source_arn"]],
  ["aws_ssm_parameter.f", ["value"]],
  ["aws_ssm_parameter.m", ["value"]],
  ['module.gate["one"].aws_lambda_permission.inner', ["source_arn"]],
  ['module.gate["two"].aws_lambda_permission.inner', ["source_arn"]],
];

/** Which of the places read otherwise after a file's text was replaced. */
async function changed(file: keyof typeof BASE, from: string, to: string): Promise<string[]> {
  expect(BASE[file]).toContain(from);
  const [before, after] = [await texts(BASE), await texts({ ...BASE, [file]: BASE[file].replaceAll(from, to) })];
  return PLACES.flatMap(([address, at]) => {
    expect(before(address, at)).toEqual(expect.any(String));
    return before(address, at) === after(address, at) ? [] : [address];
  });
}

describe("expressionTexts", () => {
  test.each<[string, keyof typeof BASE, string, string, string[]]>([
    ["a variable's default behind a data source", "main.tf", "/*/GET/items", "/*/*", ["aws_iam_policy.p"]],
    ["a local", "main.tf", "execute-api:Invoke", "execute-api:*", ["aws_iam_policy.p", "aws_iam_role_policy.q"]],
    ["a constant inside jsonencode", "main.tf", "execution_arn}/*", "execution_arn}*", ["aws_iam_role_policy.q"]],
    ["what another part of a local holds", "main.tf", '"PUT"', '"POST"', []],
    ["a part of a local that is used", "main.tf", '"GET"', '"HEAD"', ["aws_ssm_parameter.m"]],
    ["the content of a file", "policy.json", "{}", "{ }", ["aws_ssm_parameter.f"]],
    [
      "an input of one instance of a module",
      "main.tf",
      '"/one"',
      '"/*"',
      ["aws_lambda_permission.l", 'module.gate["one"].aws_lambda_permission.inner'],
    ],
    [
      "a local of a module",
      "gate/main.tf",
      "${var.arn}${var.path}",
      "${var.arn}/x${var.path}",
      [
        "aws_lambda_permission.l",
        'module.gate["one"].aws_lambda_permission.inner',
        'module.gate["two"].aws_lambda_permission.inner',
      ],
    ],
    ["what nobody uses", "main.tf", "unused  = 1", "unused  = 2", []],
    ["blanks and comments", "main.tf", "jsonencode({ Statement", "jsonencode({ /* all */\n Statement", []],
    ["a local that is gone", "main.tf", "action ", "verb ", ["aws_iam_policy.p", "aws_iam_role_policy.q"]],
  ])("%s", async (_, file, from, to, places) => {
    expect(await changed(file, from, to)).toEqual(places);
  });

  test("is the same for a local under another name", async () => {
    expect(await changed("main.tf", "methods", "verbs")).toEqual([]);
  });

  test("differs where null was given, and stands for another default", async () => {
    const withDefault = (value: string) =>
      texts({
        "main.tf": `variable "v" {\n  default  = "${value}"\n  nullable = false\n}\nresource "aws_x_y" "z" {\n  a = "\${var.v}\${aws_x_y.w.id}"\n}\n`,
        "terraform.tfvars": "v = null\n",
      });
    const [one, other] = [await withDefault("one"), await withDefault("other")];
    expect(one("aws_x_y.z", ["a"])).toContain('null or "one"');
    expect(other("aws_x_y.z", ["a"])).toContain('null or "other"');
  });

  test("gives nothing where nothing is written, and names modules that aren't here", async () => {
    const read = await texts({
      "main.tf": 'module "m" {\n  source = "a/b/c"\n}\nresource "aws_x_y" "z" {\n  a = module.m.out\n}\n',
    });
    expect(read("aws_x_y.z", ["b"])).toBeUndefined();
    expect(read("aws_x_y.nosuch", ["b"])).toBeUndefined();
    expect(read("aws_x_y.z", ["a"])).toContain("a/b/c");
    expect(read.missing).toEqual([expect.stringContaining("module.m (a/b/c)")]);
  });

  test("gives the text of all blocks where several stand beside each other", async () => {
    const two =
      'resource "aws_x_y" "z" {\n  b {\n    v = aws_a.b.one\n  }\n  b {\n    v = aws_a.b.two\n  }\n  c {\n    v = aws_a.b.three\n    w = 1\n  }\n}\n';
    const read = await texts({ "main.tf": two });
    expect(read("aws_x_y.z", ["b", 0, "v"])).toBe(read("aws_x_y.z", ["b", 1, "v"]));
    expect(read("aws_x_y.z", ["b", 0, "v"])).toMatch(/one.*two/);
    expect(read("aws_x_y.z", ["c", 0, "v"])).toBe('aws_a["b"]["three"]');
  });
});
