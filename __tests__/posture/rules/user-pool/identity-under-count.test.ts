import { identityUnderCount } from "../../../../posture/rules/user-pool/identity-under-count";
import { evaluateRules } from "../../../../posture/rules/index";
import { planned } from "../../fixtures";
import { holds } from "../holds";
import { stackOf } from "../support";

const group = { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}" };
const counted = (count: number) =>
  stackOf({ aws_cognito_user_group: { all: { ...group, name: "${var.names[count.index]}", count } } });

holds(identityUnderCount, {
  fires: {
    "groups by their position": [
      counted(2),
      [{ at: "aws_cognito_user_group.all[0]", says: ["its members", "for_each"] }],
      "silent",
    ],
  },
  silent: {
    "one that may be left out": counted(1),
    "by name": stackOf({ aws_cognito_user_group: { all: { ...group, for_each: { a: 1, b: 2 } } } }),
  },
});

it("fires on a real plan, where each instance has its index", () => {
  expect(evaluateRules(planned("counted"), [identityUnderCount]).findings).toEqual([
    expect.objectContaining({ code: "identity-under-count", address: "aws_cognito_user_pool_client.this[0]" }),
  ]);
});
