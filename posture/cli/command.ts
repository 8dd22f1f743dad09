import { CodedError } from "../claims/coded-error";
import { functionsNamed } from "../access/paths";
import type { LambdaFunction, Model } from "../model/index";
import { nearestOf } from "../nearest";
import { nameOf } from "../redact/name";

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

/** The one function that is called so. Throws UsageError where there is none, or more than one. */
export function functionNamed(model: Model, name: string): LambdaFunction {
  const [fn, ...others] = functionsNamed(model, name);
  if (!fn) throw new UsageError(`There is no function ${name}.${nearest(model, name)}`);
  if (others.length > 0)
    throw new UsageError(
      `Several functions are called ${name}: ${[fn, ...others].map(({ address }) => address).join(", ")}. Give the address.`,
    );
  return fn;
}

function nearest(model: Model, name: string): string {
  const names = model.functions.flatMap((fn) => [fn.address, nameOf(fn)]);
  const found = nearestOf(name, names);
  if (found !== undefined) return ` Is ${found} meant?`;
  return names.length > 0
    ? ` There are: ${model.functions.map(nameOf).join(", ")}.`
    : " There is no function in it at all.";
}
