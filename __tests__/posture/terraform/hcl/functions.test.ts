import { applyFunction } from "../../../../posture/terraform/hcl/functions/index";
import { evaluateText } from "../../../../posture/terraform/hcl/evaluate";
import { InexactError, asKind, kindOf } from "../../../../posture/terraform/hcl/kinds";
import { Unresolved } from "../../../../posture/terraform/value-node";
import type { ValueNode } from "../../../../posture/terraform/value-node";

// Without Terraform on the PATH these still hold; console.test.ts holds all of them to Terraform's own console.

type Case = readonly [name: string, args: readonly ValueNode[], value: ValueNode | typeof InexactError];

const list = (...items: ValueNode[]) => asKind("tuple", items);
const object = (members: Record<string, ValueNode>) => asKind("object", members);
const later = new Unresolved("after apply");

const hold = (cases: readonly Case[]): void =>
  test.each(cases)("%s(%j)", (name, args, value) => {
    if (value === InexactError) expect(() => applyFunction(name, args)).toThrow(InexactError);
    else expect(applyFunction(name, args)).toEqual(value);
  });

describe("table", () => {
  hold([
    ["upper", [], InexactError],
    ["upper", ["a", "b"], InexactError],
    ["join", [",", ["a", "b"]], InexactError],
    ["keys", [{ a: 1 }], InexactError],
    ["element", [asKind("set", ["a", "b"]), 0], InexactError],
    ["length", ["é"], InexactError],
  ]);

  test("a name that isn't evaluated, and an argument that isn't known, say so", () => {
    expect(applyFunction("timestamp", [])).toMatchObject({ why: "timestamp() is not evaluated here" });
    expect(applyFunction("upper", [later])).toMatchObject({ why: "after apply" });
    expect(applyFunction("concat", [list(later), list("a")])).toEqual([later, "a"]);
  });
});

describe("collections", () =>
  hold([
    ["coalesce", [1, 2], 1],
    ["coalesce", [null, "", "a", "b"], "a"],
    ["coalesce", [1, "a"], "1"],
    ["coalesce", ["", 1], "1"],
    ["coalesce", [true, false], true],
    ["coalesce", [true, 1], InexactError],
    ["coalesce", [list("a")], ["a"]],
    ["coalesce", [list("a"), { a: 1 }], InexactError],
    ["length", [object({ a: 1, b: 2 })], 2],
    ["keys", [object({ b: 1, a: 2 })], ["a", "b"]],
    ["values", [object({ b: 1, a: 2 })], [2, 1]],
    ["lookup", [object({ a: "x" }), "a", "y"], "x"],
    ["lookup", [object({ a: "x" }), "b", "y"], "y"],
    ["lookup", [object({ a: "x" }), "b"], InexactError],
    ["merge", [object({ a: 1, b: 1 }), null, object({ b: 2 })], { a: 1, b: 2 }],
    ["zipmap", [list("a", "b"), list(1, 2)], { a: 1, b: 2 }],
    ["zipmap", [list("a", "b"), list(1)], InexactError],
    ["coalesce", [null, "", "a", "b"], "a"],
    ["coalesce", [null, ""], InexactError],
    ["alltrue", [list(true, "false")], false],
    ["anytrue", [list(false, "true")], true],
  ]));

describe("conversions", () => {
  hold([
    ["tostring", [1.5], "1.5"],
    ["tonumber", ["12"], 12],
    ["tonumber", ["0x1"], InexactError],
    ["tobool", ["1"], true],
    ["tobool", ["yes"], InexactError],
    ["tolist", [list("a", 1)], ["a", "1"]],
    ["toset", [list("b", "a", "b")], ["a", "b"]],
    ["tomap", [object({ b: "x", a: 1 })], { a: "1", b: "x" }],
    ["sensitive", ["x"], "x"],
    ["toset", [list(1, later)], InexactError],
  ]);

  test("beside what isn't known, texts stay what they are", () =>
    expect(applyFunction("tolist", [list("a", later)])).toEqual(["a", later]));
});

