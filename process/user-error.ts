import { CodedError } from "../posture/claims/coded-error";

/** What can stop the programs: `npm run local`, the pull request's action and the maintainers' tools. docs/errors.md says what helps. */
export type UserErrorCode =
  | "response-lost"
  | "botocore"
  | "bundle"
  | "credentials"
  | "emulator"
  | "examples-file"
  | "github"
  | "json-file"
  | "locked"
  | "no-response"
  | "not-confirmed"
  | "not-removed"
  | "nothing-to-compare"
  | "plan-unreadable"
  | "port-taken"
  | "providers-missing"
  | "python"
  | "result-file"
  | "sign-in"
  | "stack-name"
  | "state-incomplete"
  | "synth-failed"
  | "terraform-failed"
  | "terraform-missing"
  | "usage";

/**
 * A reason to stop that the person at the terminal can act on: printed without a stack trace.
 * `message` says what is wrong and where; `remedy` what to do about it.
 */
export class UserError extends CodedError<UserErrorCode> {
  override readonly name = "UserError";

  constructor(
    code: UserErrorCode,
    message: string,
    readonly remedy?: string,
  ) {
    super(code, message);
  }
}

/** No defect of a program: what the person can do about a disk. */
const DISK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on its disk. Free some",
  EDQUOT: "the quota of its disk is used up. Free some space",
  EROFS: "its disk is read-only. Work in a folder that can be written to",
  EACCES: "permission is denied. Give it to yourself",
};

/** What a disk's failure is to who reads it; undefined for any other. */
export function diskProblem(error: unknown): string | undefined {
  const problem = DISK_PROBLEMS[systemCode(error) ?? ""];
  if (problem === undefined) return undefined;
  const { code = "", path = "A file" } = error as NodeJS.ErrnoException;
  return `${path} can't be written (${code}): ${problem}, then run the command again.`;
}

/** A path that somebody named, or that another job was to write. */
const PATH_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
};

function pathProblem(error: unknown): string | undefined {
  const { path, syscall = "" } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const problem = PATH_PROBLEMS[systemCode(error) ?? ""];
  // Of a program that can't be started the path is its name.
  if (problem === undefined || path === undefined || syscall.startsWith("spawn")) return undefined;
  return `${path} can't be used (${String(systemCode(error))}): ${problem}.`;
}

/** What to print for any thrown value: a refusal reads as text with its code, a disk that is full or a path too; a defect keeps its stack. */
export function describeError(error: unknown): string {
  if (error instanceof CodedError) {
    const message = error.code === "usage" ? error.message : `${error.message} [${error.code}]`;
    return error instanceof UserError && error.remedy !== undefined ? `${message}\n${error.remedy}` : message;
  }
  const problem = diskProblem(error) ?? pathProblem(error);
  if (problem !== undefined) return problem;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/** The code of a system error: `ENOENT`, `EADDRINUSE`; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  // Not instanceof: test runners give core modules an Error of another realm.
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}
