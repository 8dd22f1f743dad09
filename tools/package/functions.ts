import { readdirSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { shipLicences } from "./licences";

/** The project's own examples; whoever installs the package brings functions of their own. */
const EXAMPLES = ["hello", "profile", "create-note", "items"];

/** The functions that constructs refer to by name. */
function bundledFunctions(root: string): string[] {
  return readdirSync(path.join(root, "functions"))
    .filter((name) => name !== "shared" && !EXAMPLES.includes(name))
    .sort();
}

/**
 * Writes each function as one module with everything it needs but the AWS SDK, which the runtime brings. It is bundled again at synth, for the
 * runtime that is asked for.
 */
export function writeFunctions(root: string, out: string): void {
  for (const name of bundledFunctions(root)) {
    const outfile = path.join(out, "functions", name, "index.mjs");
    const { metafile } = buildSync({
      entryPoints: [path.join(root, "functions", name, "index.ts")],
      outfile,
      metafile: true,
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node22",
      external: ["@aws-sdk/*"],
      minify: true,
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
    });
    shipLicences(metafile, outfile, root);
  }
}
