import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { diskProblem } from "../process/user-error";
import { forEdition } from "./edition";
import { hclProjectFiles } from "./hcl/project";
import type { PackageManager } from "./package-manager";
import { projectFiles } from "./project";
import { UserError } from "./user-error";

/**
 * Writes a project that passes its own test: a stack that synthesizes, or a root that calls the HCL module.
 * @param folder made where it isn't there; one that holds anything but version control is left alone
 * @param version of this package
 * @param hcl whether it is HCL
 * @param manager what installs it
 * @returns the files, from the folder
 * @throws UserError saying why nothing was written
 */
export function init(folder: string, version: string, hcl = false, manager: PackageManager = "npm"): string[] {
  const name = projectName(path.basename(path.resolve(folder)));
  return writeInto(folder, hcl ? hclProjectFiles(name) : projectFiles({ name, version, manager }));
}

/**
 * Writes files into a folder that holds nothing yet, all of them or none, for the edition that this package is.
 * @returns their places, from the folder
 * @throws UserError for a folder that holds anything but version control, or can't be written
 */
export function writeInto(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const begun: string[] = [];
  const made: string[] = [];
  try {
    const held = existsSync(folder) ? readdirSync(folder).filter((name) => name !== ".git") : [];
    if (held.length > 0)
      throw new UserError(
        `${folder} holds ${held.slice(0, 3).join(", ")}${held.length > 3 ? ", …" : ""}. Name an empty folder, or one that isn't there.`,
      );
    const texts = Object.fromEntries(Object.entries(files).filter((one): one is [string, string] => isText(one)));
    for (const [file, text] of Object.entries({ ...files, ...forEdition(texts) })) {
      const place = path.join(folder, file);
      makeFolder(path.dirname(place), made);
      begun.push(place);
      writeFileSync(place, text);
    }
  } catch (error) {
    for (const place of begun.filter(existsSync)) rmSync(place);
    for (const place of made.reverse()) if (readdirSync(place).length === 0) rmdirSync(place);
    if (error instanceof UserError) throw error;
    const said = diskProblem(error) ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(`${folder} can't be written: ${said}`);
  }
  return Object.keys(files);
}

/**
 * Makes a folder and those above it, one by one: with `recursive` Node says ENOENT of a parent on a read-only disk, and never ends below `/proc`.
 * @param made gets those that weren't there
 */
function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(path.resolve(folder)), made);
  mkdirSync(folder);
  made.push(folder);
}

/** Files as they are told: a copy of the module by its folder, but for what keeps adopted values. */
export function withoutCopies(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => /^modules\/[\w-]+\/(?!adopted)/.exec(file)?.[0] ?? file))];
}

/** HCL is the same in every edition. */
const isText = ([file, content]: readonly [string, string | Uint8Array]): boolean =>
  typeof content === "string" && !/\.(tf|hcl)$/.test(file);

/** What can begin the names of AWS resources, made from a folder's name: it begins a sign-in domain too, where Cognito reserves its names. */
function projectName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/aws|amazon|cognito/g, "-")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  return name === "" ? "api" : name;
}
