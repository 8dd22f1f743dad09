import { registrationMachineClients } from "../../../../posture/rules/user-pool/registration-machine-clients";
import { holds } from "../holds";
import { goodStack } from "../support";
import { awsccPool, stackWith } from "./registration";

const at = "awscc_cognito_user_pool.agents";

holds(registrationMachineClients, {
  fires: {
    "client credentials for anybody": [
      awsccPool({ open_dcr_enabled: true, open_dcr_grant_types: ["code", "client_credentials"] }),
      [{ at, says: ["client credentials"] }],
    ],
    "in a stack": [
      stackWith({ OpenDcrEnabled: true, OpenDcrGrantTypes: ["client_credentials"] }),
      [{ at: "aws_cloudformation_stack.agents" }],
    ],
  },
  silent: {
    "no registration at all": goodStack(),
    "the code grant, which is the default": awsccPool({ open_dcr_enabled: true }),
    "with a token only": awsccPool({ authenticated_grant_types: ["client_credentials"] }),
    "switched off": awsccPool({
      enable_status: "Disabled",
      open_dcr_enabled: true,
      open_dcr_grant_types: ["client_credentials"],
    }),
  },
  unknown: {
    "grants that CloudFormation evaluates": stackWith({ OpenDcrEnabled: true, OpenDcrGrantTypes: { Ref: "Grants" } }),
  },
});
