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
