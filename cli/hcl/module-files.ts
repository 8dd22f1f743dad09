import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** What of the module's folder a project needs: no tests, no examples, as in the release's archive. */
const LEFT_OUT = new Set(["tests", "examples"]);

/** Where the module lies: beside the built command, or at the root of the sources. */
function moduleFolder(): string {
  const places = [path.join(__dirname, "module"), path.join(__dirname, "..", "..", "module")];
  const found = places.find((place) => existsSync(path.join(place, "main.tf")));
  if (found === undefined) throw new Error(`The module isn't beside the command: ${places.join(", ")}`);
  return found;
}

/** The files of the HCL edition by their places in it. Zips of the bundled functions are among them. */
export function moduleFiles(folder = moduleFolder()): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  const walk = (below: string): void => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const place = path.posix.join(below, entry.name);
      if (LEFT_OUT.has(entry.name) || entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) walk(place);
      else files[place] = readFileSync(path.join(folder, place));
    }
  };
  walk("");
  return files;
}
