import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidTokenUseError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtNotBeforeError,
} from "aws-jwt-verify/error";

/** Why a call was denied: the only thing about a token that is ever logged. */
export type RefusalReason =
  | "configuration"
  | "identity_source"
  | "route_arn"
  | "too_large"
  | "malformed"
  | "header"
  | "algorithm"
  | "issuer"
  | "unknown_key"
  | "keys_unavailable"
  | "signature"
  | "expired"
  | "not_yet_valid"
  | "audience"
  | "client"
  | "token_use"
  | "claim_type"
  | "scope"
  | "group"
  | "internal";

/** A call that is denied. `detail` is for the log: it must never quote the token or a claim. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly detail?: string,
  ) {
    super(reason);
  }
}

const REASONS = new Map<unknown, RefusalReason>([
  [JwtInvalidSignatureAlgorithmError, "algorithm"],
  [JwtInvalidIssuerError, "issuer"],
  [JwtExpiredError, "expired"],
  [JwtNotBeforeError, "not_yet_valid"],
  [JwtInvalidAudienceError, "audience"],
  [CognitoJwtInvalidClientIdError, "client"],
  [CognitoJwtInvalidTokenUseError, "token_use"],
]);

/**
 * What an error means to the log. Messages of aws-jwt-verify quote claims and so are dropped; of an error nobody
 * expected only the kind is kept.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error)) return new Refusal("internal");
  const reason = REASONS.get(error.constructor);
  return reason ? new Refusal(reason) : new Refusal("internal", error.name);
}
