import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { minifySync } from "@swc/core";
import { buildSync, type BuildOptions } from "esbuild";
import { inLines } from "./lines";

/** What can be imported. */
export const EXPORTS = ["constructs/index", "posture/index"] as const;

/**
 * Two files hold the code: everything of posture, the command included, which starts without cdktf; and the constructs, which take posture from the
 * first. Each entry is a line that hands on its part. Minified, because three hundred small files would be twice the size.
 */
export function writeCode(root: string, out: string): void {
  const posture = [
    'export * as index from "./posture/index";',
    'export { main } from "./posture/cli/run";',
    'export { surroundings } from "./posture/cli/surroundings";',
  ];
  bundle(root, path.join(out, "library", "posture.js"), {
    stdin: { contents: posture.join("\n"), resolveDir: root, loader: "ts" },
  });
  bundle(root, path.join(out, "library", "constructs.js"), {
    entryPoints: [path.join(root, "constructs", "index.ts")],
    external: ["../posture"],
  });
  // The second line is never run. It tells Node's ES modules which names there are to import.
  const entry = (name: (typeof EXPORTS)[number], from: string): void =>
    write(out, name, `module.exports=${from};\n0&&(module.exports={${exportedNames(root, name).join(",")}});\n`);
  entry("constructs/index", 'require("../library/constructs.js")');
  entry("posture/index", 'require("../library/posture.js").index');
  const command = [
    "#!/usr/bin/env node",
    'const { main, surroundings } = require("../../library/posture.js");',
    "main(process.argv.slice(2), surroundings()).then((code) => (process.exitCode = code));",
  ];
  write(out, COMMAND, `${command.join("\n")}\n`);
  chmodSync(path.join(out, `${COMMAND}.js`), 0o755);
}

const COMMAND = "posture/cli/index";

function bundle(root: string, outfile: string, what: BuildOptions): void {
  const { outputFiles } = buildSync({
    ...what,
    outfile,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    write: false,
  });
  // A second tool sees what can be inlined across what were files: a twentieth less to download.
  const { code } = minifySync(outputFiles[0]?.text ?? "", {
    compress: { passes: 3, toplevel: true, ecma: 2020 },
    mangle: { toplevel: true },
    ecma: 2020,
  });
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(outfile, inLines(code));
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
