import { CodedError } from "../../posture/claims/coded-error";
import type { Denial, DenialReason } from "../../posture/claims";

/** Why a request isn't handed on; a token that is denied has the reasons of the authorizer. */
export type McpDenialCode =
  | DenialReason
  | "bad_request"
  | "foreign_origin"
  | "internal_error"
  | "invalid_json"
  | "method_not_allowed"
  | "not_found"
  | "tool"
  | "unsupported_media_type"
  | "upstream_unavailable";

/** A request that isn't handed on. */
export class Denied extends CodedError<McpDenialCode> {
  override readonly name = "Denied";

  constructor(
    readonly status: number,
    /** For the log, and for the client as a stable code. */
    readonly reason: McpDenialCode,
    /** For a person; holds nothing of the token. */
    readonly text: string,
    /** What goes into the Bearer challenge beside the address of the metadata; undefined: no challenge. */
    readonly challenge?: Readonly<Record<string, string>>,
    readonly claim?: string,
    readonly detail?: string,
  ) {
    super(reason, reason);
  }
}

const TEXTS: Partial<Record<DenialReason, string>> = {
  expired: "The access token has expired",
  not_yet_valid: "The access token is not valid yet",
  audience: "The access token is not for this resource",
  issuer: "The access token is from an issuer that is not trusted",
  client: "The access token is from a client that is not accepted",
  token_use: "This is not an access token",
};

/** Reasons that are the operator's: a new token would help nobody. */
const OPERATOR: readonly DenialReason[] = ["configuration", "internal", "route_arn", "route_key"];

/**
 * A denied token as HTTP says it (RFC 6750, section 3.1): 401 `invalid_token` asks for another token, 403 `insufficient_scope` for more rights.
 * @param scopes what the issuer asks for, named where they are missing
 */
export function deniedBy({ reason, claim, detail }: Denial, scopes: readonly string[]): Denied {
  if (reason === "keys_unavailable") {
    return new Denied(503, reason, "The issuer's keys can't be read at the moment", undefined, claim, detail);
  }
  if (OPERATOR.includes(reason)) return new Denied(500, reason, "Internal server error", undefined, claim, detail);
  if (reason === "scope" || reason === "group") return insufficientScope(reason, scopes, claim);
  const text = TEXTS[reason] ?? "The access token is not valid";
  return new Denied(401, reason, text, { error: "invalid_token", error_description: text }, claim, detail);
}

export function insufficientScope(reason: "scope" | "group", scopes: readonly string[], claim?: string): Denied {
  const text = reason === "group" ? "A required group is missing" : "A required scope is missing";
  const scope = reason === "group" ? {} : scopeOf(scopes);
  return new Denied(403, reason, text, { error: "insufficient_scope", error_description: text, ...scope }, claim);
}

/** RFC 6750, section 3.1: the request itself is wrong, whatever the token. */
export function invalidRequest(text: string): Denied {
  return new Denied(400, "bad_request", text, { error: "invalid_request", error_description: text });
}

/** RFC 6750, section 3.1: who sends no token is told nothing but where to get one. */
export function tokenMissing(scopes: readonly string[]): Denied {
  return new Denied(401, "identity_source", "An access token is required", scopeOf(scopes));
}

const scopeOf = (scopes: readonly string[]): Readonly<Record<string, string>> =>
  scopes.length === 0 ? {} : { scope: scopes.join(" ") };
