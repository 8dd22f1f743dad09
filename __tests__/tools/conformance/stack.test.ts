import { created, destroyable } from "../../../tools/conformance/stack";

test("the override takes protection off pools and prevent_destroy off everything, and changes nothing else", () => {
  const json = {
    resource: {
      aws_cognito_user_pool: { pool: { name: "p", lifecycle: { prevent_destroy: true, ignore_changes: ["schema"] } } },
      aws_dynamodb_table: { kept: { lifecycle: { prevent_destroy: true } }, other: { name: "t" } },
      aws_lambda_function: { hello: { lifecycle: { create_before_destroy: true } } },
    },
  };
  expect(destroyable(json)).toEqual({
    resource: {
      aws_cognito_user_pool: {
        pool: {
          deletion_protection: "INACTIVE",
          lifecycle: { prevent_destroy: false, ignore_changes: ["schema"] },
        },
      },
      aws_dynamodb_table: { kept: { lifecycle: { prevent_destroy: false } } },
    },
  });
});

test("a plan's created resources are counted by type; what is read, changed or kept isn't", () => {
  const change = (type: string, actions: string[], mode = "managed") => ({ type, mode, change: { actions } });
  const plan = {
    resource_changes: [
      change("aws_iam_role", ["create"]),
      change("aws_lambda_function", ["delete", "create"]),
      change("aws_iam_policy", ["update"]),
      change("aws_iam_policy", ["no-op"]),
      change("aws_caller_identity", ["read"], "data"),
    ],
  };
  expect(created(plan)).toEqual(["aws_iam_role", "aws_lambda_function"]);
  expect(created("nothing")).toEqual([]);
});
