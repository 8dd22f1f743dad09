import { cpSync, existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import { checkLicence, shipLicences } from "./licences";

/** Reads `.tf` files by WebAssembly that it loads from its own folder, so it lies beside the bundle as it is installed. */
const BESIDE = "@cdktn/hcl2json";

/**
 * The pull request's action as one file that needs neither a checkout nor an installation: what `action/action.yml` names.
 * The AWS emulator stays out of it; it is for this repository's own checkout.
 */
export async function writeAction(root: string, out: string): Promise<void> {
  const outfile = path.join(out, "index.js");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, "action", "index.ts")],
    outfile,
    metafile: true,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["./emulator.js", BESIDE],
    charset: "utf8",
    legalComments: "eof",
    logLevel: "silent",
  });
  shipLicences(metafile, outfile, root);
  copyPackage(BESIDE, root, path.join(out, "node_modules"));
}

/** Copies an installed package and what it depends on, side by side. */
function copyPackage(name: string, from: string, modules: string): void {
  const folder = installed(name, from);
  checkLicence(folder);
  cpSync(folder, path.join(modules, name), {
    recursive: true,
    dereference: true,
    filter: (file) => path.relative(folder, file) !== "node_modules",
  });
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  for (const dependency of Object.keys(dependencies)) copyPackage(dependency, folder, modules);
}

/** Where Node finds a package from a folder: in the nearest node_modules upwards. */
function installed(name: string, from: string): string {
  const folder = path.join(from, "node_modules", name);
  if (existsSync(folder)) return folder;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`${name} isn't installed. Run npm ci.`);
  return installed(name, parent);
}
