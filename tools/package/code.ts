import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { moduleFiles } from "../../cli/hcl/module-files";
import type { Edition } from "./editions";
import { shipLicences } from "./licences";

const POSTURE = "aws-api-posture";

/** What can be imported, by the folder of the package that holds it. */
export const ENTRIES = { constructs: "constructs/index.ts", posture: "posture/index.ts" } as const;

const SETTINGS = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  packages: "external",
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
} satisfies BuildOptions;

/**
 * The constructs in one file. Posture's public API comes from its own package; the pure facts and
 * claim checks that constructs share with it are part of the file.
 */
export async function writeConstructs(root: string, out: string, edition: Edition): Promise<void> {
  await build({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints: [path.join(root, ENTRIES.constructs)],
    outfile: path.join(out, "constructs", "index.js"),
    // Stack traces and debuggers then name the sources, which are in the map.
    sourcemap: "linked",
    sourceRoot: edition.name,
    plugins: [loadedOnFirstUse(edition.moduleOf), postureFromItsPackage(root), modulesOf(edition)],
  });
}

/** The command `cognito-http-api`. */
export async function writeCommand(root: string, out: string, edition: Edition): Promise<void> {
  const outfile = path.join(out, "cli.js");
  await build({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints: [path.join(root, "cli", "index.ts")],
    outfile,
    plugins: [postureFromItsPackage(root), modulesOf(edition)],
  });
  chmodSync(outfile, 0o755);
}

/** The HCL edition, of which `init --hcl` and `adopt --hcl` write a copy into projects. */
export function writeModule(root: string, out: string): void {
  for (const [file, content] of Object.entries(moduleFiles(path.join(root, "module")))) {
    const place = path.join(out, "module", file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
}

/**
 * The local run, which the command's `local` starts: one file, and beside it what it hands to Python and to functions.
 * The page that `--front-end` serves goes along.
 */
export async function writeLocalRun(root: string, out: string, edition: Edition): Promise<void> {
  const folder = path.join(out, "local");
  const outfile = path.join(folder, "index.js");
  const { metafile } = await build({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints: [path.join(root, "local", "index.ts")],
    outfile,
    metafile: true,
    // What posture's insides need of other packages is part of the file: this package depends on none of them.
    packages: "bundle",
    external: ["esbuild", "fflate", "cdktf", "@cdktf/*", "cdktn", "@cdktn/provider-*", "constructs", "aws-api-posture"],
    plugins: [postureFromItsPackage(root), modulesOf(edition)],
  });
  shipLicences(metafile, outfile, root);
  for (const name of [
    "serve.py",
    "event_format.py",
    "response_format.py",
    "verify.py",
    "requirements.txt",
    "aws-hosts.cjs",
  ])
    copyFileSync(path.join(root, "local", "emulator", name), path.join(folder, name));
  const page = path.join(out, "examples", "sign-in-page");
  mkdirSync(page, { recursive: true });
  for (const name of readdirSync(path.join(root, "examples", "sign-in-page")))
    if (/\.(ts|html|css)$/.test(name) && name !== "main.ts")
      copyFileSync(path.join(root, "examples", "sign-in-page", name), path.join(page, name));
}

/** Posture: what can be imported, and the command, which share one file. */
export async function writePosture(root: string, out: string): Promise<void> {
  const parts = [
    'export * as api from "./posture/index";',
    'export { main } from "./posture/cli/run";',
    'export { processHost } from "./posture/cli/host";',
  ];
  await build({
    ...SETTINGS,
    absWorkingDir: root,
    stdin: { contents: parts.join("\n"), resolveDir: root, loader: "ts" },
    outfile: path.join(out, "posture.js"),
    plugins: [loadedOnFirstUse()],
  });
  const names = await exportedNames(root, ENTRIES.posture);
  // The second line is never run. It tells Node's ES modules which names there are to import.
  write(path.join(out, "index.js"), [
    'module.exports = require("./posture.js").api;',
    `0 && (module.exports = { ${names.join(", ")} });`,
  ]);
  const command = path.join(out, "cli.js");
  write(command, [
    "#!/usr/bin/env node",
    'const { main, processHost } = require("./posture.js");',
    "// exitCode, not exit(): a pipe may still have to take the rest of the output.",
    "void main(process.argv.slice(2), processHost()).then((code) => (process.exitCode = code));",
  ]);
  chmodSync(command, 0o755);
}

/** The provider's classes are large, and a stack uses a few of them; the rest is for what few programs ask. */
const ON_FIRST_USE = /^(?:@cdktf\/provider-[\w-]+\/lib\/|(?:esbuild|fflate|tldts|yaml)$)/;

/** Loads such modules when the first of their names is used: by nothing else does a program notice. */
function loadedOnFirstUse(moduleOf = (name: string): string => name): Plugin {
  const namespace = "first-use";
  return {
    name: "loaded-on-first-use",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: ON_FIRST_USE, namespace: "file" }, ({ path: from }) => ({ path: moduleOf(from), namespace }));
      onResolve({ filter: /./, namespace }, ({ path: from }) => ({ path: from, external: true }));
      onLoad({ filter: /./, namespace }, ({ path: from }) => ({
        // What imports it takes its prototype, and asks first whether it is a module.
        contents: `module.exports = Object.create(
          new Proxy({}, { get: (_, name) => name === "__esModule" || require(${JSON.stringify(from)})[name] }),
        );`,
      }));
    },
  };
}

function postureFromItsPackage(root: string): Plugin {
  const index = path.join(root, "posture");
  return {
    name: "posture-from-its-package",
    setup: ({ onResolve }) =>
      onResolve({ filter: /posture(\/index)?$/ }, ({ path: from, resolveDir }) => {
        const target = path.resolve(resolveDir, from).replace(/[\\/]index$/, "");
        return target === index ? { path: POSTURE, external: true } : undefined;
      }),
  };
}

function modulesOf({ moduleOf }: Edition): Plugin {
  return {
    name: "modules-of-the-edition",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^@?cdktf(\/|$)/ }, ({ path: from }) => ({ path: moduleOf(from), external: true })),
  };
}

/** The values that an entry exports, sorted; types are not among them. */
export async function exportedNames(root: string, entry: string): Promise<string[]> {
  const { metafile } = await build({
    ...SETTINGS,
    format: "esm",
    absWorkingDir: root,
    entryPoints: [path.join(root, entry)],
    write: false,
    metafile: true,
    outdir: "nowhere",
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

function write(file: string, lines: readonly string[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join("\n")}\n`);
}
