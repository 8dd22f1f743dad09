// The plainest quick way to run a cdktf program: bundle it with esbuild, run the bundle. What synth is held against.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";

const outfile = resolve(`${process.argv[2]}.${process.pid}.cjs`);
await build({
  entryPoints: [process.argv[2]],
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["esbuild"],
  outfile,
});
createRequire(import.meta.url)(outfile);
