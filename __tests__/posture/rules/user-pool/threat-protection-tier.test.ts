import { threatProtectionTier } from "../../../../posture/rules/user-pool/threat-protection-tier";
import { holds } from "../holds";
import { goodStack, pool, stackOf } from "../support";

const threat = (advanced_security_mode: string, user_pool_tier?: string) =>
  stackOf(pool({ user_pool_tier, user_pool_add_ons: { advanced_security_mode } }));

holds(threatProtectionTier, {
  fires: {
    "below Plus": [threat("ENFORCED", "ESSENTIALS"), [{ at: "aws_cognito_user_pool.pool", nearest: "PLUS" }]],
    "on the default tier": [threat("AUDIT"), [{ at: "aws_cognito_user_pool.pool", says: ["ESSENTIALS"] }]],
  },
  silent: { "on Plus": threat("ENFORCED", "PLUS"), off: threat("OFF"), none: goodStack() },
  unknown: { "the tier": threat("AUDIT", "${var.tier}") },
});
