import type { JsonObject } from "./decode";
import { Denial } from "./denial";

export type Claims = JsonObject;

/** End of the year 9999, in seconds. A larger number is milliseconds, or a token that never ends. */
const LAST_SECOND = 253_402_300_799;

/** A claim of the token itself, never one inherited from Object. */
export function claimOf(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

export function denyType(claim: string, detail: string): never {
  throw new Denial("claim_type", { claim, detail });
}

function isOptionalString(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function checkString(claim: string, value: unknown): void {
  if (!isOptionalString(value)) denyType(claim, "must be a string");
}

function checkSeconds(claim: string, value: unknown): void {
  if (value === undefined || (typeof value === "number" && value >= 0 && value <= LAST_SECOND)) return;
  denyType(claim, `must be a number of seconds from 0 to ${LAST_SECOND}`);
}

/**
 * The types of the registered claims (RFC 7519, section 4.1) and of `scope`, and a range for times.
 * @throws Denial `claim_type`
 */
export function checkClaimTypes(claims: Claims): void {
  const { iss, sub, aud, scope, jti, exp, nbf, iat } = claims;
  checkString("iss", iss);
  checkString("sub", sub);
  checkString("scope", scope);
  checkString("jti", jti);
  if (!isOptionalString(aud) && !(Array.isArray(aud) && aud.every((value) => typeof value === "string"))) {
    denyType("aud", "must be a string or a list of strings");
  }
  checkSeconds("exp", exp);
  checkSeconds("nbf", nbf);
  checkSeconds("iat", iat);
}
