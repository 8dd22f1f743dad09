import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

type Files = ReadonlyMap<string, string | Uint8Array>;

/** What differs between the committed module and a fresh one. */
export interface Difference {
  /** Below `module/`, with forward slashes. */
  readonly path: string;
  readonly why: string;
}

/** Written by hand, and only looked at by the tests. */
const BY_HAND = new Set(["examples", "tests"]);

/** Every file that is missing, differs, or isn't generated any more. */
export function differences(folder: string, files: Files): Difference[] {
  const found: Difference[] = [];
  for (const [path, content] of files) {
    const file = join(folder, path);
    if (!existsSync(file)) found.push({ path, why: "is missing" });
    else if (!readFileSync(file).equals(Buffer.from(content))) found.push({ path, why: "differs from what the constructs give" });
  }
  for (const path of present(folder)) if (!files.has(path)) found.push({ path, why: "is no longer generated" });
  return found;
}

/** Writes what differs, each file beside its place and then renamed, and removes what isn't generated any more. */
export function writeModule(folder: string, files: Files): string[] {
  const changed = differences(folder, files).map(({ path }) => path);
  for (const path of changed) {
    const content = files.get(path);
    const file = join(folder, path);
    if (content === undefined) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, content);
    renameSync(`${file}.${process.pid}`, file);
  }
  return changed;
}

/** The generated part of the folder. Terraform's own files (`.terraform`, lock files) don't count. */
function present(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.startsWith(".") && !BY_HAND.has(path.split("/")[0] ?? ""))
    .sort();
}
