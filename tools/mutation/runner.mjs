// A test runner for Stryker: jest's own runner in this process, with one file map for all mutants. @stryker-mutator/jest-runner starts jest anew for each
// mutant, which took longer than the tests. A test, for Stryker, is a whole test file here: of those that reach a mutant the nearest by name run first,
// at most `nearest` of them, up to the first failure. So "survived" means: survived its nearest test files.
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { PluginKind, declareClassPlugin } from "@stryker-mutator/api/plugin";
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached } from "@stryker-mutator/api/test-runner";
import { nearestFirst } from "./nearest.mjs";

const require = createRequire(import.meta.url);
const { readConfig } = require("jest-config");
const { default: Runtime } = require("jest-runtime");
const { default: JestRunner } = require("jest-runner");

class InProcessRunner {
  static inject = ["options"];

  constructor({ inProcess }) {
    this.tests = inProcess.tests;
    this.nearest = inProcess.nearest;
    this.milliseconds = new Map();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env["NODE_ENV"] = "test";
    const root = process.cwd();
    const own = require(join(root, "jest.config.js"));
    const config = {
      ...own,
      rootDir: root,
      roots: ["<rootDir>"],
      testEnvironment: join(root, "tools/mutation/environment.cjs"),
      silent: true,
    };
    const argv = { $0: "", _: [], config: JSON.stringify(config), runInBand: true, silent: true, watchman: false };
    const { globalConfig, projectConfig } = await readConfig(argv, root);
    this.globalConfig = globalConfig;
    this.context = await Runtime.createContext(projectConfig, {
      console,
      maxWorkers: 1,
      watch: false,
      watchman: false,
    });
  }

  /** The message of the first failure in a test file, or undefined. `state` is what the instrumented sources see. */
  async #run(test, state, bail) {
    const run = { state, bail, failed: false };
    globalThis.__mutationRun = run;
    const runner = new JestRunner(this.globalConfig, {});
    let failure;
    runner.on("test-file-success", ([, { failureMessage, testExecError }]) => {
      failure = failureMessage ?? testExecError?.message;
    });
    runner.on("test-file-failure", ([, error]) => {
      failure = error?.message ?? String(error);
    });
    const path = join(process.cwd(), test);
    await runner.runTests([{ context: this.context, path }], { isInterrupted: () => false }, { serial: true });
    return failure ?? (run.failed ? "failed" : undefined);
  }

  async dryRun() {
    const tests = [];
    const mutantCoverage = { static: {}, perTest: {} };
    for (const test of this.tests) {
      const state = { currentTestId: test, mutantCoverage };
      const start = Date.now();
      const failure = await this.#run(test, state, false);
      const timeSpentMs = Date.now() - start;
      this.milliseconds.set(test, timeSpentMs);
      // One that the mutants' switches alone make fail, for it measures time, notices nothing: it is left out.
      if (failure !== undefined) delete mutantCoverage.perTest[test];
      const status = failure === undefined ? TestStatus.Success : TestStatus.Skipped;
      tests.push({
        id: test,
        name: test,
        fileName: join(process.cwd(), test),
        timeSpentMs,
        status,
        failureMessage: failure,
      });
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit }) {
    const source = relative(process.cwd(), sandboxFileName);
    const tests = nearestFirst(source, testFilter ?? this.tests).slice(0, this.nearest);
    for (const [index, test] of tests.entries()) {
      const state = { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 };
      const failure = await this.#run(test, state, true);
      const endless = determineHitLimitReached(state.hitCount, hitLimit);
      if (endless) return { status: MutantRunStatus.Timeout, reason: endless.reason };
      if (failure !== undefined)
        return {
          status: MutantRunStatus.Killed,
          killedBy: [test],
          failureMessage: failure.slice(0, 500),
          nrOfTests: index + 1,
        };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
/** So that Stryker knows the option. */
export const strykerValidationSchema = { properties: { inProcess: { type: "object" } } };
