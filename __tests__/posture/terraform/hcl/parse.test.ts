import { parseTemplate } from "../../../../posture/terraform/hcl/parse";

const inside = (expression: string): string => `\${${expression}}`;

/** What each text is read as: a line of JSON. */
const read = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => `${text} => ${JSON.stringify(parseTemplate(text))}`);

describe("a template is read as", () => {
  test("texts with parts, and what is escaped", () =>
    expect(
      read([
        "a${x}b${y}",
        "$${x} %%{if}",
        inside('"q\\n\\r\\t\\"\\\\\\u0041\\U0001F600$${x}%%{y}"'),
        inside('"a${"b${c}"}"'),
        "%{ if a }1%{ else }2%{ endif }",
        "%{ if a }1%{ endif }",
        "%{ for k, v in m ~}  ${k}  %{~ endfor }",
        "%{~ for v in m }\n ${~ v ~} \n%{ endfor ~} x",
      ]),
    ).toMatchSnapshot());

  test("operators, by how tight they bind", () =>
    expect(
      read(
        [
          "a || b && c == d",
          "a < b + c * d",
          "a <= b != (c >= d)",
          "-a % !b / c - d",
          "a ? b : c ? d : e",
          "a // no\n + b # no\n + /* no */ c",
          "(a\n + b)",
        ].map(inside),
      ),
    ).toMatchSnapshot());

  test("lists, objects, loops and calls", () =>
    expect(
      read(
        [
          "[]",
          "[a, 1.5e3, null, true, false,]",
          "[\n  a, # first\n  b\n]",
          "{}",
          '{ a = 1, "b" = 2, (c) = 3, d.e = 4, f : 5 }',
          "{\n  a = 1\n  b = 2\n}",
          "[for v in l : v]",
          "[for k, v in l : v if k]",
          "{ for k, v in m : k => v... if v }",
          "[for]",
          "{ for = 1 }",
          "f()",
          "f(a, b...)",
          "provider::aws::arn_parse(a)",
          "f(\n  a,\n  b,\n)",
        ].map(inside),
      ),
    ).toMatchSnapshot());

  test("steps into a value", () =>
    expect(
      read(
        ["a.b.c", "a.0.b", "a[0].b", 'a["x"][b]', "a[*].b", "a.*.b", "f(a).b", "[a][0]", "a\n.b", "(a).b[\n0\n]"].map(
          inside,
        ),
      ),
    ).toMatchSnapshot());

  test("heredocs", () =>
    expect(
      read(["<<E\n a\n  ${b}\nE\n", "<<-E\n  a\n    b\n  E\n", "<<E\r\na\r\nE\r\n", "f(<<E\na\nE\n)"].map(inside)),
    ).toMatchSnapshot());

  test("numbers, where their digits are exact", () =>
    expect(
      read(["0", "007", "999999999999999", "9999999999999999", "1e15", "0.000001", "0.0000001", "1.5E-2"].map(inside)),
    ).toMatchSnapshot());
});

describe("what can't be read is a text with what looks like references in it", () => {
  test("cut short, or with a word too many", () =>
    expect(
      read([
        ...[
          "a.b +",
          "a.b c.d",
          "a.b ? c.d",
          "[a.b c.d]",
          "{ a.b }",
          "{ a = b.c d = e.f }",
          "[for in a.b : c]",
          "[for v of a.b : v]",
          "{ for v in a.b : v }",
          '"a.b\n"',
          '"${a.b}\\q"',
          '"${a.b}\\u00"',
          '"${a.b}\\UFFFFFFFF"',
          "<<E\na.b",
          "<<E a.b",
          "<<-E\n a.b\n\n E\n",
          "f(a.b",
          "a.b.",
          "a.b[",
          "a.b & c.d",
        ].map(inside),
        "%{ if a.b }",
        "%{ endif }${a.b}",
        "%{ while a.b }",
        "%{ for v in a.b }%{ endif }",
      ]),
    ).toMatchSnapshot());

  test.each([
    ["parentheses", (n: number) => "(".repeat(n) + "a.b" + ")".repeat(n), 199],
    ["signs", (n: number) => "-".repeat(n) + "a.b", 199],
    ["turns", (n: number) => "!".repeat(n) + "a.b", 199],
  ])("nested too deeply: %s", (_, make, most) => {
    expect(parseTemplate(inside(make(most))).kind).not.toBe("opaque");
    expect(parseTemplate(inside(make(most + 1)))).toEqual({
      kind: "opaque",
      text: inside(make(most + 1)),
      parts: [{ kind: "reference", root: "a", steps: [{ name: "b" }] }],
    });
  });

  test("things beside each other aren't nested", () => {
    const many = (one: string): string => Array.from({ length: 500 }, () => one).join(", ");
    for (const one of ["(a)", "-a", "!a", "a ? b : c", "f(a)", "a[0]"])
      expect(parseTemplate(inside(`[${many(one)}]`))).toMatchObject({ kind: "list" });
  });
});

/** One template with everything that a template may hold. */
const WHOLE = [
  'a${b.c[0]["d"].*.e[*].f}%{ if g == "h${i}" ~}j%{ else }k%{ endif }',
  "%{~ for l, m in [n, { o = p, (q) : r }] ~}${m}%{ endfor }",
  "${[for s in t : u(s, v...) if w]}${{ for x, y in z : x => y... if !y }}${-1.5e3 >= 2 ? null : true && false || 3 % 4}$${%%{",
];

describe.each(WHOLE)("%s", (whole) => {
  const outcome = (text: string): string => {
    const node = parseTemplate(text);
    return node.kind === "opaque" ? `not read, names ${JSON.stringify(node.parts)}` : JSON.stringify(node);
  };

  test("cut off after each character", () => {
    const cut = Array.from({ length: whole.length }, (_, i) => outcome(whole.slice(0, i)));
    expect(cut.map((said, i) => `${i}: ${said}`).join("\n")).toMatchSnapshot();
  });

  test("without one of its characters", () => {
    const left = Array.from({ length: whole.length }, (_, i) => outcome(whole.slice(0, i) + whole.slice(i + 1)));
    const lines = left.map((said, i) => `${whole[i] ?? ""} ${i}: ${said.startsWith("not read") ? said : "read"}`);
    expect(lines.join("\n")).toMatchSnapshot();
  });
});