describe("encodings", () => {
  hold([
    ["jsonencode", [object({ b: list(1, null, true), a: "<&>" })], '{"a":"\\u003c\\u0026\\u003e","b":[1,null,true]}'],
    ["jsonencode", [{ a: 1 }], InexactError],
    ["jsondecode", ['{"a":[1,"x"]}'], { a: [1, "x"] }],
    ["jsondecode", ["nope"], InexactError],
    ["yamldecode", ["a: [1, x]"], { a: [1, "x"] }],
    ["base64encode", ["aé"], "YcOp"],
    ["base64decode", ["YcOp"], "aé"],
    ["base64decode", ["YcO"], InexactError],
    ["urlencode", ["a b&(é)"], "a+b%26%28%C3%A9%29"],
    ["md5", ["a"], "0cc175b9c0f1b6a831c399e269772661"],
    ["sha1", ["a"], "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ["base64sha256", ["a"], "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="],
  ]);

  test("of a document that isn't known whole, the rest is", () => {
    const text = applyFunction("jsonencode", [object({ a: later, b: 1 })]) as Unresolved;
    expect(text.json).toEqual({ a: later, b: 1 });
    expect(applyFunction("jsondecode", [text])).toEqual({ a: later, b: 1 });
  });
});

describe("format", () =>
  hold([
    ["format", ["%s-%03d %t %v%%", "a", 7, true, 1.5], "a-007 true 1.5%"],
    ["format", ["%5s|%-5s|", "ab", "cd"], "   ab|cd   |"],
    ["format", ["%05d", -12], "-0012"],
    ["format", ["%s"], InexactError],
    ["format", ["%s", "a", "b"], InexactError],
    ["format", ["%q", "a"], InexactError],
    ["format", ["%05s", "a"], InexactError],
    ["formatlist", ["%s!", list("a", "b")], ["a!", "b!"]],
  ]));

describe("numbers", () =>
  hold([
    ["abs", [-3], 3],
    ["ceil", [1.2], 2],
    ["floor", [-1.2], -2],
    ["signum", [-7], -1],
    ["max", [1, "3", 2], 3],
    ["min", [1, "3", 2], 1],
    ["sum", [list(1, 2, 3)], 6],
    ["sum", [list()], InexactError],
    ["parseint", ["-12", 10], -12],
    ["parseint", ["ff", 16], InexactError],
  ]));

describe("regex", () =>
  hold([
    ["regex", ["[a-z]+", "12ab3cd"], "ab"],
    ["regex", ["([a-z])(\\d)?", "b"], ["b", null]],
    ["regex", ["x", "abc"], InexactError],
    ["regex", ["(?i)a", "A"], InexactError],
    ["regex", ["a++", "aa"], InexactError],
    ["regexall", ["\\d", "a1b2"], ["1", "2"]],
    ["replace", ["a-b", "/([ab])/", "<$1>"], "<a>-<b>"],
    ["replace", ["ab", "/(a)/", "$$$1"], "$ab"],
    ["replace", ["ab", "/x*/", "-"], InexactError],
  ]));

describe("texts", () =>
  hold([
    ["lower", ["AbC"], "abc"],
    ["upper", ["AbC"], "ABC"],
    ["trimspace", [" \n a b\t"], "a b"],
    ["chomp", ["a\n\n"], "a"],
    ["trim", ["?!a?!", "!?"], "a"],
    ["trim", ["??", "?"], ""],
    ["trimprefix", ["helloworld", "hello"], "world"],
    ["trimsuffix", ["helloworld", "world"], "hello"],
    ["startswith", ["abc", "ab"], true],
    ["endswith", ["abc", "ab"], false],
    ["strcontains", ["abc", "bc"], true],
    ["strrev", ["abc"], "cba"],
    ["substr", ["hello", 1, 3], "ell"],
    ["substr", ["hello", 2, -1], "llo"],
    ["substr", ["hello", -1, 1], InexactError],
    ["title", ["hello big world"], "Hello Big World"],
    ["indent", [2, "a\nb"], "a\n  b"],
    ["split", [",", "a,b"], ["a", "b"]],
    ["replace", ["a.b.c", ".", "-"], "a-b-c"],
  ]));

/** A list and a tuple, a map and an object read the same and are different types to what takes them. */
test("what functions and conversions give has a type", () => {
  const texts = [
    ...["range(3)", 'sort(["b", "a"])', "values({ a = 1 })", 'split(",", "a,b")', "[1]", "tolist([1])"],
    ...["toset([1])", 'zipmap(["a"], [1])', "tomap({ a = 1 })", "{ a = 1 }", "merge({ a = 1 }, { b = 2 })"],
    ...[
      "merge(tomap({ a = 1 }), tomap({ b = 2 }))",
      "concat([1], [2])",
      "concat(tolist([1]), tolist([2]))",
      "reverse([1, 2])",
    ],
    ...["slice([1, 2], 0, 1)", "distinct([1, 1])", "flatten([[1], [2]])", 'compact(["", "a"])', "chunklist([1, 2], 1)"],
    ...[
      "setunion([1], [2])",
      "[for v in [1] : v]",
      "{ for v in [1] : v => v }",
      'regexall("a", "aa")',
      'regex("(a)(b)", "ab")',
    ],
  ];
  const none = () => new Unresolved("nothing is looked up");
  expect(
    texts.map((text) => `${text}: ${String(kindOf(evaluateText(`\${${text}}`, none) as readonly ValueNode[]))}`),
  ).toMatchSnapshot();
});
