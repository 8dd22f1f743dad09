import { expressionOf, quote } from "../../../../tools/module/hcl/template";

test.each([
  ["plain", '"plain"'],
  ["", '""'],
  ["${var.a}", "var.a"],
  ["${ var.a }", "var.a"],
  ["${var.a}-api", '"${var.a}-api"'],
  ["${var.a}${var.b}", '"${var.a}${var.b}"'],
  ['${element(split(":", x.arn), 3)}', 'element(split(":", x.arn), 3)'],
  ['https://${join("}", ["{"])}/', '"https://${join("}", ["{"])}/"'],
  ['${"${var.a}-b"}', '"${var.a}-b"'],
  ['say "hi"\n', '"say \\"hi\\"\\n"'],
  ["$context.requestId", '"$context.requestId"'],
  ["$${not}", '"$${not}"'],
  ["back\\slash", '"back\\\\slash"'],
])("%j is %s", (template, expression) => {
  expect(expressionOf(template)).toBe(expression);
});

test("an interpolation that isn't closed is an error", () => {
  expect(() => expressionOf("${var.a")).toThrow("not closed");
});

test.each([
  ["${literal}", '"$${literal}"'],
  ["%{if}", '"%%{if}"'],
  ['a "b"', '"a \\"b\\""'],
])("quote takes %j literally", (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});
