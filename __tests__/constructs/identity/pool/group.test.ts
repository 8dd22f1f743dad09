import { Group, type GroupOptions } from "../../../../constructs/identity/pool/group";
import { POOL } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

const group = (options: Partial<GroupOptions> = {}) =>
  resource(
    emitted(
      (stack) =>
        new Group(stack, "admin", {
          pool: POOL,
          name: "admin",
          description: "Administrators",
          precedence: 1,
          ...options,
        }),
    ),
    "aws_cognito_user_group.admin",
  );

test("a group has a name, a description and a precedence", () => {
  expect(group()).toMatchObject({
    user_pool_id: POOL.poolId,
    name: "admin",
    description: "Administrators",
    precedence: 1,
  });
  expect(group()).not.toHaveProperty("role_arn");
});

test("0, the highest precedence, is emitted", () => expect(group({ precedence: 0 }).precedence).toBe(0));

test("a role is optional", () => {
  const roleArn = "arn:aws:iam::123456789012:role/admin";
  expect(group({ roleArn })).toMatchObject({ role_arn: roleArn });
});

test.each(["site admin", "a,admin", '"admin"', "[admin]", "", "a".repeat(129)])("%j is no name for a group", (name) =>
  expectRefusal(
    () => emitted((stack) => new Group(stack, "group", { pool: POOL, name, description: "A group", precedence: 1 })),
    "group-name",
  ),
);
