import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** The project's own files that a program or function is made of; packages change with an installation only. */
export async function inputsOf(entry: string): Promise<readonly string[]> {
  const isFolder = existsSync(entry) && statSync(entry).isDirectory();
  const names = ["index.ts", "index.mts", "index.js", "index.mjs"].map((name) => join(entry, name));
  const file = isFolder ? (names.find((name) => existsSync(name)) ?? entry) : entry;
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    logLevel: "silent",
    outdir: "nowhere",
  });
  return Object.keys(metafile.inputs).map((name) => resolve(name));
}
