import { Expression, hclAttributes, hclLiteral } from "../../../cli/hcl/literal";

test("equals signs stand below each other, and values that are too long for a line start a new group", () => {
  const values = { a: 1, long_name: ["x"], map: { key: "y".repeat(120) }, b: true, ccc: null };
  expect(hclAttributes(values, 2).split("\n")).toEqual([
    "  a         = 1",
    '  long_name = ["x"]',
    "  map = {",
    `    key = "${"y".repeat(120)}"`,
    "  }",
    "  b   = true",
    "  ccc = null",
  ]);
});

test.each([
  ['say "hi"', '"say \\"hi\\""'],
  ["${var.x} and %{ if y }", '"$${var.x} and %%{ if y }"'],
  ["$context.requestId", '"$context.requestId"'],
  ["a\nb\u0008\u000c\\b", '"a\\nb\\u0008\\u000c\\\\b"'],
  [{ "GET /a": new Expression("module.api.pool_id"), ok_1: [] }, '{ "GET /a" = module.api.pool_id, ok_1 = [] }'],
  [{}, "{}"],
])("%j is written as HCL reads it", (value, text) => expect(hclLiteral(value)).toBe(text));
