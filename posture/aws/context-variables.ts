import { readOn } from "./fact";
import { SOURCES } from "./sources";

/**
 * The `$context` variables that an HTTP API can write to its access log, without `$context.`. AWS accepts any other name
 * and logs `-` for it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
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

/** The same as a fact with its source and day. */
export const CONTEXT_VARIABLES_FACT = readOn("2026-11-21")(CONTEXT_VARIABLES, SOURCES.logVariables);

const NAMES: ReadonlySet<string> = new Set(CONTEXT_VARIABLES);

/** What begins like a documented name and is none: `authorizer.claim.sub`, `authorizer.Error`. */
const SLIP = /^authorizer\.(claims?|errors?|principal_?id)$/i;

/** Does AWS know the variable? Claims and what a Lambda authorizer answers have names of their own below `authorizer.`; dots only claims. */
export function isContextVariable(name: string): boolean {
  if (NAMES.has(name) || /^authorizer\.claims\.[A-Za-z0-9_:.-]+$/.test(name)) return true;
  return /^authorizer\.[A-Za-z0-9_:-]+$/.test(name) && !SLIP.test(name);
}
