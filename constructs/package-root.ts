import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** What the package is called; the edition for cdktn, the last, brings the same functions under a name of its own. */
export const PACKAGE_NAMES: readonly string[] = ["cognito-http-api", "cognito-http-api-cdktn"];

let root: string | undefined;

/**
 * The folder of this package, where the bundled functions lie. It is looked for upwards from this file, because the code also runs from a
 * compiled copy; and from the working directory as an installed package, because a program may be bundled into one file of its own.
 * @throws Error naming both places
 */
export function packageRoot(): string {
  root ??= upwards(__dirname) ?? installed();
  if (root !== undefined) return root;
  throw new Error(
    `The package ${PACKAGE_NAMES.join(" or ")} can't find its own folder, neither above ${__dirname} nor installed in ${process.cwd()}.`,
  );
}

function upwards(folder: string): string | undefined {
  const file = path.join(folder, "package.json");
  const { name = "" } = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { name?: string }) : {};
  if (PACKAGE_NAMES.includes(name)) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : upwards(parent);
}

function installed(): string | undefined {
  const { resolve } = createRequire(path.join(process.cwd(), "index.js"));
  for (const name of PACKAGE_NAMES)
    try {
      return path.dirname(resolve(`${name}/package.json`));
    } catch {
      // The other edition.
    }
  return undefined;
}

/** The folder of a function that comes with the package: its sources, or what was made of them for the installed package. */
export function bundledFunction(name: string): string {
  const sources = path.join(packageRoot(), "functions", name);
  return existsSync(sources) ? sources : path.join(packageRoot(), "dist", "functions", name);
}
