import { functionChecks } from "../../../local/probes/function-checks";

const MADE = {
  filename: "${path.module}/assets/items/function.zip",
  handler: "index.handler",
  role: "${aws_iam_role.items.arn}",
  runtime: "nodejs22.x",
};
const checked = (change: object) => {
  const [probe] = functionChecks({
    json: { resource: { aws_lambda_function: { items: { ...MADE, timeout: 10, ...change } } } },
    functions: [{ address: "aws_lambda_function.items", entry: "/functions/items", runtime: "nodejs22.x", made: MADE }],
  });
  return probe;
};

test("a function that runs what its construct made passes", () => {
  expect(checked({})).toMatchObject({ route: "aws_lambda_function.items", passed: true });
  expect(checked({ timeout: 60 })).toMatchObject({ passed: true });
});

test.each([
  ["another package", { filename: "${path.module}/assets/hello/function.zip" }, /assets\/hello/],
  ["another handler", { handler: "index.nothing" }, /handler index\.nothing/],
  ["another role", { role: "arn:aws:iam::123456789012:role/other" }, /role\/other/],
  ["another runtime", { runtime: "python3.12" }, /python3\.12/],
  ["no handler", { handler: undefined }, /handler left out/],
])("%s fails, and the override is named", (_name, change, observed) => {
  expect(checked(change)).toMatchObject({ passed: false, observed: expect.stringMatching(observed) });
});

test("a function that is no longer in the stack fails", () => {
  const functions = [{ address: "aws_lambda_function.gone", entry: "/x", runtime: "nodejs22.x", made: MADE }];
  expect(functionChecks({ json: {}, functions })[0]?.passed).toBe(false);
});
