import { importIdProblem } from "../../../constructs/stack/import-ids";
import type { StateResource } from "../../../cli/adopt/estate";
import { ARGUMENTS_TO_WRITE } from "../../../cli/adopt/arguments";
import { asImported, importIdOf } from "../../../cli/adopt/import-id";

const VALUES = {
  id: "abc123",
  api_id: "a1b2c3d4e5",
  user_pool_id: "eu-central-1_AbCdEfGhI",
  name: "orders",
  identifier: "https://api.example.com",
  domain: "shop-auth",
  domain_name: "api.example.com",
  function_name: "arn:aws:lambda:eu-central-1:123456789012:function:orders",
  statement_id: "AllowShop",
};
const held = (type: string, values: object = VALUES) => ({ type, values }) as unknown as StateResource;

test.each(Object.keys(ARGUMENTS_TO_WRITE))("%s gets an id that adopt takes", (type) => {
  const pool = type === "aws_cognito_user_pool" ? { ...VALUES, id: VALUES.user_pool_id } : VALUES;
  const id = importIdOf(held(type, pool));
  expect(importIdProblem(type, id ?? "")).toBeUndefined();
});

test("a permission of an alias names it", () => {
  expect(importIdOf(held("aws_lambda_permission", { ...VALUES, qualifier: "live" }))).toBe("orders:live/AllowShop");
});

test("without what makes it up there is no id", () => {
  expect(importIdOf(held("aws_lambda_permission", { ...VALUES, statement_id: "" }))).toBeUndefined();
  expect(importIdOf(held("aws_apigatewayv2_route", { id: "r" }))).toBeUndefined();
});

test("an import reads a function by its name, and all tags, those of a provider's default_tags too", () => {
  const one = asImported(held("aws_lambda_permission", { ...VALUES, tags: { a: "1" }, tags_all: { a: "1", b: "2" } }));
  expect(one.values).toMatchObject({ function_name: "orders", tags: { a: "1", b: "2" } });
});
