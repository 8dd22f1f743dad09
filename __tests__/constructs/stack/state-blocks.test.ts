import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { moveFrom } from "../../../constructs/stack/adopt";
import { formerAddresses } from "../../../constructs/stack/moves";
import { acknowledge } from "../../../constructs/stack/rule-report";
import { emitReleaseMoves } from "../../../constructs/stack/state-blocks";
import type { ApiStack } from "../../../constructs/stack/stack";
import { synth, testStack } from "../../support/synth";

const POOL = "aws_cognito_user_pool.pool";

const GROUP = "aws_cognito_user_group.admin";

function stackWithPool(prefix = ""): ApiStack {
  const stack = testStack();
  const pool = new CognitoUserPool(stack, `${prefix}pool`, {
    name: "pool",
    deletionProtection: "ACTIVE",
    lifecycle: { preventDestroy: true },
  });
  acknowledge(pool, { code: "password-policy", reason: "not what this test is about" });
  new CognitoUserGroup(stack, `${prefix}admin`, { name: "admin", userPoolId: pool.id });
  return stack;
}

const blocks = (stack: ApiStack) => {
  const { import: imports, moved } = synth(stack) as { import?: object[]; moved?: object[] };
  return { imports, moved };
};

describe("what releases moved", () => {
  const moves = [
    { since: "0.2.0", from: "aws_cognito_user_pool.users", to: POOL },
    { since: "0.3.0", from: "aws_cognito_user_group.group_*", to: "aws_cognito_user_group.*" },
  ];

  it("reaches each stack that has the new address, whatever prefix and names it chose", () => {
    for (const prefix of ["", "orders_"]) {
      const stack = stackWithPool(prefix);
      emitReleaseMoves(stack, moves);
      expect(blocks(stack).moved).toEqual([
        { from: `aws_cognito_user_pool.${prefix}users`, to: `aws_cognito_user_pool.${prefix}pool` },
        {
          from: expect.stringMatching(/^aws_cognito_user_group\..*group_.*admin$/),
          to: `aws_cognito_user_group.${prefix}admin`,
        },
      ]);
    }
  });

  it("gives way to what the stack says itself", () => {
    const stack = stackWithPool();
    emitReleaseMoves(stack, moves);
    moveFrom(stack, { "aws_cognito_user_pool.hand_written": POOL });
    expect(blocks(stack).moved).toEqual([
      { from: "aws_cognito_user_pool.hand_written", to: POOL },
      { from: "aws_cognito_user_group.group_admin", to: GROUP },
    ]);
  });

  it("leaves alone what another resource is", () => {
    expect(formerAddresses("aws_cognito_user_pool.pools", moves)).toEqual([]);
    expect(formerAddresses("aws_iam_role.pool", moves)).toEqual([]);
  });
});
