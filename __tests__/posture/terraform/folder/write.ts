import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** Writes files by their relative names into a folder and gives its path. */
export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
