import { goodStack } from "../support";

/** A pool of the awscc provider with a dynamic client registration. */
export const awsccPool = (dcr_configuration: object) =>
  goodStack({ awscc_cognito_user_pool: { agents: { user_pool_name: "agents", dcr_configuration } } });

/** The same by Cloud Control. */
export const controlPool = (DcrConfiguration: object) =>
  goodStack({
    aws_cloudcontrolapi_resource: {
      agents: { type_name: "AWS::Cognito::UserPool", desired_state: JSON.stringify({ DcrConfiguration }) },
    },
  });

/** A CloudFormation stack, with a pool of that registration or without one. */
export const stackWith = (DcrConfiguration: object | undefined, more: object = {}) =>
  goodStack({
    aws_cloudformation_stack: {
      agents: {
        name: "agents",
        template_body: JSON.stringify({
          Resources: {
            Topic: { Type: "AWS::SNS::Topic" },
            ...(DcrConfiguration && { Users: { Type: "AWS::Cognito::UserPool", Properties: { DcrConfiguration } } }),
            ...more,
          },
        }),
      },
    },
  });
