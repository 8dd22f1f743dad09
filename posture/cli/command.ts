import { CodedError } from "../claims/coded-error";

/** What a command may use of the process it runs in; tests give their own. */
export interface Host {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Reads a file, or standard input for `-`. Throws InputError when it is too large, Error when it can't be read. */
  read(file: string): Promise<Uint8Array>;
  /** True when standard output is a terminal that shows colour. */
  readonly colour: boolean;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly today: string;
}

/** One subcommand of `posture`. */
export interface Command {
  readonly name: string;
  /** One line for `posture --help`. */
  readonly summary: string;
  /** The whole of `posture NAME --help`. */
  readonly help: string;
  /** Runs it and gives the exit code. May throw UsageError and InputError: both end in exit code 1. */
  run(args: readonly string[], around: Host): Promise<number>;
}

/** A wrong call of the command: says what was wrong; the help is one flag away. */
export class UsageError extends CodedError<"usage"> {
  override readonly name = "UsageError";

  constructor(message: string) {
    super("usage", message);
  }
}
