/**
 * A reason to stop that the person at the terminal can act on: printed without a stack trace.
 * `message` says what is wrong and where; `remedy` what to do about it.
 */
export class UserError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
    this.name = "UserError";
  }
}

/** What to print for any thrown value: a refusal reads as text, a defect keeps its stack. */
export function describeError(error: unknown): string {
  if (error instanceof UserError)
    return error.remedy === undefined ? error.message : `${error.message}\n${error.remedy}`;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/** The code of a system error: `ENOENT`, `EADDRINUSE`; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  // Not instanceof: test runners give core modules an Error of another realm.
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}
