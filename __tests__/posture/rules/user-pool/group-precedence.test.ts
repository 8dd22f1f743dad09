import { groupPrecedence } from "../../../../posture/rules/user-pool/group-precedence";
import { holds } from "../holds";
import { stackOf } from "../support";

const groups = (...precedences: unknown[]) =>
  stackOf({
    aws_cognito_user_group: Object.fromEntries(
      precedences.map((precedence, i) => [
        `g${i}`,
        { name: `g${i}`, user_pool_id: "${aws_cognito_user_pool.pool.id}", precedence },
      ]),
    ),
  });

holds(groupPrecedence, {
  fires: {
    "below 0": [groups(-1), [{ at: "aws_cognito_user_group.g0", nearest: "0" }]],
    "the same twice": [
      groups(1, 1),
      [{ at: "aws_cognito_user_group.g1", severity: "note", says: ["aws_cognito_user_group.g0"] }],
    ],
  },
  silent: { "different ones": groups(0, 1, 10), "left out": groups(undefined, undefined) },
  unknown: { "a precedence": groups("${var.precedence}") },
});
