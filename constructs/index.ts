import "./construct-shapes";

export { accountDefaults, type AccountDefaults } from "./account-defaults";
export { adopt, moveFrom } from "./stack/adopt";
export { overrideArguments } from "./stack/override-arguments";
export {
  AccessLog,
  DEFAULT_ACCESS_LOG_FORMAT,
  type AccessLogFormat,
  type AccessLogOptions,
  type AccessLogProps,
} from "./api/monitoring/access-log";
export type {
  Access,
  ClosedAccess,
  McpOptions,
  RouteRequirement,
  SecuredLambdaAuthorizer,
  SecuredRoute,
} from "./api/access";
export { apiKeys } from "./api/authorizers/api-keys";
export { ApiAlarms, type AlarmOptions, type ApiAlarmsProps, type Threshold } from "./api/monitoring/alarms";
export { ApiDashboard, type ApiDashboardProps } from "./api/monitoring/dashboard";
export {
  ApiDistribution,
  type ApiDistributionOptions,
  type ApiDistributionProps,
  type ApiOrigin,
  type DistributionOptions,
} from "./api/distribution/api-distribution";
export { OriginSecret, type OriginSecretOptions, type OriginSecretProps } from "./api/distribution/origin-secret";
export { WebAcl, type ManagedRuleGroupOptions, type WebAclOptions, type WebAclProps } from "./api/distribution/web-acl";
export type { OriginHeader } from "./api/authorizers/origin-header";
export { ApiDomain, type ApiDomainOptions, type ApiDomainProps, type MutualTls } from "./api/domain/api-domain";
export { AuthorizerErrors, type Metric } from "./api/monitoring/authorizer-errors";
export { PrivateRestApi, type PrivateRestApiProps } from "./api/private/private-rest-api";
export type { PrivateRoute } from "./api/private/private-route";
export type { RestAccessLogOptions } from "./api/private/rest-access-log";
export { Truststore, type TruststoreProps } from "./api/domain/truststore";
export type { AuthorizerResponseOptions as AnswerOptions } from "./api/authorizers/response-cache";
export type { Authorizer, RequestAuthorizer, TokenAuthorizer } from "./api/authorizers/authorizer";
export type { LambdaIssuer } from "./api/authorizers/authorizer-config";
export { CONTEXT_VARIABLES, type ContextVariable } from "./api/monitoring/context-variables";
export { CorsPolicy, type CorsOptions } from "./api/cors";
export {
  ExistingApiDomain,
  type ExistingApiDomainOptions,
  type ExistingApiDomainProps,
} from "./api/domain/existing-domain";
export { HttpApi, type HttpApiProps } from "./api/http-api";
export type { IdentitySource } from "./api/authorizers/identity-source";
export { Integrations, type IntegrationsOptions } from "./api/integrations/integrations";
export type {
  ExistingLambda,
  HttpTarget,
  IntegrationOptions,
  MappingOptions,
  PrivateTarget,
  RouteTarget,
  ServiceAction,
  ServiceTarget,
} from "./api/integrations/targets";
export { VpcLink, type VpcLinkOptions, type VpcLinkProps } from "./api/integrations/vpc-link";
export { InvokeGrant, type InvokeGrantProps } from "./api/iam/invoke-grant";
export * as issuers from "./api/authorizers/issuers";
export type { TrustedIssuer } from "./api/authorizers/issuers";
export { JwtAuthorizer, type JwtAuthorizerOptions, type JwtAuthorizerProps } from "./api/authorizers/jwt-authorizer";
export {
  LambdaAuthorizer,
  type AuthorizerFunction,
  type LambdaAuthorizerOptions,
  type LambdaAuthorizerProps,
} from "./api/authorizers/lambda-authorizer";
export { McpRoute, type McpRouteProps } from "./api/routes/mcp-route";
export { Route, type RouteAuthorization, type RouteProps } from "./api/routes/route";
export { METHODS, RouteKey, type Method, type RouteKeyText } from "./api/route-key";
export { Stage, type StageOptions, type StageProps, type Throttling } from "./api/stage";
export {
  useBackend,
  type BackendOptions,
  type HttpBackendOptions,
  type LocalBackendOptions,
  type RemoteBackendOptions,
  type S3BackendOptions,
} from "./stack/backend";
export type { NodeRuntime } from "./compute/runtime";
export { NodeFunction } from "./compute/node-function";
export type { BundlingOptions } from "./compute/bundle";
export type { FunctionCode, ImageCode, S3Code, ZipFileCode } from "./compute/function-code";
export type {
  BundledFunctionOptions,
  EnvironmentReference,
  FunctionFileSystem,
  FunctionNaming,
  FunctionOptions,
  FunctionVpc,
  NodeFunctionOptions,
  NodeFunctionProps,
  PackagedFunctionOptions,
  PolicyStatement,
} from "./compute/node-function-props";
export type { Packaging } from "./compute/package";
export { ERROR_CODES, type ErrorCode } from "./errors/codes";
export { ConfigurationError, ConfigurationErrors } from "./errors/configuration-error";
export type { AudienceMember } from "./identity/clients/audience-member";
export {
  BackendForFrontend,
  type BackendForFrontendOptions,
  type BackendForFrontendProps,
} from "./identity/backend-for-frontend/backend-for-frontend";
export { cognitoIssuer } from "./cognito-issuer";
export type { CustomAttribute } from "./identity/pool/custom-attributes";
export type { EmailSenderOptions } from "./identity/pool/email-sender";
export { ExistingUserPool, type ExistingUserPoolProps } from "./identity/pool/existing-user-pool";
export type {
  AppleAttribute,
  AttributeMapping,
  FacebookAttribute,
  GoogleAttribute,
  MappedAttribute,
} from "./identity/federation/attributes";
export { IdentityProvider, type IdentityProviderProps } from "./identity/federation/identity-provider";
export type {
  AppleOptions,
  FacebookOptions,
  GoogleOptions,
  IdentityProviderOptions,
  OidcOptions,
  SamlOptions,
  SecretReference,
} from "./identity/federation/provider-options";
export { Group, type GroupOptions, type GroupProps } from "./identity/pool/group";
export { Identity } from "./identity/identity";
export { MachineClient, type MachineClientOptions, type MachineClientProps } from "./identity/clients/machine-client";
export {
  ManagedLoginBranding,
  type ManagedLoginBrandingProps,
  type ManagedLoginOptions,
} from "./identity/sign-in/managed-login";
export type { LinkMessage, Message, Messages } from "./identity/pool/messages";
export type { PasswordPolicy } from "./identity/pool/password-policy";
export type { Pool, Tier, TokenTriggerVersion, TriggeredPool } from "./identity/pool/pool";
export {
  RotatingMachineClient,
  type RotatingMachineClientOptions,
  type RotatingMachineClientProps,
} from "./identity/clients/rotating-machine-client";
export { RiskConfiguration, type RiskConfigurationProps } from "./identity/pool/risk-configuration";
export type {
  AccountTakeoverOptions,
  CredentialEvent,
  TakeoverAction,
  TakeoverResponse,
  ThreatMail,
  ThreatResponses,
} from "./identity/pool/risk-options";
export { ScopeCatalogue, type ScopeCatalogueProps } from "./identity/clients/scope-catalogue";
export { SessionTable, type SessionTableProps } from "./identity/backend-for-frontend/session-table";
export { SignInDomain, type SignInDomainOptions, type SignInDomainProps } from "./identity/sign-in/sign-in-domain";
export type { PasskeyOptions, SignInMethods } from "./identity/pool/sign-in-options";
export { SmsSender, type SmsSenderOptions, type SmsSenderProps } from "./identity/pool/sms-sender";
export type { TokenLifetimes } from "./identity/clients/token-lifetimes";
export type {
  TriggerFunction,
  TriggerName,
  TriggerOptions,
  UserPoolTriggers,
} from "./identity/triggers/trigger-options";
export { PoolTriggers, type PoolTriggersProps } from "./identity/triggers/user-pool-triggers";
export type { PoolFunction } from "./identity/triggers/trigger-function";
export { TokenTrigger, type TokenTriggerProps } from "./identity/triggers/token-trigger";
export { UserPool, type UserPoolProps } from "./identity/pool/user-pool";
export type {
  AccountRecovery,
  SecondFactor,
  SignInAlias,
  ThreatProtection,
  UserPoolOptions,
} from "./identity/pool/user-pool-options";
export { WebClient, type OpenIdScope, type WebClientOptions, type WebClientProps } from "./identity/clients/web-client";
export { acknowledge, type AcknowledgedMistake } from "./stack/rule-report";
export { SecuredApi } from "./secured-api/secured-api";
export type { SecuredApiProps } from "./secured-api/props";
export type { TokenTriggerOptions } from "./identity/identity-props";
export { readBackend } from "./stack/read-backend";
export { Section } from "./stack/section";
export { readSettings, type Settings } from "./settings";
export { ApiStack, AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "./stack/stack";
