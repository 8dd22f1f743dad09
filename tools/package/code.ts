import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";

/** What can be imported. The command is the third entry; it has nothing to import. */
export const EXPORTS = ["constructs/index", "posture/index"] as const;
const COMMAND = "posture/cli/index";

/**
 * One file holds all the code, so that the constructs, posture and the command share their classes; each entry is a line that takes its part of it,
 * and what nobody asked for isn't run: the command starts without cdktf. Minified, because three hundred small files would be twice the size.
 */
export function writeCode(root: string, out: string): void {
  const lazily = [...EXPORTS, COMMAND].map((entry) => `exports["${entry}"] = () => require("./${entry}");`);
  buildSync({
    stdin: { contents: lazily.join("\n"), resolveDir: root, loader: "js" },
    outfile: path.join(out, "library.js"),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    minify: true,
    lineLimit: 400, // Node prints the line that an uncaught error comes from.
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  for (const entry of EXPORTS) {
    const names = exportedNames(root, entry).join(",");
    // The second line is never run. It tells Node's ES modules which names there are to import.
    write(out, entry, `module.exports=require("../library.js")["${entry}"]();\n0&&(module.exports={${names}});\n`);
  }
  write(out, COMMAND, `#!/usr/bin/env node\nrequire("../../library.js")["${COMMAND}"]();\n`);
  chmodSync(path.join(out, `${COMMAND}.js`), 0o755);
}

/** The values that an entry exports, sorted; types are not among them. */
export function exportedNames(root: string, entry: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [path.join(root, `${entry}.ts`)],
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    write: false,
    metafile: true,
    outdir: "nowhere",
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

function write(out: string, entry: string, text: string): void {
  const file = path.join(out, `${entry}.js`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
