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
