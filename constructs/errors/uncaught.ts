import { writeSync } from "node:fs";

let listening = false;

/**
 * Makes an uncaught `ConfigurationError` end the program with its message alone, whatever runs it (tsx, node, the cdktf command). Node would print
 * a line of this library's code, a stack and the error's members before it, which says nothing to who wrote the configuration. Other errors are
 * left to Node, and a caught error to who caught it.
 */
export function printUncaught(): void {
  if (listening) return;
  listening = true;
  // The monitor is called before Node prints, and changes nothing for other errors.
  process.on("uncaughtExceptionMonitor", (error: unknown) => {
    if (!isConfigurationError(error)) return;
    writeSync(2, `${error.message}\n`);
    process.exit(1);
  });
}

/** By name: a program may hold two copies of this library. */
function isConfigurationError(error: unknown): error is Error {
  return error instanceof Error && error.name === "ConfigurationError";
}
