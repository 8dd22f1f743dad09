import { CodedError } from "../../posture/claims/coded-error";
import type { LogLine } from "../shared/log";

/** Why a request was denied; the browser is told the code and nothing else. */
export type DenialCode =
  | "not_signed_in"
  | "session_expired"
  | "foreign_origin"
  | "csrf_token"
  | "login_expired"
  | "state_mismatch"
  | "sign_in_cancelled"
  | "sign_in_failed"
  | "bad_path"
  | "not_found"
  | "method_not_allowed"
  | "answer_too_large"
  | "upstream_unavailable"
  | "internal_error";

export interface DenialOptions {
  /** Cleared along with it. */
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** A page of the app that takes the place of the JSON answer, where a person and not a script is waiting. */
  readonly redirectTo?: string;
  /** What the log says beside the code. */
  readonly cause?: Pick<LogLine, "service" | "status" | "code" | "claim" | "error" | "frames" | "detail">;
}

export class Denied extends CodedError<DenialCode> {
  override readonly name = "Denied";

  constructor(
    readonly status: number,
    code: DenialCode,
    readonly options: DenialOptions = {},
  ) {
    super(code, code);
  }

  with(options: DenialOptions): Denied {
    return new Denied(this.status, this.code, { ...this.options, ...options });
  }
}
