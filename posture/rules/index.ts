import { routeUnseenOpen } from "./route/route-unseen-open";
import { websocketConnectOpen } from "./route/websocket-connect-open";
import { restMethodOpen } from "./rest-api/rest-method-open";
import { apiKeyNotAuthorization } from "./rest-api/api-key-not-authorization";
import { restPolicyEverybody } from "./rest-api/rest-policy-everybody";
import { functionUrlOpen } from "./function/function-url-open";
import { functionUrlEverybody } from "./function/function-url-everybody";
import { webFunctionOpen } from "./function/web-function-open";
import { loadBalancerOpen } from "./load-balancer/load-balancer-open";
import { graphqlApiKey } from "./graphql/graphql-api-key";
import { distributionSigns } from "./distribution/distribution-signs";
import { guestInvokes } from "./iam/guest-invokes";
import { permissionEverybody } from "./function/permission-everybody";
import { servicePermission } from "./function/service-permission";
import { functionUrlSecondPermission } from "./function/function-url-second-permission";
import { accessLogOff } from "./stage/access-log-off";
import { audienceIncomplete } from "./authorizer/audience-incomplete";
import { authorizerAnswer } from "./authorizer/authorizer-answer";
import { authorizerCacheKey } from "./authorizer/authorizer-cache-key";
import { authorizerCacheRoutes } from "./authorizer/authorizer-cache-routes";
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
import { clientRotation } from "./client/client-rotation";
import { clientTokenLifetime } from "./client/client-token-lifetime";
import { clientTokenOrder } from "./client/client-token-order";
import { clientUserExistence } from "./client/client-user-existence";
import { corsCredentialsWildcard } from "./api/cors-credentials-wildcard";
import { corsHeaderMissing } from "./api/cors-header-missing";
import { corsMaxAge } from "./api/cors-max-age";
import { corsMethodMissing } from "./api/cors-method-missing";
import { corsWildcardConfidential } from "./api/cors-wildcard-confidential";
import { domainCertificateRegion } from "./api/domain-certificate-region";
import { domainPrefix } from "./user-pool/domain-prefix";
import { endpointBesideMtls } from "./api/endpoint-beside-mtls";
import { functionNoConcurrency } from "./function/function-no-concurrency";
import { functionRoleTrust } from "./function/function-role-trust";
import { functionPermission } from "./function/function-permission";
import { groupCounted } from "./user-pool/group-counted";
import { groupPrecedence } from "./user-pool/group-precedence";
import { iamCognitoWildcard } from "./iam/iam-cognito-wildcard";
import { integrationOfAnotherApi } from "./integration/integration-of-another-api";
import { integrationRepeated } from "./integration/integration-repeated";
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
import { permissionRepeated } from "./function/permission-repeated";
import { permissionWildcard } from "./function/permission-wildcard";
import { permissionWithoutSource } from "./function/permission-without-source";
import { poolDeletionProtection } from "./user-pool/pool-deletion-protection";
import { preflightCaught } from "./route/preflight-caught";
import { quotaAudience } from "./authorizer/quota-audience";
import { quotaAuthorizers } from "./authorizer/quota-authorizers";
import { quotaClient } from "./client/quota-client";
import { quotaIntegrations } from "./integration/quota-integrations";
import { quotaRoutes } from "./api/quota-routes";
import { quotaScopes } from "./resource-server/quota-scopes";
import { routeAnyToken } from "./route/route-any-token";
import { routeAuthorizerMissing } from "./route/route-authorizer-missing";
import { routeAuthorizerType } from "./route/route-authorizer-type";
import { routeDuplicate } from "./route/route-duplicate";
import { routeKeyShape } from "./route/route-key-shape";
import { routeOpen } from "./route/route-open";
import { routeScopesIgnored } from "./route/route-scopes-ignored";
import { routeWithoutTarget } from "./route/route-without-target";
import { runtimeEnding } from "./function/runtime-ending";
import { runtimeRetired } from "./function/runtime-retired";
import { registrationMachine } from "./user-pool/registration-machine";
import { registrationMetadata } from "./user-pool/registration-metadata";
import { registrationOpen } from "./user-pool/registration-open";
import { schemaName } from "./user-pool/schema-name";
import { schemaUnconstrained } from "./user-pool/schema-unconstrained";
import { scopeName } from "./resource-server/scope-name";
import { scopeUnknown } from "./resource-server/scope-unknown";
import { scopeUnobtainable } from "./resource-server/scope-unobtainable";
import { signInTier } from "./user-pool/sign-in-tier";
import { signInDomainMissing } from "./client/sign-in-domain-missing";
import { stageNotDeployed } from "./stage/stage-not-deployed";
import { threatProtectionTier } from "./user-pool/threat-protection-tier";
import { throttlingHalf } from "./stage/throttling-half";
import { throttlingUnknownRoute } from "./route/throttling-unknown-route";
import { triggerPermission } from "./function/trigger-permission";
import { triggerTier } from "./user-pool/trigger-tier";
import { triggerTwice } from "./user-pool/trigger-twice";
import type { Rule } from "./rule";

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = [
  routeUnseenOpen,
  websocketConnectOpen,
  restMethodOpen,
  apiKeyNotAuthorization,
  restPolicyEverybody,
  functionUrlOpen,
  functionUrlEverybody,
  webFunctionOpen,
  loadBalancerOpen,
  graphqlApiKey,
  distributionSigns,
  guestInvokes,
  permissionEverybody,
  functionUrlSecondPermission,
  servicePermission,

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
  functionNoConcurrency,
  functionRoleTrust,
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
  runtimeEnding,
  registrationOpen,
  registrationMachine,
  registrationMetadata,
  schemaName,
  schemaUnconstrained,
  scopeName,
  scopeUnknown,
  scopeUnobtainable,
  signInTier,
  signInDomainMissing,
  stageNotDeployed,
  threatProtectionTier,
  throttlingHalf,
  throttlingUnknownRoute,
  triggerPermission,
  triggerTier,
  triggerTwice,
];

export { evaluateRules } from "./run";
export type { RuleReport } from "./run";
export { baselineFrom, markKnown } from "./baseline";
export { acknowledgementsFrom, stackAcknowledgements } from "./acknowledge";
export type { Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
