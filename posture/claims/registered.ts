import { claimOf, type Claims } from "./claim-types";
import { Denial } from "./denial";
import { isAccessTokenType } from "./header";

/**
 * `exp` must be there and its very second is too late (RFC 7519, section 4.1.4: "on or after"); `nbf` and `iat` must
 * not lie in the future (as API Gateway checks). Types are checked by `checkClaimTypes` before.
 * @param tolerance allowed difference of clocks, in seconds
 * @param now in seconds since 1970
 * @throws Denial `expired`, `not_yet_valid`
 */
export function checkTimes(claims: Claims, tolerance: number, now: number): void {
  const { exp, nbf, iat } = claims as { readonly exp?: number; readonly nbf?: number; readonly iat?: number };
  if (exp === undefined) throw new Denial("expired", { claim: "exp", detail: "is missing" });
  if (now >= exp + tolerance) throw new Denial("expired", { claim: "exp" });
  if (nbf !== undefined && nbf > now + tolerance) throw new Denial("not_yet_valid", { claim: "nbf" });
  if (iat !== undefined && iat > now + tolerance) throw new Denial("not_yet_valid", { claim: "iat" });
}

/**
 * One of the values of `aud` must be accepted, by the same whole text.
 * @throws Denial `audience`
 */
export function checkAudience(claims: Claims, accepted: ReadonlySet<string>): void {
  const aud = claimOf(claims, "aud");
  const values: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  for (const value of values) if (accepted.has(value as string)) return;
  throw new Denial("audience", { claim: "aud", ...(aud === undefined && { detail: "is missing" }) });
}

/**
 * See IssuerConfig.resources. Only Cognito's tokens say `token_use`; what `aud` of another issuer's means here nobody said.
 * @throws Denial `audience`
 */
export function checkResource(claims: Claims, accepted: ReadonlySet<string>): void {
  if (claimOf(claims, "token_use") !== "access" || claimOf(claims, "aud") === undefined) return;
  checkAudience(claims, accepted);
}

/**
 * See IssuerConfig.tokenUse.
 * @param typ the header's
 * @throws Denial `token_use`
 */
export function checkTokenUse(claims: Claims, wanted: "access" | "id" | undefined, typ: unknown): void {
  const typed = isAccessTokenType(typ);
  const declared = claimOf(claims, "token_use");
  const use = declared === undefined && typed ? "access" : declared;
  if (use === undefined && wanted === undefined) return;
  if (use === (wanted ?? "access") && !(typed && use !== "access")) return;
  throw new Denial("token_use", { claim: "token_use", detail: `must be ${wanted ?? "access"}` });
}

/**
 * See IssuerConfig.clientIds. One string: a list of clients is nobody in particular.
 * @throws Denial `client`
 */
export function checkClient(claims: Claims, clientIds: ReadonlySet<string>): void {
  // A Cognito ID token has no client_id.
  const claim = claimOf(claims, "token_use") === "id" ? "aud" : "client_id";
  const client = claimOf(claims, claim);
  if (typeof client === "string" && clientIds.has(client)) return;
  throw new Denial("client", { claim, ...(client === undefined && { detail: "is missing" }) });
}
