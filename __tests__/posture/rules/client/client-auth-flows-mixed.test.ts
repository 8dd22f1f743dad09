import { clientAuthFlowsMixed } from "../../../../posture/rules/client/client-auth-flows-mixed";
import { holds } from "../holds";
import { stackOf, web } from "../support";

holds(clientAuthFlowsMixed, {
  fires: {
    "both kinds": [
      stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ADMIN_NO_SRP_AUTH"] })),
      [{ at: "aws_cognito_user_pool_client.web", nearest: "ALLOW_ADMIN_USER_PASSWORD_AUTH" }],
    ],
  },
  silent: {
    "the new kind": stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] })),
    "the old kind": stackOf(web({ explicit_auth_flows: ["ADMIN_NO_SRP_AUTH"] })),
  },
});
