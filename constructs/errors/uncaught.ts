import { writeSync } from "node:fs";

let listening = false;

/**
 * Makes an uncaught `ConfigurationError` end the program with its message alone, whatever runs it (tsx, node, the cdktf command). Node would print
 * a line of this library's code, a stack and the error's members before it, which says nothing to who wrote the configuration. Other errors are
 * left to Node, and a caught error to who caught it. A disk that is full or can't be written to is no defect of a program either: it is told in a line.
 */
export function printUncaught(): void {
  if (listening) return;
  listening = true;
  // The monitor is called before Node prints, and changes nothing for other errors.
  process.on("uncaughtExceptionMonitor", (error: unknown) => {
    const message = isConfigurationError(error) ? error.message : diskProblem(error);
    if (message === undefined) return;
    writeSync(2, `${message}\n`);
    process.exit(1);
  });
}

/** By name: a program may hold two copies of this library. */
function isConfigurationError(error: unknown): error is Error {
  return error instanceof Error && error.name === "ConfigurationError";
}

const DISK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on its disk. Free some",
  EDQUOT: "the quota of its disk is used up. Free some space",
  EROFS: "its disk is read-only",
  EACCES: "its folder can't be written to. Give yourself the permission",
};

/** What keeps files from being written, as a sentence; undefined for any other error. */
export function diskProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, syscall = "", dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const problem = DISK_PROBLEMS[code];
  const writes = /^(write|open|mkdir|rename|copyfile|ftruncate|unlink|rmdir|mkdtemp|symlink)$/.test(syscall);
  if (problem === undefined || !writes) return undefined;
  return `${dest ?? path ?? "A file"} can't be written (${code}): ${problem}, or let the stack be written elsewhere: CDKTF_OUTDIR names the folder.`;
}
