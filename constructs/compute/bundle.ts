import { existsSync, statSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync, type BuildFailure, type BuildOptions, type Message, type Metafile } from "esbuild";
import type { NodeRuntime } from "./runtime";
import { ConfigurationError } from "../errors/configuration-error";
import { NOTICES_FILE, thirdPartyNotices } from "./third-party-notices";

/** How esbuild bundles the source: https://esbuild.github.io/api/ */
export interface BundlingOptions {
  /** Packages that are left out, because a layer brings them. @default "@aws-sdk/*", which the runtime brings */
  readonly external?: readonly string[];
  /** `esm` makes an ECMAScript module: top-level await, `import.meta`. @default "cjs" */
  readonly format?: "cjs" | "esm";
  /** @default true */
  readonly minify?: boolean;
  /** Text that stands for an identifier: `{ "process.env.STAGE": '"live"' }`. @default none */
  readonly define?: Readonly<Record<string, string>>;
  /** How files of other kinds are read: `{ ".sql": "text" }`. @default esbuild's */
  readonly loader?: Readonly<
    Record<string, "base64" | "binary" | "copy" | "dataurl" | "empty" | "file" | "js" | "json" | "text" | "ts">
  >;
}

export interface BundleOptions {
  /** The function's folder (with an `index.ts`) or its entry file, absolute. */
  readonly entry: string;
  readonly runtime: NodeRuntime;
  /** Adds `index.js.map`, which stack traces use when `NODE_OPTIONS=--enable-source-maps` is set. */
  readonly sourceMaps: boolean;
  /** Lets stack traces name the sources where they lie on this machine. @default false: relative to the function's folder */
  readonly sourceRoot?: boolean;
  /** @default one minified CommonJS file without the AWS SDK */
  readonly bundling?: BundlingOptions;
}

/** The files of the bundle by name: `index.js`, and where packages are in it, their licences in `THIRD-PARTY-NOTICES.txt`. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/** `nodejs22.x` runs on Node 22, so that is what the syntax is lowered to. */
const target = (runtime: NodeRuntime): string => `node${/\d+/.exec(runtime)?.[0]}`;

function entryFile(entry: string): string {
  const candidates =
    existsSync(entry) && statSync(entry).isDirectory()
      ? ["index.ts", "index.mts", "index.js", "index.mjs"].map((name) => path.join(entry, name))
      : [entry];
  const found = candidates.find((file) => existsSync(file) && statSync(file).isFile());
  if (found !== undefined) return found;
  throw new ConfigurationError(
    "function-entry",
    { path: entry, prop: "entry" },
    "there is no such file and no index.ts in a folder of that name",
    "Name the folder of the function, or its entry file",
  );
}

/** What a call for several functions made, until it is asked for: once, so that a source that changes meanwhile is read again. */
const ahead = new Map<string, Bundle>();

const keyOf = (entry: string, runtime: NodeRuntime): string => `${runtime}\n${entry}`;

function settings(runtime: NodeRuntime) {
  return {
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: target(runtime),
    sourcesContent: false,
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
    // The runtime brings the SDK; bundling it would add megabytes.
    external: ["@aws-sdk/*"],
  } as const satisfies BuildOptions;
}

function esbuildOptions({ external, loader, define, ...given }: BundlingOptions = {}): Pick<
  BuildOptions,
  "external" | "loader" | "define" | "format" | "minify"
> {
  return {
    ...given,
    ...(external !== undefined && { external: ["@aws-sdk/*", ...external] }),
    ...(loader !== undefined && { loader: { ...loader } }),
    ...(define !== undefined && { define: { ...define } }),
  };
}

function withNotices(files: Map<string, Uint8Array>, metafile: Metafile, output: string, folder: string): Bundle {
  const notices = thirdPartyNotices(metafile, output, folder);
  return notices === undefined ? files : files.set(NOTICES_FILE, Buffer.from(notices));
}

/**
 * Bundles several functions in one run of esbuild, since starting it takes longer than its work. `bundle` then finds what was made; what
 * can't be made here (a missing entry, a source that doesn't compile, source maps) is left to it, and so are the errors.
 */
