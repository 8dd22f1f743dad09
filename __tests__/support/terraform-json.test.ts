import { addresses, everyResource, resource, type Terraform } from "./terraform-json";

const JSON_OF_TWO: Terraform = {
  resource: { aws_iam_role: { b: { name: "b" }, a: { name: "a", path: "/" } } },
  data: { aws_region: { here: {} } },
  output: { pool_id: {} },
};

describe("everyResource", () => {
  test("holds when each resource passes", () => {
    everyResource(JSON_OF_TWO, "aws_iam_role", ({ name }, address) => address === `aws_iam_role.${String(name)}`);
  });

  test("fails when one resource doesn't pass, and names it alone", () => {
    const look = () => everyResource(JSON_OF_TWO, "aws_iam_role", ({ path }) => path === "/");
    expect(look).toThrow(/1 of 2 aws_iam_role fail:\naws_iam_role\.b/);
    expect(look).not.toThrow("aws_iam_role.a");
  });

  test("fails when an expectation inside fails", () => {
    expect(() => everyResource(JSON_OF_TWO, "aws_iam_role", ({ path }) => expect(path).toBe("/"))).toThrow(
      /aws_iam_role\.b/,
    );
  });

  test("fails when there is no such resource", () => {
    expect(() => everyResource(JSON_OF_TWO, "aws_lambda_function", () => true)).toThrow(
      "no aws_lambda_function at all",
    );
    expect(() => everyResource({}, "aws_lambda_function", () => true)).toThrow("no aws_lambda_function at all");
  });
});

test("resource gives the body, or says what there is instead", () => {
  expect(resource(JSON_OF_TWO, "aws_iam_role.b")).toEqual({ name: "b" });
  expect(() => resource(JSON_OF_TWO, "aws_iam_role.c")).toThrow("aws_iam_role.a, aws_iam_role.b");
});

test("addresses are sorted and cover data sources and outputs", () => {
  expect(addresses(JSON_OF_TWO)).toEqual([
    "aws_iam_role.a",
    "aws_iam_role.b",
    "data.aws_region.here",
    "output.pool_id",
  ]);
});
