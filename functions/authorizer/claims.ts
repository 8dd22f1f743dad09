import { assertStringArrayContainsString, assertStringEquals } from "aws-jwt-verify/assert";
import { CognitoJwtInvalidClientIdError, CognitoJwtInvalidTokenUseError } from "aws-jwt-verify/error";
import { validateJwtFields } from "aws-jwt-verify/jwt";
import { Refusal } from "./refusal";

export type Claims = Readonly<Record<string, unknown>>;

/** What aws-jwt-verify compares claims with; `audience` null skips `aud`. */
interface RegisteredChecks {
  readonly issuer: string;
  readonly audience: string[] | null;
  readonly clockToleranceSeconds: number;
}

/** End of the year 9999, in seconds. A larger number is milliseconds, or a token that never ends. */
const LAST_SECOND = 253_402_300_799;

/** A claim of the token itself, never one inherited from Object. */
export function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function optionalString(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function seconds(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !(value >= 0 && value <= LAST_SECOND)) throw new Refusal("claim_type");
  return value;
}

/**
 * The types aws-jwt-verify demands when it decodes (decode.ts replaces that step), and a range for times.
 * @throws Refusal `claim_type`
 */
export function checkClaimTypes(claims: Claims): void {
  const { iss, sub, aud, scope, jti, exp, nbf, iat } = claims;
  if (!optionalString(iss) || !optionalString(sub) || !optionalString(scope) || !optionalString(jti)) {
    throw new Refusal("claim_type");
  }
  if (!optionalString(aud) && !(Array.isArray(aud) && aud.every((value) => typeof value === "string"))) {
    throw new Refusal("claim_type");
  }
  seconds(exp);
  seconds(nbf);
  seconds(iat);
}

/**
 * exp, nbf, iss and aud, by aws-jwt-verify.
 * @throws errors of aws-jwt-verify, which refusalOf reads
 */
export function checkRegistered(
  claims: Parameters<typeof validateJwtFields>[0],
  { issuer, audience, clockToleranceSeconds }: RegisteredChecks,
): void {
  validateJwtFields(claims, { issuer, audience, graceSeconds: clockToleranceSeconds });
}

/**
 * What the library leaves open: `exp` must be there and its very second is too late (RFC 7519, section 4.1.4: "on or
 * after"; the library lets that one pass), `iat` must not lie in the future (as API Gateway checks).
 * @param now in seconds
 * @throws Refusal `expired`, `not_yet_valid`
 */
export function checkTimes(claims: Claims, tolerance: number, now: number): void {
  const exp = seconds(claims.exp);
  const iat = seconds(claims.iat);
  if (exp === undefined || now >= exp + tolerance) throw new Refusal("expired");
  if (iat !== undefined && iat > now + tolerance) throw new Refusal("not_yet_valid");
}

/**
 * See IssuerConfig.tokenUse.
 * @throws CognitoJwtInvalidTokenUseError of aws-jwt-verify
 */
export function checkTokenUse(claims: Claims, wanted: "access" | "id" | undefined, typedAccess: boolean): void {
  const declared = claim(claims, "token_use");
  const use = declared === undefined && typedAccess ? "access" : declared;
  if (typedAccess) assertStringEquals("Token use", use, "access", CognitoJwtInvalidTokenUseError);
  if (use === undefined && wanted === undefined) return;
  assertStringEquals("Token use", use, wanted ?? "access", CognitoJwtInvalidTokenUseError);
}

/**
 * See IssuerConfig.clientIds. One string, as in the library's CognitoJwtVerifier: a list of clients is nobody in particular.
 * @throws CognitoJwtInvalidClientIdError of aws-jwt-verify
 */
export function checkClient(claims: Claims, clientIds: readonly string[]): void {
  const isId = claim(claims, "token_use") === "id";
  const client = claim(claims, isId ? "aud" : "client_id");
  assertStringArrayContainsString("Client ID", client, clientIds, CognitoJwtInvalidClientIdError);
}
