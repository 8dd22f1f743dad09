// Runs the kept files by what V8 compiled of them, which is kept too: their functions, and those of cdktf and the provider's classes, were compiled
// at each run. From Node 22.1 on Node does that by itself (module.enableCompileCache).
import { readFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import vm from "node:vm";
import { keep, sealOf, wholeBytes } from "./synth-kept.mjs";

const WRAPPER = ["(function (exports, require, module, __filename, __dirname) {", "\n})"];

/** Node's own loader for `import()`, from Node 20.12 on. */
const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;

/** Whether Node compiles anew at each run, and can be told what was compiled. */
export const compilesAnew = module.enableCompileCache === undefined && importModuleDynamically !== undefined;

/** V8 takes what was compiled of any text of the same length, so the name says of which it was. */
const compiledFile = (file, text) =>
  join(dirname(file), `compiled-${basename(file, ".cjs")}-${sealOf(text).slice(0, 24)}-${process.version}.v8`);

/**
 * Runs files that keep() wrote, the first ones being what the later ones `require`.
 * @throws what they throw; nothing is kept then
 */
export function runCompiled(files) {
  const scripts = files.map(runOne);
  // After the run, when what it called is compiled.
  for (const { script, kept } of scripts)
    try {
      if (script.cachedDataRejected !== false) keep(kept, script.createCachedData());
    } catch {
      // The program has run; the next one takes longer.
    }
}

function runOne(file) {
  const text = readFileSync(file, "utf8");
  const kept = compiledFile(file, text);
  const script = new vm.Script(WRAPPER.join(text), {
    filename: file,
    columnOffset: -WRAPPER[0].length,
    cachedData: wholeBytes(kept),
    importModuleDynamically,
  });
  const require = createRequire(file);
  const loaded = Object.assign(new module.Module(file), { filename: file, paths: require.resolve.paths("any") });
  script.runInThisContext().call(loaded.exports, loaded.exports, require, loaded, file, dirname(file));
  loaded.loaded = true;
  require.cache[file] = loaded;
  return { script, kept };
}
