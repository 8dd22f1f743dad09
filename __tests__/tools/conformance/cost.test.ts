import { costLines } from "../../../tools/conformance/cost";

test("a line a type, with how many and what AWS bills", () => {
  expect(costLines(["aws_lambda_function", "aws_iam_role", "aws_lambda_function"])).toEqual([
    "    1 aws_iam_role: free",
    "    2 aws_lambda_function: billed by the request and its milliseconds (about 0.20 USD a million requests)",
  ]);
});

test("a type whose price isn't known is named as such, never as free", () => {
  expect(costLines(["aws_nat_gateway"])).toEqual([
    "    1 aws_nat_gateway: not known to this command: look it up before you go on",
  ]);
});
