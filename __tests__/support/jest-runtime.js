/**
 * Jest's own runtime, which doesn't do again for each test file what comes out the same: most of the time of `npm test` went there.
 *
 * - cdktf, the provider's bindings and fast-check, which hold no state of a test but a map of tokens, are loaded once in each worker.
 * - So are posture and constructs, for the test files that share the worker's realm (jest-environment.js). What they hold from call to call is
 *   keyed by what they were given.
 * - What esbuild makes of a function is made again where a source of it changed: the constructs' tests bundle the same few some hundred times.
 * - The keys that a test file makes are those of the files before: it gets as many as it asks for, and none twice.
 * - Any other file is compiled once in each worker. Each test file still runs it anew, in a module registry of its own.
 * - cdktf's tokens don't take down where they were made: reading that stack through source maps took a quarter of a synth, and only the
 *   sentence of a token that can't be resolved shows it.
 * - What fast-check generates is the same in each run, so that a test fails for what changed: `FC_SEED` is for whoever looks further, and each night.
 * - What jest-circus follows its tests with (AsyncLocalStorage) ends with the test file; Node asks each that was left for every promise.
 */
const hooks = require("node:async_hooks");
const crypto = require("node:crypto");
const { statSync } = require("node:fs");
const { createRequire } = require("node:module");
const { relative, resolve, sep } = require("node:path");
const { Script } = require("node:vm");
const { types } = require("node:util");
const { default: Runtime } = require("jest-runtime");

const esbuild = require("esbuild");
const bundles = new Map();
require.cache[require.resolve("esbuild")].exports = { ...esbuild, buildSync };

function buildSync(options) {
  const key = JSON.stringify(options);
  const kept = bundles.get(key);
  if (kept?.sources.every(([file, version]) => versionOf(file) === version)) return kept.built;
  const built = esbuild.buildSync(options);
  if (options.write === false && options.metafile) {
    const files = Object.keys(built.metafile.inputs).map((file) => resolve(options.absWorkingDir ?? "", file));
    bundles.set(key, { built, sources: files.map((file) => [file, versionOf(file)]) });
  }
  return built;
}

const { generateKeyPairSync } = crypto;
const keys = new Map();
let given = new Map();
crypto.generateKeyPairSync = (type, options) => {
  const kind = JSON.stringify([type, options]);
  const made = keys.get(kind) ?? keys.set(kind, []).get(kind);
  const number = given.get(kind) ?? 0;
  given.set(kind, number + 1);
  return (made[number] ??= generateKeyPairSync(type, options));
};

function versionOf(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`;
}

const LOADED_ONCE = /^(cdktf|constructs|fast-check|@cdktf\/.+)$/;
const SHARED = new Set(["posture", "constructs"]);
require("cdktf/lib/tokens/private/stack-trace").captureStackTrace = () => [];

/** By path: what was compiled, and the text it was compiled from, which changes while jest watches. */
const compiled = new Map();

/** By path: the source maps of what is loaded once, for the lines of errors. */
const maps = new Map();

/** What the runtime of the test file that runs makes of a source. */
let transform;
require.extensions[".ts"] = (module, filename) => module._compile(transform(filename), filename);
// Node tries them in this order, and jest TypeScript before JSON.
for (const extension of [".js", ".json", ".node"]) {
  const load = require.extensions[extension];
  delete require.extensions[extension];
  require.extensions[extension] = load;
}

const { AsyncLocalStorage } = hooks;
require("fast-check").configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
const stores = [];
hooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    stores.push(this);
  }
};

module.exports = class extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    given = new Map();
    const cache = this.transformCache;
    const ownMaps = cache.getSourceMaps();
    for (const [filename, map] of maps) ownMaps.set(filename, map);
    transform = (filename) => {
      const text = cache.transform(filename, this._getFullTransformationOptions());
      if (ownMaps.has(filename)) maps.set(filename, ownMaps.get(filename));
      return text;
    };
    this.sharesModules = environment.sharesModules === true;
    this.errorListeners = [process.stdout, process.stderr].map((stream) => ({
      stream,
      before: stream.listeners("error"),
    }));
    if (!this.sharesModules) knowErrorsOfCdktf(environment.global.Error);
    const parameters = this.executor.injectedModuleParameters.join(",");
    this.executor.compile = (code, filename) => {
      const context = environment.getVmContext();
      if (context === null) return null;
      let kept = compiled.get(filename);
      if (kept?.code !== code) {
        const script = new Script(`(function(${parameters}){\n${code}\n})`, { filename, lineOffset: -1 });
        compiled.set(filename, (kept = { code, script }));
      }
      return this.sharesModules ? kept.script.runInThisContext() : kept.script.runInContext(context);
    };
  }

  /** A program's last steps (process/cleanup.ts) listen on the streams of the worker, which outlive the test file. */
  teardown() {
    super.teardown();
    for (const { stream, before } of this.errorListeners)
      for (const listener of stream.listeners("error")) if (!before.includes(listener)) stream.off("error", listener);
    for (const store of stores.splice(0)) store.disable();
  }

  requireInternalModule(from, name) {
    // What jest-circus is made of, expect above all; its own state starts anew with each test file.
    if (this.sharesModules && name !== undefined) return createRequire(from)(name);
    return super.requireInternalModule(from, name);
  }

  requireModule(from, name, ...rest) {
    if (name !== undefined && LOADED_ONCE.test(name)) return require(name);
    if (this.sharesModules && name?.startsWith(".")) {
      const path = this._resolution.resolveCjs(from, name);
      const [folder] = relative(this._config.rootDir, path).split(sep);
      if (path.endsWith(".ts") && SHARED.has(folder)) return require(path);
    }
    return super.requireModule(from, name, ...rest);
  }
};

/** An error that cdktf throws is an Error for the code under test, as it is where there is only one realm. */
function knowErrorsOfCdktf(Error) {
  const ownCheck = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    value(value) {
      return ownCheck.call(this, value) || (this === Error && types.isNativeError(value));
    },
  });
}
