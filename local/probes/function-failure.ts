import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { FunctionCall } from "../emulator/request-log";

export interface FunctionFailure {
  /** `the function failed: TypeError: x is not a function (functions/hello/hello.ts:7)` */
  readonly text: string;
  /** What it printed and where it failed, with the sources' own lines. */
  readonly log: string;
}

/** Why a call of a function failed; undefined for one that returned. */
export function failureOf(call: FunctionCall, root: string = process.cwd()): FunctionFailure | undefined {
  const { error } = call;
  if (error === null) return undefined;
  const { errorType, errorMessage, stackTrace, trace } = error;
  const stack = trace ?? (typeof stackTrace === "string" ? stackTrace.split("\n") : (stackTrace ?? []));
  const frames = withoutRunner(stack).map((line) => withSources(line, root));
  const [message, ...details] = (errorMessage ?? "").split("\n");
  const printed = [...details, call.log].filter((part) => part.trim() !== "").join("\n");
  const log = withSources(withoutRunner(printed.split("\n")).join("\n"), root);
  const at = firstSource([...frames, ...log.split("\n")]);
  const what = [errorType, message].filter((part) => part !== undefined && part !== "").join(": ");
  return {
    text: `the function failed: ${what || "no message"}${at === undefined ? "" : ` (${at})`}`,
    log: [log, ...frames].filter((part) => part.trim() !== "").join("\n"),
  };
}

/** Without the frames behind the handler's, which are of what ran it. */
function withoutRunner(lines: readonly string[]): readonly string[] {
  let isRunner = false;
  return lines.filter((line) => {
    isRunner = /^\s*at .*[\\/]_worker\.js:\d/.test(line) || (isRunner && /^\s*at /.test(line));
    return !isRunner;
  });
}

/** Addresses of sources become paths below the project, as source maps name them. */
export function withSources(text: string, root: string = process.cwd()): string {
  return text.replace(/file:\/\/\/[^\s):]+/g, (url) => relative(root, fileURLToPath(url))).replaceAll(`${root}/`, "");
}

/** The first line of a source among stack frames. */
function firstSource(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    // Whole, and below the project: what has an absolute address isn't, nor are Node's own.
    const found = /(?<![\w@./:-])[\w@.-][\w@./-]*\.[mc]?tsx?:\d+/.exec(line);
    if (found) return found[0];
  }
  return undefined;
}
