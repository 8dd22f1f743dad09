import { machineClientSecret } from "../../../../posture/rules/client/machine-client-secret";
import { holds } from "../holds";
import { goodStack, machine, stackOf } from "../support";

holds(machineClientSecret, {
  fires: {
    none: [
      stackOf(machine({ generate_secret: undefined })),
      [{ at: "aws_cognito_user_pool_client.machine", says: ["generate_secret = true"] }],
    ],
  },
  silent: { "a secret": stackOf(machine()), "a client for people": goodStack() },
  unknown: { "the secret": stackOf(machine({ generate_secret: "${var.secret}" })) },
});
