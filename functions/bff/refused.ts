/** Why a request was refused; the browser is told the code and nothing else. */
export type RefusalCode =
  | "not_signed_in"
  | "session_expired"
  | "foreign_origin"
  | "csrf_token"
  | "login_expired"
  | "state_mismatch"
  | "sign_in_failed"
  | "bad_path"
  | "not_found"
  | "method_not_allowed"
  | "upstream_unavailable"
  | "internal_error";

/** A refusal with its HTTP status, and cookies to be cleared along with it. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    readonly cookies: readonly string[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}
