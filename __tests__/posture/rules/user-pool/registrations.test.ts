import {
  registrationOpen,
  registrationMachineClients,
  registrationMetadataHosts,
} from "../../../../posture/rules/user-pool/registrations";
import { holds } from "../holds";
import { goodStack } from "../support";
import { awsccPool, controlPool, stackOf, stackWith } from "./registration";

describe("registration-open", () => {
  const OPEN = { open_dcr_enabled: true };

  /** As teams write templates: short tags, parameters, conditions, words of YAML 1.1. */
  const POOL_IN_YAML = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Open: { Type: String, Default: "no" }
Conditions:
  IsOpen: !Not [!Equals [!Ref Open, "no"]]
Resources:
  Users:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: !Join ["-", [!Ref AWS::StackName, users]]
      DcrConfiguration: !If
        - IsOpen
        - OpenDcrEnabled: yes
          OpenDcrGrantTypes: [code]
        - !Ref AWS::NoValue
`;

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
      "a pool of Cloud Control": [
        controlPool({ OpenDcrEnabled: true }),
        [{ at: "aws_cloudcontrolapi_resource.agents" }],
      ],
      "a pool in a stack": [
        stackWith({ OpenDcrEnabled: "true" }),
        [{ at: "aws_cloudformation_stack.agents", says: ["Users in the template"] }],
      ],
      "a template in YAML, by the stack's parameter": [
        stackOf(POOL_IN_YAML, { parameters: { Open: "si" } }),
        [{ at: "aws_cloudformation_stack.agents", says: ["Users in the template"] }],
      ],
      "a stack beside a stack set, whose instances override nothing of it": [
        goodStack({
          aws_cloudformation_stack: {
            agents: { name: "agents", template_body: POOL_IN_YAML, parameters: { Open: "si" } },
          },
          aws_cloudformation_stack_set_instance: { one: { stack_set_name: "b", parameter_overrides: { Open: "no" } } },
        }),
        [{ at: "aws_cloudformation_stack.agents" }],
      ],
      "a stack set of the Cloud Control provider": [
        goodStack({
          awscc_cloudformation_stack_set: {
            agents: {
              template_body: POOL_IN_YAML,
              parameters: [{ parameter_key: "Open", parameter_value: "si" }],
            },
          },
        }),
        [{ at: "awscc_cloudformation_stack_set.agents" }],
      ],
      "a stack set within a stack": [
        stackOf({
          Resources: {
            Everywhere: {
              Type: "AWS::CloudFormation::StackSet",
              Properties: {
                TemplateBody: POOL_IN_YAML,
                Parameters: [{ ParameterKey: "Open", ParameterValue: "si" }],
              },
            },
          },
        }),
        [{ at: "aws_cloudformation_stack.agents", says: ["Users in the template of Everywhere in the template of"] }],
      ],
      "the provider's own, once it has it": [
        goodStack({ aws_cognito_user_pool: { agents: { name: "agents", dcr_configuration: OPEN } } }),
        [{ at: "aws_cognito_user_pool.agents" }],
      ],
    },
    silent: {
      "a template in YAML, by its default": stackOf(POOL_IN_YAML),
      "no registration at all": goodStack(),
      "registration with a token": awsccPool({ enable_status: "Enabled" }),
      "switched off": awsccPool({ ...OPEN, enable_status: "Disabled" }),
      "open to no grant": awsccPool({ ...OPEN, open_dcr_grant_types: [] }),
      "a stack without a pool": stackWith(undefined),
      "YAML that isn't about it": stackOf("Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"),
    },
    unknown: {
      "a template that isn't known": stackOf("${file(var.template)}"),
      "a parameter that is known only later": stackOf(POOL_IN_YAML, { parameters: { Open: "${var.open}" } }),
      "a template that is kept elsewhere": goodStack({
        aws_cloudformation_stack: { agents: { name: "agents", template_url: "https://example.com/template.yaml" } },
      }),
      "a nested stack": stackOf({
        Resources: {
          Pools: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://example.com/p" } },
        },
      }),
      "a macro": stackOf({ Transform: ["AWS::Serverless-2016-10-31", "Ours"], Resources: {} }),
      "no template at all, though it is about it": stackOf("Resources: [\nDcrConfiguration"),
      "a stack set whose instances decide": goodStack({
        aws_cloudformation_stack_set: { agents: { name: "agents", template_body: POOL_IN_YAML } },
        aws_cloudformation_stack_set_instance: {
          one: { stack_set_name: "agents", parameter_overrides: { Open: "true" } },
        },
      }),
      "a switch that CloudFormation evaluates": stackWith({ OpenDcrEnabled: { Ref: "Open" } }),
    },
  });
});

describe("registration-machine-clients", () => {
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
});

describe("registration-metadata-hosts", () => {
  const type = "awscc_cognito_user_pool_cimd_policy";

  const at = `${type}.agents`;

  const policy = (...url_patterns: readonly string[]) => goodStack({ [type]: { agents: { url_patterns } } });

  holds(registrationMetadataHosts, {
    fires: {
      "every host": [policy("https://*"), [{ at, says: ["https://*", "example.com"] }]],
      "everybody's pages": [policy("https://*.github.io/*"), [{ at, says: ["anyone can use"] }]],
      "another port": [
        policy("https://app.example.com:*/client.json"),
        [{ at, says: ["every port of app.example.com"] }],
      ],
      "in a stack": [
        stackWith(undefined, {
          Agents: { Type: "AWS::Cognito::UserPoolCIMDPolicy", Properties: { UrlPatterns: ["https://*/client.json"] } },
        }),
        [{ at: "aws_cloudformation_stack.agents", says: ["Agents in the template"] }],
      ],
    },
    silent: {
      "no policy": goodStack(),
      "one client": policy("https://app.example.com/client.json"),
      "subdomains of one domain": policy("https://*.example.com/*"),
    },
    unknown: {
      "a policy under a condition": stackOf({
        Parameters: { Agents: { Type: "String" } },
        Conditions: { Wanted: { "Fn::Equals": [{ Ref: "Agents" }, "yes"] } },
        Resources: {
          Agents: {
            Type: "AWS::Cognito::UserPoolCIMDPolicy",
            Condition: "Wanted",
            Properties: { UrlPatterns: ["https://*"] },
          },
        },
      }),
      "patterns that CloudFormation evaluates": stackWith(undefined, {
        Agents: { Type: "AWS::Cognito::UserPoolCIMDPolicy", Properties: { UrlPatterns: { Ref: "Patterns" } } },
      }),
    },
  });
});
