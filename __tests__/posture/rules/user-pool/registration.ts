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

/** A CloudFormation stack of a template, as JSON or as the text it is; `more`: its other arguments. */
export const stackOf = (template: object | string, more: object = {}) =>
  goodStack({
    aws_cloudformation_stack: {
      agents: {
        name: "agents",
        template_body: typeof template === "string" ? template : JSON.stringify(template),
        ...more,
      },
    },
  });

/** A stack with a pool of that registration or without one. */
export const stackWith = (DcrConfiguration: object | undefined, more: object = {}) =>
  stackOf({
    Resources: {
      Topic: { Type: "AWS::SNS::Topic" },
      ...(DcrConfiguration && { Users: { Type: "AWS::Cognito::UserPool", Properties: { DcrConfiguration } } }),
      ...more,
    },
  });
