import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearestOf } from "../nearest";
import { UsageError } from "./command";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * `util.parseArgs` whose errors are UsageErrors and name the nearest option. Every command of the project reads its options with it.
 * @param positionals whether words beside options may stand there
 */
export function options<O extends Options>(args: readonly string[], declared: O, positionals = true) {
  try {
    return parseArgs({ args: [...args], options: declared, allowPositionals: positionals, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const wrong = /Unknown option '--?([\w-]+)'/.exec(message)?.[1];
    if (wrong === undefined) throw new UsageError(message);
    const nearest = nearestOf(wrong, Object.keys(declared));
    throw new UsageError(`There is no option --${wrong}.${nearest === undefined ? "" : ` Is --${nearest} meant?`}`);
  }
}

/** One of a few words, or a UsageError that lists them. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`--${option} is ${JSON.stringify(value)}; it can be ${allowed.join(", ")}.`);
  return found;
}
