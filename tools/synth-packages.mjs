// The packages that a program imports, bundled into one file that is kept until one of them changes. The program has a file of its own, which
// changes more often: of the time that bundling takes, two thirds went into cdktf and the provider's classes, which change with an installation only.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { isWhole, keep } from "./synth-kept.mjs";

const BUILT_IN = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** esbuild finds its binary beside its own files, so it is never bundled. */
export const NEVER_BUNDLED = ["esbuild"];

/**
 * An esbuild plugin that leaves packages out of the program and notes which it wants. What only looks like one stays in it, since it changes as the
 * program does: sources that tsconfig.json's `paths` or a link of a workspace lead to.
 * @param from the folder that packages are looked for from
 */
export function leavePackagesOut(wanted, from) {
  const seen = new Map();
  const isPackage = async (program, path) => {
    const found = await program.resolve(path, { kind: "require-call", resolveDir: from, pluginData: "asked" });
    return /[\\/]node_modules[\\/]/.test(found.path);
  };
  return {
    name: "leave-packages-out",
    setup(program) {
      program.onResolve({ filter: /^[^./]/ }, async ({ path, kind, pluginData }) => {
        if (kind === "entry-point" || pluginData === "asked") return undefined;
        if (BUILT_IN.has(path) || NEVER_BUNDLED.includes(path)) return { path, external: true };
        if (!seen.has(path)) seen.set(path, isPackage(program, path));
        if (!(await seen.get(path))) return undefined;
        wanted.add(path);
        return { path, external: true };
      });
    },
  };
}

/**
 * cdktf's tokens note where each was made, which took an eighth of a synth and shows only in the sentence of one that can't be resolved: such a
 * program is run once more with everything (synth.mjs), and says it then.
 */
const withoutTraces = {
  name: "without-traces",
  setup(packages) {
    packages.onLoad({ filter: /[\\/]cdkt[fn][\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
  },
};

/** The manifest of the package that an import leads to, looked for as Node does. */
export function manifestOf(specifier, from) {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, "node_modules", name, "package.json");
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/** What the bundle depends on: the imports, and the version and installation time of each package. */
function keyOf(specifiers, from) {
  const hash = createHash("sha256").update(`${process.version} without traces`);
  for (const specifier of specifiers) {
    const manifest = manifestOf(specifier, from);
    hash.update(`\0${specifier}\0`);
    if (manifest !== undefined)
      hash.update(`${JSON.parse(readFileSync(manifest, "utf8")).version} ${statSync(manifest).ctimeMs}`);
  }
  return hash.digest("hex").slice(0, 24);
}

/**
 * The file that holds the packages: it exports a function for each import. Made when it isn't there yet, or is damaged.
 * @param from the folder that the imports are resolved from
 * @throws esbuild's failure, when a package isn't installed
 */
export async function packagesFile(build, wanted, from, cache) {
  const specifiers = [...wanted].sort();
  const file = join(cache, `packages.${keyOf(specifiers, from)}.cjs`);
  if (isWhole(file)) return file;
  const { outputFiles } = await build({
    stdin: {
      contents: specifiers
        .map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)});`)
        .join("\n"),
      resolveDir: from,
      loader: "js",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: NEVER_BUNDLED,
    plugins: [withoutTraces],
    write: false,
    logLevel: "silent",
  });
  keep(file, outputFiles[0].text);
  return file;
}

/** Makes the program's `require` look into the packages' file first, and then where the program itself would. */
export function requireFrom(file, entry) {
  return `${requireOf(entry)}require = ((own, packages) => (name) => (name in packages ? packages[name]() : own(name)))(require, require(${JSON.stringify(file)}));\n`;
}

/** Makes `require` look where the program itself would: what is run may lie in a folder without packages. */
export function requireOf(entry) {
  return `var require = require("node:module").createRequire(${JSON.stringify(entry)});`;
}
