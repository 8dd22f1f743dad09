/**
 * What every error is that somebody is told about: constructs, functions, posture and the programs throw subclasses. `code` is stable and made
 * for programs, the message for people. docs/errors.md has each code, with what it means and what to write instead.
 */
export abstract class CodedError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }
}

/** The configuration of a function can't be used: the message says where, what was found and what to write instead, and never a secret. */
export class ConfigError extends CodedError<"configuration"> {
  override readonly name = "ConfigError";

  constructor(message: string) {
    super("configuration", message);
  }
}
