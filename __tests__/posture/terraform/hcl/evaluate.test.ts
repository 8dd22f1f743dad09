import { evaluateText, referencesInJson } from "../../../../posture/terraform/hcl/evaluate";
import { asKind } from "../../../../posture/terraform/hcl/kinds";
import { Unresolved } from "../../../../posture/terraform/value-node";
import type { ValueNode } from "../../../../posture/terraform/value-node";

const values: Record<string, ValueNode> = {
  "var.name": "api",
  "local.list": asKind("tuple", ["a", "b"]),
  "local.list.1": "b",
  "each.key": "k",
};
const lookup = (root: string, steps: readonly (string | number)[]): ValueNode => {
  const path = [root, ...steps].join(".");
  return path in values ? values[path] : new Unresolved(`${path} isn't known`);
};

describe("expressions in Terraform JSON", () => {
  it.each<[string, ValueNode]>([
    ["plain", "plain"],
    ["$${not.one}", "${not.one}"],
    ["${var.name}", "api"],
    ["x-${var.name}-y", "x-api-y"],
    ['${"${var.name}/read"}', "api/read"],
    ["${local.list[1]}", "b"],
    ['${["a", var.name]}', ["a", "api"]],
    ['${{ "k" = var.name, other = true }}', { k: "api", other: true }],
    ['${jsonencode({"requestId" = "$context.requestId", "n" = 1})}', '{"n":1,"requestId":"$context.requestId"}'],
    ['${join(",", concat(local.list, ["c"]))}', "a,b,c"],
    ['${format("%s/%s", var.name, each.key)}', "api/k"],
    ['${{"k" = "v"}["k"]}', "v"],
    ["${tolist(toset(local.list))[0]}", "a"],
    ["${null}", null],
    ["${42}", 42],
    ['${"a\\"b"}', 'a"b'],
  ])("%s", (text, value) => {
    expect(evaluateText(text, lookup)).toEqual(value);
  });

  it.each([
    ["${aws_cognito_user_pool.pool.id}", ["aws_cognito_user_pool.pool"]],
    ["https://${aws_cognito_user_pool.pool.endpoint}", ["aws_cognito_user_pool.pool"]],
    ['${aws_x_y.z["a.b"].id}', ['aws_x_y.z["a.b"]']],
    ["${data.aws_x_y.z.id}", ["data.aws_x_y.z"]],
    ["${var.on ? aws_a_b.c.id : aws_d_e.f.id}", ["var.on", "aws_a_b.c", "aws_d_e.f"]],
    ["${[for c in aws_a_b.c : c.id]}", ["aws_a_b.c"]],
    ["${aws_a_b.c[*].id}", ["aws_a_b.c"]],
    ["${unheard_of(aws_a_b.c.id)}", ["aws_a_b.c"]],
  ])("%s isn't known, but its references are", (text, references) => {
    const result = evaluateText(text, lookup);
    expect(result).toBeInstanceOf(Unresolved);
    const found = referencesInJson(text).map((r) => r.address);
    expect(found).toEqual(expect.arrayContaining(references));
  });

  it.each(["${", "${[", "${{a", "${f(", '${"', "%{if x}a%{endif}", "${)}", "${a.}", "${a[}", "${,}"])(
    "ends on the malformed %s",
    (text) => {
      expect(() => evaluateText(text, lookup)).not.toThrow();
    },
  );
});
