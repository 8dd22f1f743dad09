import type { ModelPlace } from "../../posture/aws/fact";

/** A service's folder in botocore's data. */
export type Service = ModelPlace["service"];

/**
 * The shapes that constructs emit or posture reads, as the requests that make them; what they hold is followed to the
 * end. Every operation of a service is told when it comes or goes, whether or not the project relies on it.
 */
export const RELIED_ON: Readonly<Record<Service, readonly string[]>> = {
  "cognito-idp": [
    "AddUserPoolClientSecretRequest",
    "CreateGroupRequest",
    "CreateIdentityProviderRequest",
    "CreateManagedLoginBrandingRequest",
    "CreateResourceServerRequest",
    "CreateUserPoolClientRequest",
    "CreateUserPoolDomainRequest",
    "CreateUserPoolReplicaRequest",
    "CreateUserPoolRequest",
    "SetLogDeliveryConfigurationRequest",
    "SetRiskConfigurationRequest",
  ],
  apigateway: [
    "CreateAuthorizerRequest",
    "CreateDomainNameRequest",
    "CreateRestApiRequest",
    "CreateStageRequest",
    "PutIntegrationRequest",
    "PutMethodRequest",
  ],
  apigatewayv2: [
    "CreateApiMappingRequest",
    "CreateApiRequest",
    "CreateAuthorizerRequest",
    "CreateDomainNameRequest",
    "CreateIntegrationRequest",
    "CreateRouteRequest",
    "CreateRoutingRuleRequest",
    "CreateStageRequest",
  ],
  lambda: ["AddPermissionRequest", "CreateAliasRequest", "CreateFunctionRequest", "CreateFunctionUrlConfigRequest"],
};

/** Services whose names begin so are told when they come: a new one may be another way in. */
export const RELATED_SERVICES = /^(apigateway|cognito|lambda)/;
