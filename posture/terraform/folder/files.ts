import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { InputError, MAX_BYTES } from "../input";

/** The files of one module, each kind in the order in which Terraform reads it. */
export interface ModuleFiles {
  readonly configuration: readonly string[];
  readonly overrides: readonly string[];
}

/** Lists a folder's `.tf`, `.tf.json`, `.tofu` and `.tofu.json` files. OpenTofu's take the place of those of the same name. */
export function moduleFiles(folder: string): ModuleFiles {
  const names = list(folder).filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name) && !isIgnored(name));
  const own = new Set(names.filter((name) => name.includes(".tofu")).map((name) => name.replace(".tofu", ".tf")));
  const read = names.filter((name) => name.includes(".tofu") || !own.has(name)).sort();
  const isOverride = (name: string): boolean => /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/.test(name);
  return { configuration: read.filter((name) => !isOverride(name)), overrides: read.filter(isOverride) };
}

/** `terraform.tfvars`, then `*.auto.tfvars`: later ones win. */
export function variableFiles(folder: string): readonly string[] {
  const names = list(folder);
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name) && !isIgnored(name)).sort()];
}

/** Editors' leftovers, as Terraform passes them over. */
function isIgnored(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/** A file's text. Throws InputError where it can't be read. */
export function textOfFile(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new InputError("too-large", `${file} has ${Math.ceil(size / 2 ** 20)} MB.`);
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw unreadable(file, error);
  }
}

export function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * For `file()` and `templatefile()`: a text file of the repository that holds the root module, or below the root module
 * where there is none. Undefined for anything else, links that lead out of it included, so that its value stays unknown.
 */
export function fileReader(root: string): (name: string) => string | undefined {
  const within = realpathSync(repositoryOf(path.resolve(root)) ?? root);
  return (name) => {
    const file = path.resolve(root, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > 2 ** 20) return undefined;
    const inside = path.relative(within, realpathSync(file));
    if (inside.startsWith("..") || path.isAbsolute(inside) || /(?:^|[\\/])\.git[\\/]/.test(inside)) return undefined;
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8");
    return Buffer.from(text, "utf8").equals(bytes) ? text : undefined;
  };
}

/** The nearest folder upwards that git keeps. */
function repositoryOf(folder: string): string | undefined {
  if (statSync(path.join(folder, ".git"), { throwIfNoEntry: false })) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

function unreadable(place: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code;
  const why =
    code === "ENOENT" ? "is not there" : code === "EACCES" ? "may not be read" : `can't be read (${String(code)})`;
  return new InputError("malformed", `${place} ${why}.`);
}
