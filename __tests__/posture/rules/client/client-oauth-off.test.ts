import { clientOauthOff } from "../../../../posture/rules/client/client-oauth-off";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

holds(clientOauthOff, {
  fires: {
    "left out": [
      stackOf(web({ allowed_oauth_flows_user_pool_client: undefined })),
      [{ at: "aws_cognito_user_pool_client.web", says: ["allowed_oauth_flows_user_pool_client = true"] }],
    ],
  },
  silent: {
    on: goodStack(),
    "a client without OAuth": stackOf(
      web({
        allowed_oauth_flows: undefined,
        allowed_oauth_scopes: undefined,
        allowed_oauth_flows_user_pool_client: undefined,
      }),
    ),
  },
  unknown: { "the switch": stackOf(web({ allowed_oauth_flows_user_pool_client: "${var.oauth}" })) },
});
