import { CodedError } from "../posture/claims/coded-error";

/** Why the package's command wrote nothing. */
export type CliErrorCode = "usage" | "not-written";

/** What the command's user can put right; its message says how, and nothing was written. */
export class UserError extends CodedError<CliErrorCode> {
  override readonly name = "UserError";

  /** @param usage whether the command was called in a way that it has none of */
  constructor(
    message: string,
    readonly usage = false,
  ) {
    super(usage ? "usage" : "not-written", message);
  }
}
