/**
 * Jest's own runtime, which doesn't do again for each test file what comes out the same: most of the time of `npm test` went there.
 *
 * - A file is compiled once in each worker. Each test file still runs it anew, in a realm and a module registry of its own.
 * - cdktf and the provider's bindings, which hold no state of a test, are loaded once in each worker. What cdktf does keep, the map of its
 *   tokens, starts empty for each test file.
 * - cdktf's tokens don't take down where they were made: reading that stack through source maps took a quarter of a synth, and only the
 *   sentence of a token that can't be resolved shows it.
 */
const { Script } = require("node:vm");
const { types } = require("node:util");
const { default: Runtime } = require("jest-runtime");

const LOADED_ONCE = /^(cdktf|constructs|@cdktf\/.+)$/;
require("cdktf/lib/tokens/private/stack-trace").captureStackTrace = () => [];

/** By path: what was compiled, and the text it was compiled from, which changes while jest watches. */
const compiled = new Map();

module.exports = class extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.errorListeners = [process.stdout, process.stderr].map((stream) => ({
      stream,
      before: stream.listeners("error"),
    }));
    const tokens = globalThis.__cdktfTokenMap;
    if (tokens !== undefined) Object.assign(tokens, new tokens.constructor());
    const { Error } = environment.global;
    const ownCheck = Function.prototype[Symbol.hasInstance];
    // An error that cdktf throws is an Error for the code under test, as it is where there is only one realm.
    Object.defineProperty(Error, Symbol.hasInstance, {
      configurable: true,
      value(value) {
        return ownCheck.call(this, value) || (this === Error && types.isNativeError(value));
      },
    });
    const parameters = this.executor.injectedModuleParameters.join(",");
    this.executor.compile = (code, filename) => {
      const context = environment.getVmContext();
      if (context === null) return null;
      let kept = compiled.get(filename);
      if (kept?.code !== code) {
        const script = new Script(`(function(${parameters}){\n${code}\n})`, { filename, lineOffset: -1 });
        compiled.set(filename, (kept = { code, script }));
      }
      return kept.script.runInContext(context);
    };
  }

  /** A program's last steps (process/cleanup.ts) listen on the streams of the worker, which outlive the test file. */
  teardown() {
    super.teardown();
    for (const { stream, before } of this.errorListeners)
      for (const listener of stream.listeners("error")) if (!before.includes(listener)) stream.off("error", listener);
  }

  requireModule(from, name, ...rest) {
    return name !== undefined && LOADED_ONCE.test(name) ? require(name) : super.requireModule(from, name, ...rest);
  }
};
