import { passwordPolicy } from "../../../../posture/rules/user-pool/password-policy";
import { holds } from "../holds";
import { goodStack, pool, stackOf } from "../support";

const policy = (password_policy: Record<string, unknown>) => stackOf(pool({ password_policy }));
const at = "aws_cognito_user_pool.pool";

holds(passwordPolicy, {
  fires: {
    "too short": [policy({ minimum_length: 5 }), [{ at, says: ["minimum_length is 5", "6 to 99"] }]],
    "a long history": [
      policy({ minimum_length: 12, password_history_size: 25 }),
      [{ at, says: ["password_history_size", "24"] }],
    ],
    "a temporary password for years": [
      policy({ minimum_length: 12, temporary_password_validity_days: 366 }),
      [{ at, says: ["365"] }],
    ],
  },
  silent: {
    "at the bounds": policy({ minimum_length: 99, password_history_size: 24, temporary_password_validity_days: 0 }),
    none: goodStack(),
  },
  unknown: { "a number": policy({ minimum_length: "${var.length}" }) },
});
