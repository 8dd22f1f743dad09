import { refreshTokenRotation } from "../../../../posture/rules/client/refresh-token-rotation";
import { holds } from "../holds";
import { stackOf, web } from "../support";

const rotating = (grace: unknown, flows: string[]) =>
  stackOf(
    web({
      explicit_auth_flows: flows,
      refresh_token_rotation: { feature: "ENABLED", retry_grace_period_seconds: grace },
    }),
  );
const at = "aws_cognito_user_pool_client.web";

holds(refreshTokenRotation, {
  fires: {
    "beside the refresh flow": [
      rotating(10, ["ALLOW_REFRESH_TOKEN_AUTH"]),
      [{ at, says: ["ALLOW_REFRESH_TOKEN_AUTH"] }],
    ],
    "a long grace period": [rotating(61, ["ALLOW_USER_SRP_AUTH"]), [{ at, says: ["61", "60"] }]],
  },
  silent: {
    "rotation alone": rotating(60, ["ALLOW_USER_SRP_AUTH"]),
    "no rotation": stackOf(web({ explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"] })),
  },
  unknown: { "the grace period": rotating("${var.grace}", []) },
});
