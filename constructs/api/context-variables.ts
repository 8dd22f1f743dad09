/**
 * The variables an HTTP API can write to its access log.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 *
 * AWS accepts an unknown name without a word and logs `-` for it, so names are checked here.
 */
export const CONTEXT_VARIABLES = [
  "accountId",
  "apiId",
  "authorizer.error",
  "authorizer.principalId",
  "awsEndpointRequestId",
  "awsEndpointRequestId2",
  "customDomain.basePathMatched",
  "dataProcessed",
  "domainName",
  "domainPrefix",
  "error.message",
  "error.messageString",
  "error.responseType",
  "extendedRequestId",
  "httpMethod",
  "identity.accountId",
  "identity.caller",
  "identity.cognitoAuthenticationProvider",
  "identity.cognitoAuthenticationType",
  "identity.cognitoIdentityId",
  "identity.cognitoIdentityPoolId",
  "identity.principalOrgId",
  "identity.clientCert.clientCertPem",
  "identity.clientCert.subjectDN",
  "identity.clientCert.issuerDN",
  "identity.clientCert.serialNumber",
  "identity.clientCert.validity.notBefore",
  "identity.clientCert.validity.notAfter",
  "identity.sourceIp",
  "identity.user",
  "identity.userAgent",
  "identity.userArn",
  "integration.error",
  "integration.integrationStatus",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationLatency",
  "integrationStatus",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "responseLatency",
  "responseLength",
  "routeKey",
  "stage",
  "status",
] as const;

type Named = (typeof CONTEXT_VARIABLES)[number];

/** A documented `$context` variable, a claim of the token, or a value that a Lambda authorizer put into its context. */
export type ContextVariable =
  `$context.${Named}` | `$context.authorizer.claims.${string}` | `$context.authorizer.${string}`;

const NAMES: ReadonlySet<string> = new Set(CONTEXT_VARIABLES);

/** What begins like a documented name and is none: `authorizer.claim.sub`, `authorizer.Error`. */
const SLIP = /^authorizer\.(claims?|claims?\..*|errors?|principal_?id)$/i;

/** Whether AWS knows the variable; the name is given without `$context.`. A claim may hold a dot or a colon, a value of a Lambda authorizer no dot. */
export function isContextVariable(name: string): boolean {
  if (NAMES.has(name) || /^authorizer\.claims\.[A-Za-z0-9_:.-]+$/.test(name)) return true;
  return /^authorizer\.[A-Za-z0-9_:-]+$/.test(name) && !SLIP.test(name);
}
