import {
  machineClientFlows,
  machineClientScopes,
  machineClientSecret,
} from "../../../../posture/rules/client/machine-clients";
import { holds } from "../holds";
import { goodStack, machine, stackOf } from "../support";

describe("machine-client-flows", () => {
  holds(machineClientFlows, {
    fires: {
      "code beside it": [
        stackOf(machine({ allowed_oauth_flows: ["client_credentials", "code"] })),
        [{ at: "aws_cognito_user_pool_client.machine", says: ["code", "two clients"] }],
      ],
    },
    silent: { alone: stackOf(machine()), "code alone": goodStack() },
  });
});

describe("machine-client-scopes", () => {
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
});

describe("machine-client-secret", () => {
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
});
