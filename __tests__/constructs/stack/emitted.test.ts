import { providersOf, referencesIn, resourcesOf } from "../../../constructs/stack/emitted";

test("resources by address", () => {
  expect(resourcesOf({ resource: { aws_iam_role: { a: { name: "x" } }, aws_lambda_function: { b: {} } } })).toEqual([
    { address: "aws_iam_role.a", type: "aws_iam_role", values: { name: "x" } },
    { address: "aws_lambda_function.b", type: "aws_lambda_function", values: {} },
  ]);
  expect(resourcesOf({})).toEqual([]);
});

test("a provider's configurations", () => {
  expect(providersOf({ provider: { aws: [{ region: "a" }, { alias: "b" }] } }, "aws")).toHaveLength(2);
  expect(providersOf({ provider: {} }, "aws")).toEqual([]);
});

test.each<[unknown, string[]]>([
  ["${aws_iam_role.a.arn}", ["aws_iam_role.a"]],
  ["${data.aws_region.here.name}-${aws_iam_role.a-b.arn}", ["data.aws_region.here", "aws_iam_role.a-b"]],
  [
    '${jsonencode({"a" = aws_iam_role.a.arn, "b" = {"c" = aws_lambda_function.b.arn}})}',
    ["aws_iam_role.a", "aws_lambda_function.b"],
  ],
  ["${module.x.aws_iam_role.a}", []],
  ["aws_iam_role.a", []],
  [
    { depends_on: ["aws_iam_role.a"], list: [{ x: "${aws_iam_role.b.id}" }], "//": "${aws_iam_role.c.id}" },
    ["aws_iam_role.a", "aws_iam_role.b"],
  ],
  [7, []],
  [null, []],
])("%j refers to %j", (value, addresses) => expect(referencesIn(value)).toEqual(addresses));
