import { existsSync, statSync } from "node:fs";
import * as path from "node:path";
import { buildSync, type BuildFailure } from "esbuild";
import { ConfigurationError } from "../errors";

/** Lambda runtimes a function can be made for. nodejs20.x is left out: AWS deprecated it on 2026-04-30. */
export type NodeRuntime = "nodejs22.x" | "nodejs24.x";

export interface BundleOptions {
  /** The function's folder (with an `index.ts`) or its entry file, absolute. */
  readonly entry: string;
  readonly runtime: NodeRuntime;
  /** Adds `index.js.map`, which stack traces use when `NODE_OPTIONS=--enable-source-maps` is set. */
  readonly sourceMaps: boolean;
}

/** The files of the bundle by name; `index.js` is always among them. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/** `nodejs22.x` runs on Node 22, so that is what the syntax is lowered to. */
function target(runtime: NodeRuntime): string {
  return `node${/\d+/.exec(runtime)?.[0]}`;
}

function entryFile(entry: string): string {
  const candidates =
    existsSync(entry) && statSync(entry).isDirectory()
      ? ["index.ts", "index.mts", "index.js", "index.mjs"].map((name) => path.join(entry, name))
      : [entry];
  const found = candidates.find((file) => existsSync(file) && statSync(file).isFile());
  if (found !== undefined) return found;
  throw new ConfigurationError(
    "function-entry",
    entry,
    "there is no such file and no index.ts in a folder of that name",
    "Name the folder of the function, or its entry file",
  );
}

/**
 * Bundles a function into one minified CommonJS file. Nothing of the machine shows in the output: paths are relative to the
 * function's folder and no comment carries them.
 * @throws ConfigurationError `function-entry` when there is nothing to bundle, `function-bundle` with esbuild's messages when it doesn't compile
 */
export function bundle(options: BundleOptions): Bundle {
  const entry = entryFile(options.entry);
  try {
    const built = buildSync({
      entryPoints: [entry],
      absWorkingDir: path.dirname(entry),
      outfile: path.join(path.dirname(entry), "index.js"),
      bundle: true,
      write: false,
      minify: true,
      platform: "node",
      format: "cjs",
      target: target(options.runtime),
      sourcemap: options.sourceMaps ? "linked" : false,
      sourcesContent: false,
      legalComments: "none",
      charset: "utf8",
      logLevel: "silent",
      // The runtime brings the SDK; bundling it would add megabytes.
      external: ["@aws-sdk/*"],
    });
    return new Map(built.outputFiles.map((file) => [path.basename(file.path), file.contents]));
  } catch (error) {
    const messages = (error as BuildFailure).errors?.map(
      (e) => `${e.location?.file ?? "?"}:${e.location?.line ?? 0}: ${e.text}`,
    );
    if (messages === undefined) throw error;
    throw new ConfigurationError(
      "function-bundle",
      entry,
      `esbuild can't bundle it:\n  ${messages.join("\n  ")}`,
      "Mend the function's source and synthesize again",
    );
  }
}
