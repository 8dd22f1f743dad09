import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { projectFiles } from "./project";

/**
 * Writes a project that synthesizes and passes its own test.
 * @param folder made where it isn't there; one that holds anything but version control is left alone
 * @param version of this package
 * @returns the files, from the folder
 * @throws Error saying why nothing was written
 */
export function init(folder: string, version: string): string[] {
  const held = existsSync(folder) ? readdirSync(folder).filter((name) => name !== ".git") : [];
  if (held.length > 0)
    throw new Error(
      `${folder} holds ${held.slice(0, 3).join(", ")}${held.length > 3 ? ", …" : ""}. Name an empty folder, or one that isn't there.`,
    );
  const name = projectName(path.basename(path.resolve(folder)));
  const files = projectFiles({ name, version });
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return Object.keys(files);
}

/** What can begin the names of AWS resources, made from a folder's name. */
function projectName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 32);
  return name === "" ? "api" : name;
}
