import { signInTier } from "../../../../posture/rules/user-pool/sign-in-policy-tier";
import { holds } from "../holds";
import { pool, stackOf, web } from "../support";

const at = "aws_cognito_user_pool.pool";
const passkeys = (user_pool_tier?: string) =>
  stackOf(pool({ user_pool_tier, sign_in_policy: { allowed_first_auth_factors: ["PASSWORD", "WEB_AUTHN"] } }));

holds(signInTier, {
  fires: {
    passkeys: [passkeys("LITE"), [{ at, says: ["WEB_AUTHN"], nearest: "ESSENTIALS" }]],
    "a client that lets users choose": [
      stackOf(pool({ user_pool_tier: "LITE" }), web({ explicit_auth_flows: ["ALLOW_USER_AUTH"] })),
      [{ at, says: ["aws_cognito_user_pool_client.web"] }],
    ],
  },
  silent: {
    "passkeys on the default tier": passkeys(),
    "passwords on Lite": stackOf(pool({ user_pool_tier: "LITE" })),
  },
  unknown: { "the tier": passkeys("${var.tier}") },
});
