export {
  AccessLog,
  DEFAULT_ACCESS_LOG_FORMAT,
  type AccessLogFormat,
  type AccessLogOptions,
  type AccessLogProps,
} from "./api/access-log";
export type { Authorizer } from "./api/authorizer";
export { CONTEXT_VARIABLES, type ContextVariable } from "./api/context-variables";
export { CorsPolicy, type CorsOptions } from "./api/cors";
export { HttpApi, type HttpApiProps } from "./api/http-api";
export { Integrations, type ExistingLambda, type HttpTarget, type RouteTarget } from "./api/integrations";
export { JwtAuthorizer, type JwtAuthorizerProps } from "./api/jwt-authorizer";
export { Route, type RouteAuthorization, type RouteProps } from "./api/route";
export { METHODS, RouteKey, type Method, type RouteKeyText } from "./api/route-key";
export { Stage, type StageOptions, type StageProps, type Throttling } from "./api/stage";
export type { NodeRuntime } from "./compute/bundle";
export {
  NodeFunction,
  type NodeFunctionOptions,
  type NodeFunctionProps,
  type PolicyStatement,
} from "./compute/node-function";
export type { Packaging } from "./compute/package";
export { ConfigurationError } from "./errors";
export { cognitoIssuer } from "./identity/cognito-issuer";
export type { CustomAttribute } from "./identity/custom-attributes";
export { ExistingUserPool, type ExistingUserPoolProps } from "./identity/existing-user-pool";
export { Group, type GroupOptions, type GroupProps } from "./identity/group";
export { Identity } from "./identity/identity";
export { MachineClient, type MachineClientOptions, type MachineClientProps } from "./identity/machine-client";
export type { PasswordPolicy } from "./identity/password-policy";
export type { Pool, Tier, TokenTriggerVersion, TriggeredPool } from "./identity/pool";
export { ScopeCatalogue, type ScopeCatalogueProps } from "./identity/scope-catalogue";
export { SignInDomain, type SignInDomainOptions, type SignInDomainProps } from "./identity/sign-in-domain";
export type { TokenLifetimes } from "./identity/token-lifetimes";
export { TokenTrigger, type TokenTriggerProps } from "./identity/token-trigger";
export { UserPool, type UserPoolOptions, type UserPoolProps } from "./identity/user-pool";
export { WebClient, type OpenIdScope, type WebClientOptions, type WebClientProps } from "./identity/web-client";
export { acknowledge, type AcknowledgedMistake } from "./judgement";
export { SecuredApi } from "./secured-api";
export type { SecuredApiProps, SecuredRoute, TokenTriggerOptions } from "./secured-api-props";
export { Section } from "./section";
export { readSettings, type Settings } from "./settings";
export { ApiStack, AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "./stack";
