/**
 * The claim check of the bundled authorizer: decoding a token, comparing its claims with a configuration, and what the
 * handler behind it is told. The deployed function runs this very code, and posture decides and explains with it.
 * Imports nothing outside this folder; of the runtime it uses `Buffer` and `URL`.
 *
 * - `readConfig(text)`: AUTHORIZER_CONFIG as `Settings`, checked, with defaults; throws a `ConfigError` that says what is wrong
 * - `decodeToken(text)`: a token taken apart, nothing verified
 * - `checkHeader(header)`: algorithm, key id, kind of token
 * - `issuerOf(claims, settings.issuers)`: the types of the registered claims, and the token's issuer
 * - `checkClaims(subject)`: all checks of the claims in order; gives the handler's context
 * - `explainClaims(subject)`: the same checks, each with its outcome
 *
 * All but `readConfig` throw a `Denial` with a `reason`, and where it is about one claim, its name. The signature is
 * checked between `checkHeader` and `checkClaims`, by whoever has the keys.
 */
export { ConfigError } from "./coded-error";
export type { AuthorizerConfig, AuthorizerContext, IssuerConfig, Requirement } from "./config";
export { hasUniqueMembers } from "./unique-members";
export { readMcpConfig, type McpConfig, type McpSettings } from "./mcp-config";
export { documentAt, metadataPath, metadataUrl, RESOURCE_METADATA, SERVER_METADATA } from "./mcp-metadata";
export { readConfig, type Issuer, type Settings } from "./read-config";
export { decodeToken, type DecodedToken, type JsonObject } from "./decode";
export { checkHeader } from "./header";
export { type Claims } from "./claim-types";
export { checkAudience, checkClient, checkResource, checkTimes, checkTokenUse } from "./registered";
export { groupsOf, scopesOf } from "./granted";
export { checkGroups, checkScopes, requiredByRoute } from "./requirements";
export { contextOf } from "./context";
export { checkClaims, explainClaims, issuerOf, type CheckName, type CheckOutcome, type Subject } from "./check";
export { Denial, denialOf, type DenialReason } from "./denial";
