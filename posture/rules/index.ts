import { accessLogOff } from "./access-log-off";
import { audienceIncomplete } from "./audience-incomplete";
import { authorizerAnswer } from "./authorizer-answer";
import { authorizerCacheKey } from "./authorizer-cache-key";
import { authorizerCacheRoutes } from "./authorizer-cache-routes";
import { authorizerIdentitySource } from "./authorizer-identity-source";
import { authorizerNameDuplicate } from "./authorizer-name-duplicate";
import { authorizerOfAnotherApi } from "./authorizer-of-another-api";
import { authorizerPermission } from "./authorizer-permission";
import { authorizerTokenInQuery } from "./authorizer-token-in-query";
import { authorizerTtlJwt } from "./authorizer-ttl-jwt";
import { authorizerTtlRange } from "./authorizer-ttl-range";
import { claimAttributeWritable } from "./claim-attribute-writable";
import { clientAuthFlowsMixed } from "./client-auth-flows-mixed";
import { clientCallbackFragment } from "./client-callback-fragment";
import { clientCallbackInsecure } from "./client-callback-insecure";
import { clientImplicitFlow } from "./client-implicit-flow";
import { clientOauthOff } from "./client-oauth-off";
import { clientPasswordFlow } from "./client-password-flow";
import { clientRedirectUnlisted } from "./client-redirect-unlisted";
import { clientRotation } from "./client-rotation";
import { clientTokenLifetime } from "./client-token-lifetime";
import { clientTokenOrder } from "./client-token-order";
import { clientUserExistence } from "./client-user-existence";
import { corsCredentialsWildcard } from "./cors-credentials-wildcard";
import { corsHeaderMissing } from "./cors-header-missing";
import { corsMaxAge } from "./cors-max-age";
import { corsMethodMissing } from "./cors-method-missing";
import { corsWildcardConfidential } from "./cors-wildcard-confidential";
import { domainCertificateRegion } from "./domain-certificate-region";
import { domainPrefix } from "./domain-prefix";
import { endpointBesideMtls } from "./endpoint-beside-mtls";
import { functionPermission } from "./function-permission";
import { groupCounted } from "./group-counted";
import { groupPrecedence } from "./group-precedence";
import { iamCognitoWildcard } from "./iam-cognito-wildcard";
import { integrationOfAnotherApi } from "./integration-of-another-api";
import { integrationRepeated } from "./integration-repeated";
import { issuerRegion } from "./issuer-region";
import { issuerShape } from "./issuer-shape";
import { logAuthorizerError } from "./log-authorizer-error";
import { logFormatSize } from "./log-format-size";
import { logGroupName } from "./log-group-name";
import { logPolicyOverflow } from "./log-policy-overflow";
import { logRequestId } from "./log-request-id";
import { logVariableUnknown } from "./log-variable-unknown";
import { machineClientFlows } from "./machine-client-flows";
import { machineClientScopes } from "./machine-client-scopes";
import { machineClientSecret } from "./machine-client-secret";
import { managedLoginTier } from "./managed-login-tier";
import { outputSecret } from "./output-secret";
import { passwordPolicy } from "./password-policy";
import { payloadFormat } from "./payload-format";
import { permissionRepeated } from "./permission-repeated";
import { permissionWildcard } from "./permission-wildcard";
import { permissionWithoutSource } from "./permission-without-source";
import { poolDeletionProtection } from "./pool-deletion-protection";
import { preflightCaught } from "./preflight-caught";
import { quotaAudience } from "./quota-audience";
import { quotaAuthorizers } from "./quota-authorizers";
import { quotaClient } from "./quota-client";
import { quotaIntegrations } from "./quota-integrations";
import { quotaRoutes } from "./quota-routes";
import { quotaScopes } from "./quota-scopes";
import { routeAnyToken } from "./route-any-token";
import { routeAuthorizerMissing } from "./route-authorizer-missing";
import { routeAuthorizerType } from "./route-authorizer-type";
import { routeDuplicate } from "./route-duplicate";
import { routeKeyShape } from "./route-key-shape";
import { routeOpen } from "./route-open";
import { routeScopesIgnored } from "./route-scopes-ignored";
import { routeWithoutTarget } from "./route-without-target";
import { runtimeRetired } from "./runtime-retired";
import { schemaName } from "./schema-name";
import { schemaUnconstrained } from "./schema-unconstrained";
import { scopeName } from "./scope-name";
import { scopeUnknown } from "./scope-unknown";
import { scopeUnobtainable } from "./scope-unobtainable";
import { signInTier } from "./sign-in-tier";
import { stageNotDeployed } from "./stage-not-deployed";
import { threatProtectionTier } from "./threat-protection-tier";
import { throttlingHalf } from "./throttling-half";
import { throttlingUnknownRoute } from "./throttling-unknown-route";
import { triggerPermission } from "./trigger-permission";
import { triggerTier } from "./trigger-tier";
import { triggerTwice } from "./trigger-twice";
import type { Rule } from "./rule";

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = [
  // In alphabetical order, one line a rule.
  accessLogOff,
  audienceIncomplete,
  authorizerAnswer,
  authorizerCacheKey,
  authorizerCacheRoutes,
  authorizerIdentitySource,
  authorizerNameDuplicate,
  authorizerOfAnotherApi,
  authorizerPermission,
  authorizerTokenInQuery,
  authorizerTtlJwt,
  authorizerTtlRange,
  claimAttributeWritable,
  clientAuthFlowsMixed,
  clientCallbackFragment,
  clientCallbackInsecure,
  clientImplicitFlow,
  clientOauthOff,
  clientPasswordFlow,
  clientRedirectUnlisted,
  clientRotation,
  clientTokenLifetime,
  clientTokenOrder,
  clientUserExistence,
  corsCredentialsWildcard,
  corsHeaderMissing,
  corsMaxAge,
  corsMethodMissing,
  corsWildcardConfidential,
  domainCertificateRegion,
  domainPrefix,
  endpointBesideMtls,
  functionPermission,
  groupCounted,
  groupPrecedence,
  iamCognitoWildcard,
  integrationOfAnotherApi,
  integrationRepeated,
  issuerRegion,
  issuerShape,
  logAuthorizerError,
  logFormatSize,
  logGroupName,
  logPolicyOverflow,
  logRequestId,
  logVariableUnknown,
  machineClientFlows,
  machineClientScopes,
  machineClientSecret,
  managedLoginTier,
  outputSecret,
  passwordPolicy,
  payloadFormat,
  permissionRepeated,
  permissionWildcard,
  permissionWithoutSource,
  poolDeletionProtection,
  preflightCaught,
  quotaAudience,
  quotaAuthorizers,
  quotaClient,
  quotaIntegrations,
  quotaRoutes,
  quotaScopes,
  routeAnyToken,
  routeAuthorizerMissing,
  routeAuthorizerType,
  routeDuplicate,
  routeKeyShape,
  routeOpen,
  routeScopesIgnored,
  routeWithoutTarget,
  runtimeRetired,
  schemaName,
  schemaUnconstrained,
  scopeName,
  scopeUnknown,
  scopeUnobtainable,
  signInTier,
  stageNotDeployed,
  threatProtectionTier,
  throttlingHalf,
  throttlingUnknownRoute,
  triggerPermission,
  triggerTier,
  triggerTwice,
];

export { judge } from "./run";
export type { Judgement } from "./run";
export { acknowledgementsFrom, stackAcknowledgements } from "./acknowledge";
export type { Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
