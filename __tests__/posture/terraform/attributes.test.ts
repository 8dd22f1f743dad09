import * as path from "node:path";
import { readFolder } from "../../../posture/model/read";
import { temporaryFolder } from "../../support/folder";
import { write } from "./folder/write";

const folder = temporaryFolder("attributes");

/** `OF` stands for what isn't known; each says something else. */
const EXPRESSIONS = `
  OF
  OF + 1
  -OF
  !OF
  OF == 1
  OF && true
  OF.a
  OF.b
  OF[0]
  OF[*].a
  OF[*].b
  OF.*.a
  OF ? "a" : "b"
  OF ? "a" : "c"
  upper(OF)
  lower(OF)
  max(OF...)
  min(OF...)
  [for x in OF : x]
  [for x in OF : upper(x)]
  [for x in ["a"] : x if OF]
  [for x in ["a"] : x if !OF]
  {for x in OF : x => 1}
  "%{ if OF }a%{ endif }"
  "%{ if OF }b%{ endif }"
  "%{ for x in OF }\${x}%{ endfor }"
  "%{ for x in OF }\${x}/%{ endfor }"
  "\${OF}/"
  jsonencode({ a = OF })
  jsonencode({ a = OF + 1 })
  [OF, "a"]
  [OF + 1, "a"]
`
  .trim()
  .split("\n")
  .map((line) => line.trim());

describe.each(["var.z", "aws_sns_topic.t.arn", "local.z", "data.aws_iam_role.r.arn"])("expressions over %s", (of) => {
  test("show the same only where they are", async () => {
    const resources = EXPRESSIONS.map(
      (text, i) => `resource "aws_ssm_parameter" "p${String(i)}" {
  name  = "p"
  type  = "String"
  value = ${text.replaceAll("OF", of)}
}`,
    );
    const known = `variable "z" {}
locals { z = var.z }
resource "aws_sns_topic" "t" {}
data "aws_iam_role" "r" {
  name = "r"
}
`;
    const model = await readFolder(write(path.join(folder(), of), { "main.tf": known + resources.join("\n") }));
    const shown = EXPRESSIONS.map((text, i) => {
      const attributes = model.resource(`aws_ssm_parameter.p${String(i)}`)?.attributes;
      return { text, known: attributes?.value("value").known, ...attributes?.expression("value") };
    });
    expect(shown.filter((one) => one.known !== false).map(({ text }) => text)).toEqual([]);
    const alike = shown.flatMap((one, i) =>
      shown
        .slice(i + 1)
        .flatMap((other) => (one.exact !== undefined && one.exact === other.exact ? [[one.text, other.text]] : [])),
    );
    expect(alike).toEqual([]);
  });
});
