import {
  managedLoginTier,
  signInTier,
  threatProtectionTier,
  triggerTier,
} from "../../../../posture/rules/user-pool/tiers";
import { holds } from "../holds";
import { pool, stackOf, web, goodStack } from "../support";

describe("managed-login-tier", () => {
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
});

describe("sign-in-policy-tier", () => {
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
});

describe("threat-protection-tier", () => {
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
});

describe("trigger-tier", () => {
  const trigger = (lambda_version: string, user_pool_tier?: string) =>
    stackOf(
      pool({
        user_pool_tier,
        lambda_config: {
          pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version },
        },
      }),
    );

  holds(triggerTier, {
    fires: {
      "V2_0 on Lite": [
        trigger("V2_0", "LITE"),
        [{ at: "aws_cognito_user_pool.pool", nearest: "ESSENTIALS", says: ["V2_0"] }],
      ],
      "V3_0 on Lite": [trigger("V3_0", "LITE"), [{ at: "aws_cognito_user_pool.pool" }]],
    },
    silent: {
      "V1_0 on Lite": trigger("V1_0", "LITE"),
      "V3_0 on the default tier": trigger("V3_0"),
      "no trigger": stackOf(pool({ user_pool_tier: "LITE" })),
    },
    unknown: { "the tier": trigger("V2_0", "${var.tier}"), "the version": trigger("${var.version}", "LITE") },
  });
});
