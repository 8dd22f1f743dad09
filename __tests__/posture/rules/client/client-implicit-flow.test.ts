import { clientImplicitFlow } from "../../../../posture/rules/client/client-implicit-flow";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

holds(clientImplicitFlow, {
  fires: {
    implicit: [
      stackOf(web({ allowed_oauth_flows: ["code", "implicit"] })),
      [{ at: "aws_cognito_user_pool_client.web", nearest: "code" }],
    ],
  },
  silent: { code: goodStack() },
});
