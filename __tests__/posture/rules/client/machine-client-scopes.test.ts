import { machineClientScopes } from "../../../../posture/rules/client/machine-client-scopes";
import { holds } from "../holds";
import { goodStack, machine, stackOf } from "../support";

const at = "aws_cognito_user_pool_client.machine";

holds(machineClientScopes, {
  fires: {
    openid: [
      stackOf(machine({ allowed_oauth_scopes: ["openid", "https://api.example/read"] })),
      [{ at, says: ["openid", "no user behind its token"] }],
    ],
    none: [stackOf(machine({ allowed_oauth_scopes: undefined })), [{ at, says: ["no scope"] }]],
  },
  silent: { "scopes of a server": stackOf(machine()), "openid for people": goodStack() },
});
