export { adopt, moveFrom } from "./adopt";
export {
  AccessLog,
  DEFAULT_ACCESS_LOG_FORMAT,
  type AccessLogFormat,
  type AccessLogOptions,
  type AccessLogProps,
} from "./api/access-log";
export type { Access, ClosedAccess, SecuredLambdaAuthorizer, SecuredRoute } from "./api/access";
export { apiKeys } from "./api/api-keys";
export { ApiAlarms, type AlarmOptions, type ApiAlarmsProps, type Threshold } from "./api/alarms";
export { ApiDashboard, type ApiDashboardProps } from "./api/dashboard";
export { ApiDomain, type ApiDomainOptions, type ApiDomainProps, type MutualTls } from "./api/api-domain";
export { AuthorizerErrors, type Metric } from "./api/authorizer-errors";
export { PrivateRestApi, type PrivateRestApiProps, type PrivateRoute } from "./api/private-rest-api";
export type { RestAccessLogOptions } from "./api/rest-access-log";
export { Truststore, type TruststoreProps } from "./api/truststore";
export type { AnswerOptions } from "./api/answer-cache";
export type { Authorizer, RequestAuthorizer, TokenAuthorizer } from "./api/authorizer";
export type { LambdaIssuer } from "./api/authorizer-config";
export { CONTEXT_VARIABLES, type ContextVariable } from "./api/context-variables";
export { CorsPolicy, type CorsOptions } from "./api/cors";
export { HttpApi, type HttpApiProps } from "./api/http-api";
export type { IdentitySource } from "./api/identity-source";
export { Integrations, type ExistingLambda, type HttpTarget, type RouteTarget } from "./api/integrations";
export { InvokeGrant, type InvokeGrantProps } from "./api/invoke-grant";
export * as issuers from "./api/issuers";
export type { TrustedIssuer } from "./api/issuers";
export { JwtAuthorizer, type JwtAuthorizerOptions, type JwtAuthorizerProps } from "./api/jwt-authorizer";
export {
  LambdaAuthorizer,
  type AuthorizerFunction,
  type LambdaAuthorizerOptions,
  type LambdaAuthorizerProps,
} from "./api/lambda-authorizer";
export { Route, type RouteAuthorization, type RouteProps } from "./api/route";
export { METHODS, RouteKey, type Method, type RouteKeyText } from "./api/route-key";
export { Stage, type StageOptions, type StageProps, type Throttling } from "./api/stage";
export {
  useBackend,
  type BackendOptions,
  type HttpBackendOptions,
  type LocalBackendOptions,
  type RemoteBackendOptions,
  type S3BackendOptions,
} from "./backend";
export type { NodeRuntime } from "./compute/bundle";
export {
  NodeFunction,
  type NodeFunctionOptions,
  type NodeFunctionProps,
  type PolicyStatement,
} from "./compute/node-function";
export type { Packaging } from "./compute/package";
export { ConfigurationError } from "./errors";
export type { AccountRecovery } from "./identity/account-recovery";
export type { AudienceMember } from "./identity/audience-member";
export {
  BackendForFrontend,
  type BackendForFrontendOptions,
  type BackendForFrontendProps,
} from "./identity/backend-for-frontend";
export { cognitoIssuer } from "./identity/cognito-issuer";
export type { CustomAttribute } from "./identity/custom-attributes";
export type { EmailSenderOptions } from "./identity/email-sender";
export { ExistingUserPool, type ExistingUserPoolProps } from "./identity/existing-user-pool";
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
export { Group, type GroupOptions, type GroupProps } from "./identity/group";
export { Identity } from "./identity/identity";
export { MachineClient, type MachineClientOptions, type MachineClientProps } from "./identity/machine-client";
export {
  ManagedLoginBranding,
  type ManagedLoginBrandingProps,
  type ManagedLoginOptions,
} from "./identity/managed-login";
export type { LinkMessage, Message, Messages } from "./identity/messages";
export type { PasswordPolicy } from "./identity/password-policy";
export type { Pool, Tier, TokenTriggerVersion, TriggeredPool } from "./identity/pool";
export {
  RotatingMachineClient,
  type RotatingMachineClientOptions,
  type RotatingMachineClientProps,
} from "./identity/rotating-machine-client";
export { RiskConfiguration, type RiskConfigurationProps } from "./identity/risk-configuration";
export type {
  AccountTakeoverOptions,
  CredentialEvent,
  TakeoverAction,
  TakeoverResponse,
  ThreatMail,
  ThreatResponses,
} from "./identity/risk-options";
export { ScopeCatalogue, type ScopeCatalogueProps } from "./identity/scope-catalogue";
export type { SecondFactor } from "./identity/second-factors";
export { SessionTable, type SessionTableProps } from "./identity/session-table";
export { SignInDomain, type SignInDomainOptions, type SignInDomainProps } from "./identity/sign-in-domain";
export type { PasskeyOptions, SignInMethods } from "./identity/sign-in-methods";
export { SmsSender, type SmsSenderOptions, type SmsSenderProps } from "./identity/sms-sender";
export type { ThreatProtection } from "./identity/threat-protection";
export type { TokenLifetimes } from "./identity/token-lifetimes";
export { TokenTrigger, type TokenTriggerProps } from "./identity/token-trigger";
export { UserPool, type UserPoolOptions, type UserPoolProps } from "./identity/user-pool";
export { WebClient, type OpenIdScope, type WebClientOptions, type WebClientProps } from "./identity/web-client";
export { acknowledge, type AcknowledgedMistake } from "./rule-report";
export { SecuredApi } from "./secured-api";
export type { SecuredApiProps, TokenTriggerOptions } from "./secured-api-props";
export { readBackend } from "./read-backend";
export { Section } from "./section";
export { readSettings, type Settings } from "./settings";
export { ApiStack, AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "./stack";
