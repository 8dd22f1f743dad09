import { managedLoginTier } from "../../../../posture/rules/user-pool/managed-login-tier";
import { holds } from "../holds";
import { pool, stackOf } from "../support";

const domain = (managed_login_version: unknown, user_pool_tier?: string) =>
  stackOf(pool({ user_pool_tier }), {
    aws_cognito_user_pool_domain: {
      d: { user_pool_id: "${aws_cognito_user_pool.pool.id}", domain: "app", managed_login_version },
    },
  });

holds(managedLoginTier, {
  fires: { "version 2": [domain(2, "LITE"), [{ at: "aws_cognito_user_pool_domain.d", nearest: "ESSENTIALS" }]] },
  silent: { "the classic pages": domain(1, "LITE"), "on the default tier": domain(2) },
  unknown: { "the tier": domain(2, "${var.tier}"), "the version": domain("${var.version}", "LITE") },
});
