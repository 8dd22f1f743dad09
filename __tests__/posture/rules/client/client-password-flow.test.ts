import { clientPasswordFlow } from "../../../../posture/rules/client/client-password-flow";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

holds(clientPasswordFlow, {
  fires: {
    "the password": [
      stackOf(web({ explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] })),
      [{ at: "aws_cognito_user_pool_client.web", nearest: "ALLOW_USER_SRP_AUTH" }],
    ],
  },
  silent: { SRP: stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] })), "left out": goodStack() },
});
