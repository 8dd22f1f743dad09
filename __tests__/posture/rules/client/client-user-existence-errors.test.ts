import { clientUserExistenceErrors } from "../../../../posture/rules/client/client-user-existence-errors";
import { holds } from "../holds";
import { goodStack, machine, stackOf, web } from "../support";

holds(clientUserExistenceErrors, {
  fires: {
    "left out": [
      stackOf(web({ prevent_user_existence_errors: undefined })),
      [{ at: "aws_cognito_user_pool_client.web", nearest: "ENABLED", says: ["LEGACY"] }],
    ],
  },
  silent: { enabled: goodStack(), "a machine client": stackOf(machine()) },
  unknown: { "the mode": stackOf(web({ prevent_user_existence_errors: "${var.mode}" })) },
});
