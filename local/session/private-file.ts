import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { UserError } from "../../process/user-error";

/** Writes JSON for its owner alone. Nobody reads half of it, and nobody is left with half of it. */
export function writePrivateFile(file: string, content: unknown): void {
  writeFileSync(`${file}.part`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

/**
 * @param remedy what to do about a file that is damaged
 * @throws UserError that names it
 */
export function readPrivateFile(file: string, remedy: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof content === "object" && content !== null) return content;
  } catch {
    // Torn, or not readable.
  }
  throw new UserError("usage", `${file} is damaged.`, remedy);
}
