// Runs main.ts: `npm run synth`, and the `app` of cdktf.json. It is plain JavaScript because it is what makes TypeScript run.
//
// esbuild puts main.ts and what it imports into two files first, the project's own and its packages: loading those takes a fraction of the time that
// loading cdktf's and the provider's hundreds of files takes. Both are kept, and made again when something that they are made of has changed.
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import module, { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compilesAnew, runCompiled } from "./synth-compiled.mjs";
import { keep, madeOf, packagesOfCurrent } from "./synth-kept.mjs";
import {
  leavePackagesOut,
  manifestOf,
  NEVER_BUNDLED,
  packagesFile,
  requireFrom,
  requireOf,
} from "./synth-packages.mjs";

// esbuild's buildSync, which packages functions, waits for a thread of its own, and was seen to wait for ever; a process ends.
process.env.ESBUILD_WORKER_THREADS ??= "0";

/** Node's own words for a package that isn't there are a stack trace. */
const INCOMPLETE = "If package.json names it, the installation is incomplete or was interrupted: write `npm ci`.";
const notInstalled = (error) => {
  console.error(`${error.message}\n${INCOMPLETE}`);
  process.exit(1);
};
/** esbuild is loaded only where something has to be bundled. */
async function build(options) {
  const esbuild = await import("esbuild").catch(notInstalled);
  return esbuild.build(options);
}

const here = fileURLToPath(import.meta.url);
const root = dirname(dirname(here));
const entry = resolve(process.argv[2] ?? join(root, "main.ts"));
const library = join(root, "constructs");
const cache = writable([join(root, "node_modules", ".cache", "synth"), join(tmpdir(), `synth-${userInfo().username}`)]);

/** The first of these folders that can be written to; node_modules may be read-only. */
function writable(folders) {
  for (const folder of folders)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // The next one.
    }
  console.error(
    `None of these folders can be written to: ${folders.join(", ")}. Free space or permissions are missing.`,
  );
  process.exit(1);
}

/** The cdktf command hands the context over; without it, cdktf.json is read here, so that both ways give the same output. */
function context() {
  const file = join(process.cwd(), "cdktf.json");
  return JSON.stringify(existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")).context ?? {}) : {});
}

const SETTINGS = { bundle: true, platform: "node", format: "cjs", target: "node20", logLevel: "silent" };

/** The files of the program's packages and of itself, as they were kept, or bundled anew. Undefined if a package isn't there. */
async function quickBundle() {
  const file = join(cache, `program.${createHash("sha256").update(entry).digest("hex").slice(0, 24)}.cjs`);
  const current = packagesOfCurrent(file);
  if (current !== undefined) return [current, file];
  const since = Date.now();
  const wanted = new Set();
  const { metafile, outputFiles } = await build({
    ...SETTINGS,
    entryPoints: [entry],
    outfile: file,
    write: false,
    metafile: true,
    plugins: [leavePackagesOut(wanted, dirname(entry))],
  });
  const packages = await packagesFile(build, wanted, dirname(entry), cache).catch(() => undefined);
  if (packages === undefined) return undefined;
  const sources = Object.keys(metafile.inputs).map((input) => resolve(input));
  const manifests = [...wanted, ...NEVER_BUNDLED].map((name) => manifestOf(name, dirname(entry))).filter(Boolean);
  const made = madeOf(packages, [...sources, ...manifests, here], since);
  keep(file, requireFrom(packages, entry) + outputFiles[0].text + made);
  return [packages, file];
}

/** Bundles everything together, with source maps: they double the memory and the time, so they are made only to explain a failure. */
async function bundleWithMaps(outfile) {
  await build({
    ...SETTINGS,
    entryPoints: [entry],
    outfile,
    external: NEVER_BUNDLED,
    banner: { js: requireOf(entry) },
    sourcemap: "inline",
    sourcesContent: false,
  });
  process.setSourceMapsEnabled(true);
}

const run = createRequire(import.meta.url);

/** @throws what bundling or the program throws */
async function runQuickly() {
  const files = await quickBundle();
  if (files === undefined) return runWithMaps(); // It says which file imports what isn't there.
  if (compilesAnew) runCompiled(files);
  else run(files[1]);
}

async function runWithMaps() {
  // A file of this process alone, so that two runs at once never read each other's.
  const file = join(cache, `bundleWithMaps.${process.pid}.cjs`);
  try {
    await bundleWithMaps(file);
    run(file);
  } finally {
    rmSync(file, { force: true });
  }
}

/** What the author can fix by the message alone: a refused value, the findings of the rules, a syntax error, or a full disk. */
async function explained(error) {
  // esbuild's; a refused stack holds its mistakes under the same name.
  if (error?.errors?.some(({ text }) => typeof text === "string") === true) {
    // Of a package that isn't there, the first import.
    const unlike = new Map(error.errors.map((one) => [one.text, one]).reverse());
    const lines = [...unlike.values()]
      .reverse()
      .map(({ location, text }) => `${location?.file ?? entry}:${location?.line ?? 0}: ${text}`);
    const isMissing = lines.some((line) => /: Could not resolve "[^./]/.test(line));
    return [...lines, ...(isMissing ? [INCOMPLETE] : [])].join("\n");
  }
  const { diskProblem } = await uncaught();
  return error?.name === "ConfigurationError" || /validation failed/i.test(error?.message ?? "")
    ? error.message
    : diskProblem(error);
}

/** In a local run what is refused is synthesized once more with source maps, so that the library names the lines of what is wrong. */
async function withLines(error, text) {
  const isLocal = JSON.parse(process.env.CDKTF_CONTEXT_JSON).localRun === true;
  if (!isLocal || error?.errors?.some((one) => typeof one.text === "string") === true) return text;
  const again = await runWithMaps().catch((mapped) => mapped);
  const located = (await explained(again)) ?? text;
  // What is wrong with props is thrown where they are written; the findings of a stack have their lines.
  const own = [...(again?.stack ?? "").matchAll(/^ +at (?:.*\()?(?:file:\/\/)?([^()\n]+?):(\d+):\d+\)?$/gm)].find(
    ([, file]) => existsSync(file) && !file.startsWith(library) && !/[\\/]node_modules[\\/]/.test(file),
  );
  if (own === undefined || /\.[cm]?[jt]s:\d+\)/.test(located)) return located;
  return `${located}\n  at ${relative(process.cwd(), own[1])}:${own[2]}`;
}

/** What the library itself says of such errors, without a file being written. */
async function uncaught() {
  const entryPoints = [join(root, "constructs/errors/uncaught.ts")];
  const { outputFiles } = await build({ ...SETTINGS, entryPoints, write: false });
  const module = { exports: {} };
  new Function("module", "require", outputFiles[0].text)(module, createRequire(import.meta.url));
  return module.exports;
}

process.env.CDKTF_CONTEXT_JSON ??= context();
module.enableCompileCache?.(join(cache, "compiled")); // From Node 22.1 on.
try {
  await runQuickly();
} catch (error) {
  process.exitCode = 1;
  const text = await explained(error);
  if (text !== undefined) console.error(await withLines(error, text));
  else
    // The same program once more, in a form that can be explained. If only the quick form fails, it fails without the program's fault.
    await runWithMaps().then(
      () => console.error(error),
      async (mapped) => console.error((await explained(mapped)) ?? mapped),
    );
}
