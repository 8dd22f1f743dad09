import { poolDeletionProtection } from "../../../../posture/rules/user-pool/pool-deletion-protection";
import { holds } from "../holds";
import { goodStack, pool, stackOf } from "../support";

holds(poolDeletionProtection, {
  fires: {
    "left out": [
      stackOf(pool({ deletion_protection: undefined })),
      [{ at: "aws_cognito_user_pool.pool", nearest: "ACTIVE", says: ["prevent_destroy"] }],
    ],
  },
  silent: { active: goodStack() },
  unknown: { "the mode": stackOf(pool({ deletion_protection: "${var.mode}" })) },
});
