import * as path from "node:path";
import { buildSync } from "esbuild";

/** Bundles a program for a process of its own, which starts in a third of the time that tsx takes. @returns the file, in `folder` */
export function bundle(entry: string, folder: string): string {
  const outfile = path.join(folder, `${path.basename(entry, ".ts")}.cjs`);
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: "node", logLevel: "silent" });
  return outfile;
}
