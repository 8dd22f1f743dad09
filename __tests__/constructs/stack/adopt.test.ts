import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { adopt, moveFrom } from "../../../constructs/stack/adopt";
import { acknowledge } from "../../../constructs/stack/rule-report";
import type { ApiStack } from "../../../constructs/stack/stack";
import { expectRefusal } from "../../support/expect-error";
import { synth, testStack } from "../../support/synth";
import { resource } from "../../support/terraform-json";
import { formerAddresses } from "../../../constructs/stack/moves";
import { emitReleaseMoves } from "../../../constructs/stack/state-blocks";

const POOL = "aws_cognito_user_pool.pool";

const GROUP = "aws_cognito_user_group.admin";

const ID = "eu-central-1_AbCdEfGhI";

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

describe("adopt", () => {
  test("emits one import block for each, also over several calls", () => {
    const stack = stackWithPool();
    adopt(stack, { [POOL]: ID });
    adopt(stack, { [GROUP]: `${ID}/admin` });
    expect(blocks(stack)).toEqual({
      imports: [
        { to: POOL, id: ID },
        { to: GROUP, id: `${ID}/admin` },
      ],
      moved: undefined,
    });
  });

  test("ignores of a client what AWS doesn't tell, since it would replace the client", () => {
    const stack = stackWithPool();
    new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: ID, generateSecret: false });
    adopt(stack, { "aws_cognito_user_pool_client.web": `${ID}/1h57kf5cpq17m0eml12EXAMPLE` });
    expect(resource(synth(stack), "aws_cognito_user_pool_client.web")).toMatchObject({
      name: "web",
      lifecycle: { ignore_changes: ["generate_secret"] },
    });
  });

  test.each([
    ["aws_cognito_user_pool.pol", `Did you mean "${POOL}"?`],
    ["aws_cognito_user_group.those_who_may_everything", `It has ${GROUP}`],
    ["aws_sns_topic.alarms", "It has no aws_sns_topic at all"],
  ])("says at synth that the stack has no %s", (address, text) => {
    const stack = stackWithPool();
    adopt(stack, { [address]: `${ID}${address.includes("group") ? "/x" : ""}` });
    expect(() => synth(stack)).toThrow(text);
    expect(() => synth(stack)).toThrow("[adopt-address]");
  });

  test.each([
    [POOL, "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/x", "POOL_ID"],
    [GROUP, "admin", "POOL_ID/GROUP"],
    ["aws_cognito_resource_server.scopes", `${ID}/https://api.example.com`, "POOL_ID|IDENTIFIER"],
    ["aws_apigatewayv2_route.get_items", "abcdef", "API_ID/ROUTE_ID"],
    ["aws_iam_role_policy.items", "items/items", "ROLE_NAME:POLICY_NAME"],
    [POOL, " ", "empty"],
  ])("refuses for %s the id %s", (address, id, text) =>
    expectRefusal(() => adopt(stackWithPool(), { [address]: id }), "adopt-id", address, text),
  );

  test("refuses one address twice", () => {
    const stack = stackWithPool();
    adopt(stack, { [POOL]: ID });
    expectRefusal(() => adopt(stack, { [POOL]: ID }), "adopt-duplicate", POOL);
  });
});

describe("moveFrom", () => {
  test("emits moved blocks, and none for what stays where it is", () => {
    const stack = stackWithPool();
    moveFrom(stack, { 'module.auth["a.b"].aws_cognito_user_pool.this[0]': POOL, [GROUP]: GROUP });
    expect(blocks(stack).moved).toEqual([{ from: 'module.auth["a.b"].aws_cognito_user_pool.this[0]', to: POOL }]);
  });

  test("says at synth that the new address isn't there, or the old one still is", () => {
    const missing = stackWithPool();
    moveFrom(missing, { "aws_cognito_user_pool.api": "aws_cognito_user_pool.pools" });
    expect(() => synth(missing)).toThrow(
      `[move-address] aws_cognito_user_pool.pools: the stack has no such address. Did you mean "${POOL}"?`,
    );
    const living = stackWithPool();
    new CognitoUserGroup(living, "other", { name: "other", userPoolId: ID });
    moveFrom(living, { "aws_cognito_user_group.other": GROUP });
    expect(() => synth(living)).toThrow("[move-source] aws_cognito_user_group.other");
  });

  test("refuses a change of type, and a second move from or to an address", () => {
    const stack = stackWithPool();
    expectRefusal(() => moveFrom(stack, { "aws_cognito_user_group.x": POOL }), "move-type", POOL);
    moveFrom(stack, { "aws_cognito_user_pool.a": POOL });
    expectRefusal(
      () => moveFrom(stack, { "aws_cognito_user_pool.b": POOL }),
      "move-duplicate",
      "aws_cognito_user_pool.a",
    );
  });
});

describe("state-blocks", () => {
  describe("what releases moved", () => {
    const moves = [
      { since: "0.2.0", from: "aws_cognito_user_pool.users", to: POOL },
      { since: "0.3.0", from: "aws_cognito_user_group.group_*", to: "aws_cognito_user_group.*" },
    ];

    test("reaches each stack that has the new address, whatever prefix and names it chose", () => {
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

    test("gives way to what the stack says itself", () => {
      const stack = stackWithPool();
      emitReleaseMoves(stack, moves);
      moveFrom(stack, { "aws_cognito_user_pool.hand_written": POOL });
      expect(blocks(stack).moved).toEqual([
        { from: "aws_cognito_user_pool.hand_written", to: POOL },
        { from: "aws_cognito_user_group.group_admin", to: GROUP },
      ]);
    });

    test("leaves alone what another resource is", () => {
      expect(formerAddresses("aws_cognito_user_pool.pools", moves)).toEqual([]);
      expect(formerAddresses("aws_iam_role.pool", moves)).toEqual([]);
    });
  });
});
