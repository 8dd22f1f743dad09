// The packages that a program imports, bundled into one file that is kept until one of them changes. The program itself is bundled anew at each
// synth; of the time that takes, two thirds went into cdktf and the provider's classes, which change with an installation only.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const BUILT_IN = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** esbuild finds its binary beside its own files, so it is never bundled. */
export const NEVER_BUNDLED = ["esbuild"];

/** An esbuild plugin that leaves packages out of the program and notes which it wants. */
export function leavePackagesOut(wanted) {
  return {
    name: "leave-packages-out",
    setup(program) {
      program.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === "entry-point") return undefined;
        if (!BUILT_IN.has(path) && !NEVER_BUNDLED.includes(path)) wanted.add(path);
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
function manifestOf(specifier, from) {
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

const digestOf = (text) => createHash("sha256").update(text).digest("hex");

/** Is the file as it was written? Its last line holds the digest of the rest; a disk that filled up or a copy may have cut it. */
function isWhole(file) {
  if (!existsSync(file)) return false;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(SEAL);
  return end >= 0 && bytes.toString("latin1", end + SEAL.length).trim() === digestOf(bytes.subarray(0, end));
}

const SEAL = "\n//# sha256=";

/**
 * The file that holds the packages: it exports a function for each import. Made when it isn't there yet, or is damaged.
 * @param from the folder that the imports are resolved from
 * @throws esbuild's failure, when a package isn't installed
 */
export async function packagesFile(wanted, from, cache) {
  const specifiers = [...wanted].sort();
  const file = join(cache, `packages.${keyOf(specifiers, from)}.cjs`);
  if (isWhole(file)) return file;
  const draft = `${file}.${process.pid}`; // Renamed when whole: two runs at once never read half a file.
  mkdirSync(cache, { recursive: true });
  try {
    await build({
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
      outfile: draft,
      logLevel: "silent",
    });
    appendFileSync(draft, `${SEAL}${digestOf(readFileSync(draft))}\n`);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
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
