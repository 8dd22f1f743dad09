import { evaluateText, referencesInJson } from "../../../../posture/terraform/hcl/evaluate";
import {
  InexactError,
  asKind,
  byBytes,
  numberOf,
  sameShape,
  setOf,
  textOf,
  unified,
} from "../../../../posture/terraform/hcl/kinds";
import { parseTemplate } from "../../../../posture/terraform/hcl/parse";
import { printed } from "../../../../posture/terraform/hcl/print";
import { referencesIn } from "../../../../posture/terraform/hcl/references";
import { Unresolved, Untyped } from "../../../../posture/terraform/value-node";
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
  test.each<[string, ValueNode]>([
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

  test.each([
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

  test.each(["${", "${[", "${{a", "${f(", '${"', "%{if x}a%{endif}", "${)}", "${a.}", "${a[}", "${,}"])(
    "ends on the malformed %s",
    (text) => {
      expect(() => evaluateText(text, lookup)).not.toThrow();
    },
  );
});

/** Each with its value; undefined: it isn't known. */
const hold = (cases: readonly (readonly [text: string, value: ValueNode])[]): void =>
  test.each(cases)("%s", (text, value) => {
    const found = evaluateText(text, lookup);
    if (value === undefined) expect(found).toBeInstanceOf(Unresolved);
    else expect(found).toEqual(value);
  });

describe("conditional", () =>
  hold([
    ['${true ? 1 : "a"}', "1"],
    ["${true ? 1 : 2}", 1],
    ["${true ? null : 2}", null],
    ["${true ? 1 : true}", undefined],
    ['${true ? "a" : ["b"]}', undefined],
    ['${true ? ["a"] : []}', ["a"]],
    ['${true ? ["a", "b"] : ["c"]}', ["a", "b"]],
    ['${true ? [1, "a"] : [1, 2, 3]}', undefined],
    ['${true ? ["b", "a"] : toset(["c"])}', undefined],
    ['${true ? "a" : var.unset}', "a"],
    ['${true ? ["a", "b"] : var.unset}', undefined],
    ["${var.unset ? 1 : 2}", undefined],
  ]));

describe("operators", () =>
  hold([
    ["${1 + 2 * 3}", 7],
    ["${-(7 - 2)}", -5],
    ["${7 % 3}", 1],
    ["${-7 % 3}", undefined],
    ["${6 / 4}", undefined],
    ["${1 / 0}", undefined],
    ['${"2" < 10}', true],
    ["${2 >= 2}", true],
    ["${2 > 2}", false],
    ["${3 <= 2}", false],
    ['${1 == "1"}', false],
    ["${null != 1}", true],
    ["${[] == []}", true],
    ["${tolist([]) == tolist([])}", undefined],
    ['${!"false"}', true],
    ["${true && false || true}", true],
    ["${false && var.unset}", undefined],
  ]));

describe("template", () =>
  hold([
    ["%{ if true }a%{ else }b%{ endif }", "a"],
    ["%{ if false }a%{ endif }", ""],
    ["%{ for k, v in { b = 1, a = 2 } ~} ${k}=${v}; %{ endfor ~}", "a=2; b=1; "],
    ["a ${~ var.name ~} c", "aapic"],
    ["$${a} %%{b}", "${a} %{b}"],
    ["%{ if true }a", undefined],
  ]));

describe("parse", () => {
  test.each([
    ["${a.b ? c.d : e.f || g.h && !i.j}", '(a["b"] ? c["d"] : (e["f"] || (g["h"] && !(i["j"]))))'],
    ["${1 + 2 * 3 - 4}", "((1 + (2 * 3)) - 4)"],
    ["${f(a.b, c.d...)} ${/* why */ 1}", 'template(f(a["b"], c["d"]...), " ", 1)'],
    ['${{ b = 1, "a" : 2 }}', '{"a" = 2, "b" = 1}'],
    ["${[for k, v in a.b : v if k != 1]}", '[for k, v in a["b"] : v if (k != 1)]'],
    ["${{ for v in a.b : v.id => v... }}", '[for _, v in a["b"] : v["id"] => v...]'],
    ["${(", 'opaque("${(")'],
    [`\${${"(".repeat(300)}1${")".repeat(300)}}`, expect.stringContaining("opaque")],
  ])("%s", (text, form) => expect(printed(parseTemplate(text))).toEqual(form));
});

describe("print", () => {
  const form = (text: string) => printed(parseTemplate(text));

  test("what means the same prints alike, and what doesn't, doesn't", () => {
    expect(form('${a.b["c"]}')).toBe(form("${ a.b.c }"));
    expect(form("${(1 + 2) * 3}")).not.toBe(form("${1 + 2 * 3}"));
    expect(form("${a.b[0]}")).not.toBe(form("${a.b[1]}"));
    expect(form("%{ if a.b }x%{ endif }")).not.toBe(form("%{ if a.c }x%{ endif }"));
  });

  test("names are put in place, but for those that a for gives", () => {
    const name = (root: string) => (root === "v" ? "OUTER" : undefined);
    expect(printed(parseTemplate("${[for v in v.x : v]}"), { name })).toBe("[for _, v in OUTER : v]");
    expect(printed(parseTemplate("${file(a.b)}"), { name, call: () => "#content" })).toBe('file(a["b"])#content');
  });
});

describe("references", () => {
  const found = (text: string) =>
    referencesIn(parseTemplate(text)).map(({ address, attribute }) => [address, ...attribute].join("|"));

  test.each([
    ['${aws_a_b.c["k"].id}-${aws_a_b.c["k"].id}', ['aws_a_b.c["k"]|id']],
    ["${data.aws_a_b.c[0].x.y}", ["data.aws_a_b.c[0]|x|y"]],
    ["${[for c in aws_a_b.c : c.id if c.on]}", ["aws_a_b.c"]],
    ["${aws_a_b.c[var.i].id}", ["aws_a_b.c|id", "var.i"]],
    ["${each.value} ${path.module} ${count.index}", []],
    ["${module.m.out.x}", ["module.m|out|x"]],
  ])("%s", (text, references) => expect(found(text)).toEqual(references));
});

describe("kinds", () => {
  test("texts are ordered by their bytes, sets sorted and each item once", () => {
    expect(["\u{1F600}", "\uFFFD", "b", "a"].sort(byBytes)).toEqual(["a", "b", "\uFFFD", "\u{1F600}"]);
    expect(setOf(["b", "a", "b"])).toEqual(["a", "b"]);
    expect(setOf([10, 9])).toEqual([9, 10]);
    expect(() => setOf(["a", null])).toThrow(InexactError);
  });

  test("a list's items come to one type, where that is beyond doubt", () => {
    expect(unified(["a", 1, true, null])).toEqual(["a", "1", "true", null]);
    expect(() => unified([1, true])).toThrow(InexactError);
    const [a, b] = [asKind("object", { a: 1 }), asKind("object", { a: 2 })];
    expect(unified([a, b])).toEqual([a, b]);
    expect(sameShape(a, asKind("object", { b: 1 }))).toBe(false);
  });

  test("numbers are read and written only where Terraform's 512 bits say the same", () => {
    expect([numberOf("1.5"), numberOf("-3"), textOf(1e14), textOf(false)]).toEqual([
      1.5,
      -3,
      "100000000000000",
      "false",
    ]);
    for (const text of ["1e3", "0x10", "01", "1.1234567"]) expect(() => numberOf(text)).toThrow(InexactError);
    for (const number of [1e-7, 1e21, -0]) expect(() => textOf(number)).toThrow(InexactError);
  });
});

describe("in a list, what only the provider's schema gives a type", () => {
  const written = (value: ValueNode) => (evaluateText("${[aws_x.y.z]}", () => new Untyped(value)) as ValueNode[])[0];
  test.each<[ValueNode]>([["text"], ["a1"], ["truth is"], [null], [undefined]])("%j is what it is", (value) => {
    expect(written(value)).toBe(value);
  });
  test.each<[ValueNode]>([[""], ["true"], ["FALSE"], ["12"], [" 1"], ["{}"], ["[1]"], ["-"], [12], [true], [["a"]]])(
    "%j may be something else",
    (value) => expect(written(value)).toMatchObject({ why: "only the provider's schema knows its type" }),
  );
  test("what isn't known keeps its reason", () =>
    expect(written(new Unresolved("after apply"))).toMatchObject({ why: "after apply" }));
});

/** What both sides of `? :` become, or why that can't be told: to the letter. */
test("both sides of a condition share a type, as Terraform brings them to it", () => {
  const known: Record<string, ValueNode | Untyped> = {
    "later.text": new Unresolved("after apply"),
    "plain.text": new Untyped("a"),
    "plain.number": new Untyped(1),
  };
  const find = (root: string, steps: readonly (string | number)[]): ValueNode | Untyped =>
    known[[root, ...steps].join(".")];
  const said = [
    ...["1 : 2", '1 : "a"', '"a" : 1', "true : 1", "1 : null", "null : 1", '"a" : ["b"]', '["a"] : "b"'],
    ...['["a"] : ["b", "c"]', "[1] : [2]", '[1] : ["a"]', "[] : [1]", "[1] : []", "[1, true] : []", '["a"] : {}'],
    ...[
      '{ a = "b" } : { c = "d" }',
      "{ a = 1 } : { b = 2 }",
      "{ a = 1 } : {}",
      '{ a = 1, b = "c" } : {}',
      "{} : { a = 1 }",
    ],
    ...[
      'toset(["a"]) : ["a"]',
      'toset(["a"]) : toset(["b"])',
      "tolist([1]) : []",
      "tomap({ a = 1 }) : {}",
      '["a"] : toset(["b"])',
    ],
    ...[
      "later.text : 1",
      '"a" : later.text',
      "1 : later.text",
      "true : later.text",
      '["a"] : later.text',
      '["a", "b"] : later.text',
    ],
    ...[
      "[1] : later.text",
      '{ a = "b" } : later.text',
      "{ a = 1 } : later.text",
      "plain.text : 1",
      "1 : plain.number",
      '"a" : plain.text',
    ],
  ];
  const told = said.map((sides) => {
    const found = evaluateText(`\${true ? ${sides}}`, find);
    return `${sides} = ${found instanceof Unresolved ? `? ${found.why}` : JSON.stringify(found)}`;
  });
  expect(told.join("\n")).toMatchSnapshot();
});
