const { readFileSync } = require("node:fs");
const { TestEnvironment } = require("jest-environment-node");
const { LegacyFakeTimers, ModernFakeTimers } = require("@jest/fake-timers");
const { ModuleMocker } = require("jest-mock");

/** Where jest-circus keeps its listeners: by a global symbol, so those of the files before would be called as well. */
const CIRCUS = Symbol.for("EVENT_HANDLERS");

/**
 * The worker's own realm, in which posture and constructs are loaded once for all test files (jest-runtime.js). What a file changes in it, globals,
 * `process.env`, the working directory, is put back after it.
 */
class SharedRealm {
  constructor({ projectConfig: config }) {
    const global = globalThis;
    delete global[CIRCUS];
    this.sharesModules = true;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimers = new LegacyFakeTimers({
      config,
      global,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: (id) => id, refToId: (ref) => ref },
    });
    this.fakeTimersModern = new ModernFakeTimers({ config, global });
    const { console, process } = global;
    this.before = { console, cwd: process.cwd(), env: { ...process.env }, exit: process.exit, code: process.exitCode };
    this.names = new Set(Object.keys(global));
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    // What a program would list of its stacks at its end (print-annotations.ts) says nothing of the tests.
    for (const listener of process.listeners("exit"))
      if (listener.name === "print") process.removeListener("exit", listener);
    // cdktf keeps its tokens in __cdktfTokenMap, for as long as it is loaded.
    for (const name of Object.keys(globalThis))
      if (!this.names.has(name) && !name.startsWith("__")) delete globalThis[name];
    const { console, cwd, env, exit, code } = this.before;
    globalThis.console = console;
    process.exit = exit;
    process.exitCode = code;
    process.chdir(cwd);
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return this.global;
  }
}

/** The functions hold what they know of keys and clients from call to call, as Lambda lets them: their tests each start a new one. */
const STARTS_ANEW = /[\\/]__tests__[\\/]functions[\\/]/;
const REPLACES_MODULES = /jest\.(mock|doMock|isolateModules|resetModules)/;

/** Node's environment, a realm for each test file, for those that need modules of their own; else the worker's. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    const { testPath } = context;
    const { watch, watchAll } = config.globalConfig; // Then sources change between two runs of one process.
    const ownModules = STARTS_ANEW.test(testPath) || REPLACES_MODULES.test(readFileSync(testPath, "utf8"));
    if (!ownModules && !watch && !watchAll) return new SharedRealm(config);
    super(config, context);
  }
};
