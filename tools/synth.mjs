// Runs main.ts: `npm run synth`, and the `app` of cdktf.json. It is plain JavaScript because it is what makes TypeScript run.
//
// esbuild puts main.ts and everything it imports into one file first: loading that takes a third of the time that loading cdktf's and the
// provider's hundreds of files takes.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = process.argv[2] ?? join(root, "main.ts");
const cache = join(root, "node_modules", ".cache", "synth");

/** The cdktf command hands the context over; without it, cdktf.json is read here, so that both ways give the same output. */
function context() {
  const file = join(process.cwd(), "cdktf.json");
  return existsSync(file) ? JSON.stringify(JSON.parse(readFileSync(file, "utf8")).context ?? {}) : undefined;
}

const result = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  sourcesContent: false,
  // esbuild finds its binary beside its own files.
  external: ["esbuild"],
  outfile: join(cache, "main.cjs"),
  logLevel: "silent",
}).catch((error) => {
  for (const { location, text } of error.errors ?? [])
    console.error(`${location?.file ?? entry}:${location?.line ?? 0}: ${text}`);
  process.exit(1);
});

// Written beside and renamed: two runs at once never read half a file.
mkdirSync(cache, { recursive: true });
const file = join(cache, "main.cjs");
writeFileSync(`${file}.${process.pid}`, result.outputFiles[0].contents);
renameSync(`${file}.${process.pid}`, file);

process.env.CDKTF_CONTEXT_JSON ??= context();
process.setSourceMapsEnabled(true);
try {
  createRequire(import.meta.url)(file);
} catch (error) {
  // What the author of main.ts can mend is said without a stack trace; anything else keeps it.
  const known = error?.name === "ConfigurationError" || /validation/i.test(error?.message ?? "");
  console.error(known ? error.message : error);
  process.exit(1);
}
