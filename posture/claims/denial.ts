import { CodedError } from "./coded-error";

/** Why a call is denied: with the claim's name, all of a token that is ever logged. */
export type DenialReason =
  | "configuration"
  | "identity_source"
  | "origin_header"
  | "route_arn"
  | "route_key"
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

/** What the log says about a denial beside its reason. It must never quote the token or a claim's value. */
export interface DenialDetails {
  readonly claim?: string;
  /** What was expected, or what went wrong. */
  readonly detail?: string;
}

export class Denial extends CodedError<DenialReason> {
  override readonly name = "Denial";
  readonly claim: string | undefined;
  readonly detail: string | undefined;

  constructor(
    readonly reason: DenialReason,
    { claim, detail }: DenialDetails = {},
  ) {
    super(reason, reason);
    this.claim = claim;
    this.detail = detail;
  }
}

/** An error as a denial; of one that nobody expected only the kind is kept, because its message may quote its input. */
export function denialOf(error: unknown): Denial {
  if (error instanceof Denial) return error;
  return new Denial("internal", error instanceof Error ? { detail: error.name } : {});
}
