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
  const frames = stack.map((line) => withSources(line, root));
  const log = withSources(call.log, root);
  const at = firstSource([...frames, ...log.split("\n")]);
  const what = [errorType, errorMessage].filter((part) => part !== undefined && part !== "").join(": ");
  return {
    text: `the function failed: ${what || "no message"}${at === undefined ? "" : ` (${at})`}`,
    log: [log, ...frames].filter((part) => part.trim() !== "").join("\n"),
  };
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
