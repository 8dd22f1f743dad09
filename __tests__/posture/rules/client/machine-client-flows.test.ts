import { machineClientFlows } from "../../../../posture/rules/client/machine-client-flows";
import { holds } from "../holds";
import { goodStack, machine, stackOf } from "../support";

holds(machineClientFlows, {
  fires: {
    "code beside it": [
      stackOf(machine({ allowed_oauth_flows: ["client_credentials", "code"] })),
      [{ at: "aws_cognito_user_pool_client.machine", says: ["code", "two clients"] }],
    ],
  },
  silent: { alone: stackOf(machine()), "code alone": goodStack() },
});
