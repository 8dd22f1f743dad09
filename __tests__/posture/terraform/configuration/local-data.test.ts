import * as path from "node:path";
import { readFolder } from "../../../../posture/model/read";
import { temporaryFolder } from "../../../support/folder";
import { write } from "../folder/write";

const folder = temporaryFolder("local-data");
let next = 0;
const nameOf = async (data: string, expression: string): Promise<string> => {
  const main = `${data}\nresource "aws_ssm_parameter" "p" { name = ${expression} }`;
  const model = await readFolder(write(path.join(folder(), String(next++)), { "main.tf": main, "a.txt": "text" }));
  const value = model.resource("aws_ssm_parameter.p")?.attributes.text("name");
  return value?.known ? String(value.value) : `unknown: ${value?.why ?? ""}`;
};
const template = (text: string): string => `data "template_file" "t" {
  template = "${text}"
  vars     = { name = "x", number = 3 }
}`;

describe("data sources that are read where Terraform runs", () => {
  test.each([
    ["variables", template("$${name}-$${ number }"), "x-3"],
    ["nothing to put in", template("plain"), "plain"],
  ])("a template with %s", async (_, data, text) => {
    expect(await nameOf(data, "data.template_file.t.rendered")).toBe(text);
  });

  test.each([
    ["another expression", template("$${upper(name)}")],
    ["a directive", template("%%{ if true }x%%{ endif }")],
    ["a variable that isn't given", template("$${other}")],
  ])("a template with %s isn't known", async (_, data) => {
    expect(await nameOf(data, "data.template_file.t.rendered")).toContain("unknown");
  });

  test("a file of the project", async () => {
    const data = 'data "local_file" "f" { filename = "a.txt" }';
    expect(await nameOf(data, "data.local_file.f.content")).toBe("text");
    expect(await nameOf(data.replace("a.txt", "/etc/hostname"), "data.local_file.f.content")).toContain("unknown");
  });

  test("none of AWS's", async () => {
    expect(await nameOf('data "aws_region" "here" {}', "data.aws_region.here.name")).toContain("unknown");
  });
});

test.each([
  [
    "a data source",
    'data "aws_region" "r" {}',
    "data.aws_region.r.name",
    "known once Terraform has read data.aws_region.r.name",
  ],
  ["a resource", 'resource "aws_vpc" "v" {}', "aws_vpc.v.id", "known after apply, from aws_vpc.v.id"],
  [
    "an index that isn't given",
    'variable "stage" {}\nvariable "hosts" { default = { a = { name = "x" } } }',
    'var.hosts[var.stage]["name"]',
    "var.hosts has an index that isn't known: var.stage has no default",
  ],
  [
    "an index behind another",
    'variable "stage" {}\nvariable "hosts" { default = { a = { b = "x" } } }',
    'var.hosts["a"][var.stage]',
    "var.hosts.a has an index that isn't known: var.stage has no default",
  ],
])("the reason of what isn't known says what gives it: %s", async (_, declared, expression, why) => {
  expect(await nameOf(declared, expression)).toBe(`unknown: ${why}`);
});
