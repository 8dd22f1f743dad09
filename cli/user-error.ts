/** What the command's user can put right; its message says how, and nothing was written. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** @param usage whether the command was called in a way that it has none of */
  constructor(
    message: string,
    readonly usage = false,
  ) {
    super(message);
  }
}
