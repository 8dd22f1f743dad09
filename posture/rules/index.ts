import { implicitRouteOpen } from "./route/implicit-route-open";
import { websocketConnectOpen } from "./route/websocket-connect-open";
import { restMethodOpen } from "./rest-api/rest-method-open";
import { apiKeyNotAuthorization } from "./rest-api/api-key-not-authorization";
import { restResponseExposes } from "./rest-api/rest-response-exposes";
import { restValidatorMissing } from "./rest-api/rest-validator-missing";
import { webAclBypassed } from "./distribution/web-acl-bypassed";
import { restPolicyEverybody } from "./rest-api/rest-policy-everybody";
import { functionUrlOpen } from "./function/function-url-open";
import { functionUrlEverybody } from "./function/function-url-everybody";
import { webFunctionOpen } from "./function/web-function-open";
import { loadBalancerOpen } from "./load-balancer/load-balancer-open";
import { graphqlApiKey } from "./graphql/graphql-api-key";
import { distributionSignsForEveryone } from "./distribution/distribution-signs-for-everyone";
import { guestInvokes } from "./iam/guest-invokes";
import { permissionEverybody } from "./function/permission-everybody";
import { servicePermission } from "./function/service-permission";
import { functionUrlSecondPermission } from "./function/function-url-second-permission";
import { accessLogOff } from "./stage/access-log-off";
import { audienceIncomplete } from "./authorizer/audience-incomplete";
import { authorizerResponseFormat } from "./authorizer/authorizer-response-format";
import { authorizerCacheKey } from "./authorizer/authorizer-cache-key";
import { authorizerCacheShared } from "./authorizer/authorizer-cache-shared";
import { authorizerIdentitySource } from "./authorizer/authorizer-identity-source";
import { authorizerNameDuplicate } from "./authorizer/authorizer-name-duplicate";
import { authorizerOfAnotherApi } from "./authorizer/authorizer-of-another-api";
import { authorizerPermission } from "./authorizer/authorizer-permission";
import { authorizerTokenInQuery } from "./authorizer/authorizer-token-in-query";
import { authorizerTtlJwt } from "./authorizer/authorizer-ttl-jwt";
import { authorizerTtlRange } from "./authorizer/authorizer-ttl-range";
import { claimAttributeWritable } from "./user-pool/claim-attribute-writable";
import { clientAuthFlowsMixed } from "./client/client-auth-flows-mixed";
import { clientCallbackFragment } from "./client/client-callback-fragment";
import { clientCallbackInsecure } from "./client/client-callback-insecure";
import { clientImplicitFlow } from "./client/client-implicit-flow";
import { clientOauthOff } from "./client/client-oauth-off";
import { clientPasswordFlow } from "./client/client-password-flow";
import { clientRedirectUnlisted } from "./client/client-redirect-unlisted";
import { refreshTokenRotation } from "./client/refresh-token-rotation";
import { clientTokenLifetime } from "./client/client-token-lifetime";
import { clientTokenOrder } from "./client/client-token-order";
import { clientUserExistenceErrors } from "./client/client-user-existence-errors";
import { corsCredentialsWildcard } from "./api/cors-credentials-wildcard";
import { corsHeaderMissing } from "./api/cors-header-missing";
import { corsMaxAge } from "./api/cors-max-age";
import { corsMethodMissing } from "./api/cors-method-missing";
import { corsWildcardConfidential } from "./api/cors-wildcard-confidential";
import { domainCertificateRegion } from "./api/domain-certificate-region";
import { domainPrefix } from "./user-pool/domain-prefix";
import { mtlsBypass } from "./api/mtls-bypass";
import { functionConcurrencyZero } from "./function/function-concurrency-zero";
import { functionRoleTrust } from "./function/function-role-trust";
import { functionPermission } from "./function/function-permission";
import { identityUnderCount } from "./user-pool/identity-under-count";
import { groupPrecedence } from "./user-pool/group-precedence";
import { iamCognitoWildcard } from "./iam/iam-cognito-wildcard";
import { integrationOfAnotherApi } from "./integration/integration-of-another-api";
import { integrationDuplicate } from "./integration/integration-duplicate";
import { issuerRegion } from "./authorizer/issuer-region";
import { issuerShape } from "./authorizer/issuer-shape";
import { logAuthorizerError } from "./stage/log-authorizer-error";
import { logFormatSize } from "./stage/log-format-size";
import { logGroupName } from "./stage/log-group-name";
import { logPolicyOverflow } from "./stage/log-policy-overflow";
import { logRequestId } from "./stage/log-request-id";
import { logVariableUnknown } from "./stage/log-variable-unknown";
import { machineClientFlows } from "./client/machine-client-flows";
import { machineClientScopes } from "./client/machine-client-scopes";
import { machineClientSecret } from "./client/machine-client-secret";
import { managedLoginTier } from "./user-pool/managed-login-tier";
import { outputSecret } from "./output/output-secret";
import { passwordPolicy } from "./user-pool/password-policy";
import { payloadFormat } from "./integration/payload-format";
import { permissionDuplicate } from "./function/permission-duplicate";
import { permissionWildcard } from "./function/permission-wildcard";
import { permissionWithoutSource } from "./function/permission-without-source";
import { poolDeletionProtection } from "./user-pool/pool-deletion-protection";
import { preflightRequiresToken } from "./route/preflight-requires-token";
import { quotaAudience } from "./authorizer/quota-audience";
import { quotaAuthorizers } from "./authorizer/quota-authorizers";
import { quotaClient } from "./client/quota-client";
import { quotaIntegrations } from "./integration/quota-integrations";
import { quotaRoutes } from "./api/quota-routes";
import { quotaScopes } from "./resource-server/quota-scopes";
import { routeWithoutScopes } from "./route/route-without-scopes";
import { routeAuthorizerMissing } from "./route/route-authorizer-missing";
import { routeAuthorizerType } from "./route/route-authorizer-type";
import { routeDuplicate } from "./route/route-duplicate";
import { routeKeyShape } from "./route/route-key-shape";
import { routeOpen } from "./route/route-open";
import { routeScopesIgnored } from "./route/route-scopes-ignored";
import { routeWithoutTarget } from "./route/route-without-target";
import { runtimeEnding } from "./function/runtime-ending";
import { runtimeRetired } from "./function/runtime-retired";
import { registrationMachineClients } from "./user-pool/registration-machine-clients";
import { registrationMetadataHosts } from "./user-pool/registration-metadata-hosts";
import { registrationOpen } from "./user-pool/registration-open";
import { schemaName } from "./user-pool/schema-name";
import { schemaUnconstrained } from "./user-pool/schema-unconstrained";
import { scopeName } from "./resource-server/scope-name";
import { scopeUnknown } from "./resource-server/scope-unknown";
import { scopeUnobtainable } from "./resource-server/scope-unobtainable";
import { signInTier } from "./user-pool/sign-in-policy-tier";
import { signInDomainMissing } from "./client/sign-in-domain-missing";
import { stageNotDeployed } from "./stage/stage-not-deployed";
import { threatProtectionTier } from "./user-pool/threat-protection-tier";
import { throttlingIncomplete } from "./stage/throttling-incomplete";
import { throttlingUnknownRoute } from "./route/throttling-unknown-route";
import { triggerPermission } from "./function/trigger-permission";
import { triggerTier } from "./user-pool/trigger-tier";
import { triggerDuplicate } from "./user-pool/trigger-duplicate";
import type { Rule } from "./rule";

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = [
  implicitRouteOpen,
  websocketConnectOpen,
  restMethodOpen,
  apiKeyNotAuthorization,
  restPolicyEverybody,
  restResponseExposes,
  restValidatorMissing,
  webAclBypassed,
  functionUrlOpen,
  functionUrlEverybody,
  webFunctionOpen,
  loadBalancerOpen,
  graphqlApiKey,
  distributionSignsForEveryone,
  guestInvokes,
  permissionEverybody,
  functionUrlSecondPermission,
  servicePermission,

  // In alphabetical order, one line a rule.
  accessLogOff,
  audienceIncomplete,
  authorizerResponseFormat,
  authorizerCacheKey,
  authorizerCacheShared,
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
  refreshTokenRotation,
  clientTokenLifetime,
  clientTokenOrder,
  clientUserExistenceErrors,
  corsCredentialsWildcard,
  corsHeaderMissing,
  corsMaxAge,
  corsMethodMissing,
  corsWildcardConfidential,
  domainCertificateRegion,
  domainPrefix,
  mtlsBypass,
  functionPermission,
  functionConcurrencyZero,
  functionRoleTrust,
  identityUnderCount,
  groupPrecedence,
  iamCognitoWildcard,
  integrationOfAnotherApi,
  integrationDuplicate,
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
  permissionDuplicate,
  permissionWildcard,
  permissionWithoutSource,
  poolDeletionProtection,
  preflightRequiresToken,
  quotaAudience,
  quotaAuthorizers,
  quotaClient,
  quotaIntegrations,
  quotaRoutes,
  quotaScopes,
  routeWithoutScopes,
  routeAuthorizerMissing,
  routeAuthorizerType,
  routeDuplicate,
  routeKeyShape,
  routeOpen,
  routeScopesIgnored,
  routeWithoutTarget,
  runtimeRetired,
  runtimeEnding,
  registrationOpen,
  registrationMachineClients,
  registrationMetadataHosts,
  schemaName,
  schemaUnconstrained,
  scopeName,
  scopeUnknown,
  scopeUnobtainable,
  signInTier,
  signInDomainMissing,
  stageNotDeployed,
  threatProtectionTier,
  throttlingIncomplete,
  throttlingUnknownRoute,
  triggerPermission,
  triggerTier,
  triggerDuplicate,
];

export { evaluateRules } from "./run";
export type { RuleReport } from "./run";
export { baselineFrom, markKnown } from "./baseline";
export { acknowledgementsFrom, stackAcknowledgements } from "./acknowledge";
export type { Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