export function bundleAhead(functions: readonly BundleOptions[]): void {
  const plain = functions.filter(({ sourceMaps }) => !sourceMaps);
  for (const runtime of new Set(plain.map((options) => options.runtime))) {
    try {
      const entries = plain.filter((options) => options.runtime === runtime).map(({ entry }) => entryFile(entry));
      const built = buildSync({
        ...settings(runtime),
        entryPoints: entries.map((entry, index) => ({ in: entry, out: `${index}` })),
        outdir: "bundles",
      });
      if (built.warnings.length > 0) continue;
      entries.forEach((entry, index) => {
        const file = built.outputFiles[index];
        if (file === undefined) return;
        const files = new Map([["index.js", file.contents]]);
        ahead.set(keyOf(entry, runtime), withNotices(files, built.metafile, file.path, process.cwd()));
      });
    } catch {
      continue; // One by one, the function that is to blame says so.
    }
  }
}

/**
 * Bundles a function into one minified CommonJS file. Nothing of the machine shows in the output: paths are relative to the
 * function's folder and no comment carries them.
 * @throws ConfigurationError `function-entry` when there is nothing to bundle, `function-bundle` with esbuild's messages when it doesn't compile
 */
export function bundle(options: BundleOptions): Bundle {
  const entry = entryFile(options.entry);
  const made = ahead.get(keyOf(entry, options.runtime));
  ahead.delete(keyOf(entry, options.runtime));
  if (made !== undefined && !options.sourceMaps && options.bundling === undefined) return withHandler(made, entry);
  const folder = path.dirname(entry);
  const outfile = path.join(folder, options.bundling?.format === "esm" ? "index.mjs" : "index.js");
  try {
    const built = buildSync({
      ...settings(options.runtime),
      ...esbuildOptions(options.bundling),
      entryPoints: [entry],
      absWorkingDir: folder,
      outfile,
      sourcemap: options.sourceMaps ? "linked" : false,
      ...(options.sourceRoot === true && { sourceRoot: pathToFileURL(`${path.dirname(entry)}/`).href }),
    });
    const meta = built.warnings.find(({ id }) => id === "empty-import-meta");
    if (meta !== undefined) throw importMeta(entry, meta);
    const files = new Map(built.outputFiles.map((file) => [path.basename(file.path), file.contents]));
    return withHandler(withNotices(files, built.metafile, outfile, folder), entry);
  } catch (error) {
    const messages = (error as BuildFailure).errors?.map(
      (e) => `${e.location?.file ?? "?"}:${e.location?.line ?? 0}: ${e.text}`,
    );
    if (error instanceof ConfigurationError || messages === undefined) throw error;
    throw new ConfigurationError(
      "function-bundle",
      entry,
      `esbuild can't bundle it:\n  ${messages.join("\n  ")}`,
      "Fix the function's source and synthesize again",
    );
  }
}

/** esbuild lists an ECMAScript module's exports for Node, in code that never runs. */
const EXPORTED = /0&&\(module\.exports=\{([^}]*)\}\)/;

/**
 * Lambda calls `index.handler`; without it every call fails at run time.
 * @throws ConfigurationError `function-handler`
 */
function withHandler(bundle: Bundle, entry: string): Bundle {
  const module = bundle.get("index.mjs");
  const code = Buffer.from(module ?? bundle.get("index.js") ?? []).toString("utf8");
  // An ECMAScript module says it in its last statement.
  const listed =
    module === undefined
      ? EXPORTED.exec(code)?.[1]
      : [...code.matchAll(/export\s*\{([^}]*)\}/g)]
          .map(([, names = ""]) => names.replace(/[\w$]+\s+as\s+/g, ""))
          .join(",")
          .replace(/\s/g, "");
  // What is handed on as a whole (`...require("x")`) may hold it, and a CommonJS module assigns it somewhere.
  const exported =
    listed === undefined ? /\bhandler\b/.test(code) : listed.includes("...") || listed.split(",").includes("handler");
  if (exported) return bundle;
  throw new ConfigurationError(
    "function-handler",
    { path: entry, prop: "entry" },
    `it exports ${listed === undefined || listed === "" ? "nothing called handler" : listed.replaceAll(",", ", ")}, and Lambda calls handler`,
    "Write export const handler = async (event) => …",
  );
}

function importMeta(entry: string, { location }: Message): ConfigurationError {
  return new ConfigurationError(
    "function-bundle",
    { path: entry, prop: "entry" },
    `${location?.file ?? "?"}:${String(location?.line ?? 0)} reads import.meta, which is empty in the CommonJS module that Lambda runs`,
    'Write bundling: { format: "esm" }, or __dirname and __filename instead',
  );
}
