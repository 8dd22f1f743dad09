import { wrap } from "../../../../tools/module/hcl/wrap";

test.each([
  ["a short expression stays whole", "concat(a, b)", 20, "concat(a, b)"],
  ["a call takes one argument a line", "concat(aaaaaaa, bbbbbbb)", 20, "concat(\naaaaaaa,\nbbbbbbb,\n)"],
  ["so does a list", '["aaaaaaa", "bbb, bbb"]', 10, '[\n"aaaaaaa",\n"bbb, bbb",\n]'],
  ["an object has a line for each key, without a comma", '{ "a" = 1, "b-c" = [1, 2] }', 18, '{\na = 1\n"b-c" = [1, 2]\n}'],
  ["both brackets of a call with one object open together", 'jsonencode({ "a" = 1, b = 2 })', 20, "jsonencode({\na = 1\nb = 2\n})"],
  ["a loop stays together", "{ for k, v in var.map : k => v }", 20, "{\nfor k, v in var.map : k => v\n}"],
  ["parentheses that only group take no comma", "a && (bbbbbbbbbb || c)", 15, "a && (\nbbbbbbbbbb || c\n)"],
  ["an index stays whole", "var.map[var.a_rather_long_key].name", 20, "var.map[var.a_rather_long_key].name"],
  ["what is broken already is left alone", "concat(\na,\nbbbbbbbbbbbbbbbbbbbbbbbbb)", 10, "concat(\na,\nbbbbbbbbbbbbbbbbbbbbbbbbb)"],
])("%s", (_name, expression, width, wrapped) => {
  expect(wrap(expression, width)).toBe(wrapped);
});
