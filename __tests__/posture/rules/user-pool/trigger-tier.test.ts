import { triggerTier } from "../../../../posture/rules/user-pool/trigger-tier";
import { holds } from "../holds";
import { pool, stackOf } from "../support";

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
