import { registrationOpen } from "../../../../posture/rules/user-pool/registration-open";
import { holds } from "../holds";
import { goodStack } from "../support";
import { awsccPool, controlPool, stackWith } from "./registration";

const OPEN = { open_dcr_enabled: true };

holds(registrationOpen, {
  fires: {
    "a pool of awscc": [
      awsccPool(OPEN),
      [{ at: "awscc_cognito_user_pool.agents", says: ["aws.cognito/dcr/register"] }],
    ],
    "switched on in so many words": [
      awsccPool({ ...OPEN, enable_status: "Enabled" }),
      [{ at: "awscc_cognito_user_pool.agents" }],
    ],
    "a pool of Cloud Control": [controlPool({ OpenDcrEnabled: true }), [{ at: "aws_cloudcontrolapi_resource.agents" }]],
    "a pool in a stack": [
      stackWith({ OpenDcrEnabled: "true" }),
      [{ at: "aws_cloudformation_stack.agents", says: ["Users in the template"] }],
    ],
    "the provider's own, once it has it": [
      goodStack({ aws_cognito_user_pool: { agents: { name: "agents", dcr_configuration: OPEN } } }),
      [{ at: "aws_cognito_user_pool.agents" }],
    ],
  },
  silent: {
    "no registration at all": goodStack(),
    "registration with a token": awsccPool({ enable_status: "Enabled" }),
    "switched off": awsccPool({ ...OPEN, enable_status: "Disabled" }),
    "open to no grant": awsccPool({ ...OPEN, open_dcr_grant_types: [] }),
    "a stack without a pool": stackWith(undefined),
    "YAML that isn't about it": stackOfText("Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"),
  },
  unknown: {
    "a template that isn't known": stackOfText("${file(var.template)}"),
    "a template in YAML": stackOfText(
      "Resources:\n  Users:\n    Properties:\n      DcrConfiguration: {OpenDcrEnabled: true}\n",
    ),
    "a switch that CloudFormation evaluates": stackWith({ OpenDcrEnabled: { Ref: "Open" } }),
  },
});

function stackOfText(template_body: string) {
  return goodStack({ aws_cloudformation_stack: { agents: { name: "agents", template_body } } });
}
