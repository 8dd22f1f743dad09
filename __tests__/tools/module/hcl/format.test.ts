import { format } from "../../../../tools/module/hcl/format";

/** Each right side is what `terraform fmt` makes of the left one. */
test.each([
  ["neighbouring assignments are aligned", 'a = 1\nlonger = "x"', 'a      = 1\nlonger = "x"\n'],
  ["an empty line ends the column", "a = 1\n\nlonger = 2", "a = 1\n\nlonger = 2\n"],
  ["so does a comment", "a = 1\n# why\nlonger = 2", "a = 1\n# why\nlonger = 2\n"],
  ["so does a value on several lines", "a = 1\nlonger = [\n1,\n]\nbb = 2", "a = 1\nlonger = [\n  1,\n]\nbb = 2\n"],
  ["blocks are indented", "x {\ny {\na = 1\n}\n}", "x {\n  y {\n    a = 1\n  }\n}\n"],
  ["two brackets on a line are one step", "a = f({\nb = 1\n})\nc = 2", "a = f({\n  b = 1\n})\nc = 2\n"],
  ["comparisons are no assignments", "condition = a == b\nx = c >= d", "condition = a == b\nx         = c >= d\n"],
  ["an equals sign in a string is none", '"a=b" = 1\nc = "d=e"', '"a=b" = 1\nc     = "d=e"\n'],
  ["arrows are no assignments", "{\nfor k, v in m :\nk => v\n}", "{\n  for k, v in m :\n  k => v\n}\n"],
  ["brackets in strings don't count", 'a = "{["\nbb = "}"', 'a  = "{["\nbb = "}"\n'],
  ["an object on one line is a value", "a = { b = 1 }\ncc = 2", "a  = { b = 1 }\ncc = 2\n"],
])("%s", (_name, source, formatted) => {
  expect(format(source)).toBe(formatted);
});

test("formatting twice changes nothing", () => {
  const once = format('resource "a" "b" {\nname = "x"\nlist = [\n"${var.a}-{",\n]\n}');
  expect(format(once)).toBe(once);
});
