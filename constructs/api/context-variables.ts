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

/** Whether AWS knows the variable; the name is given without `$context.`. */
export function isContextVariable(name: string): boolean {
  return NAMES.has(name) || /^authorizer\.(claims\.)?[A-Za-z0-9_:.-]+$/.test(name);
}
