import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

const NAME = "cognito-http-api";

let root: string | undefined;

/**
 * The folder of this package, where the bundled functions lie. It is looked for upwards from this file, because the code also runs from a
 * compiled copy and from a single-file bundle.
 */
export function packageRoot(): string {
  root ??= find(__dirname);
  return root;
}

function find(folder: string): string {
  const file = path.join(folder, "package.json");
  if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === NAME) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`The package ${NAME} can't find its own folder from ${__dirname}.`);
  return find(parent);
}

/** The folder of a function that comes with the package. */
export function bundledFunction(name: string): string {
  return path.join(packageRoot(), "functions", name);
}
