// A test runner for Stryker: jest's own runner in this process, with one file map for all mutants. @stryker-mutator/jest-runner starts jest anew for each
// mutant, which took longer than the tests. Most test files share the sources that this process loaded once, as in `npm test`, and only switch the
// mutant; for what a mutant changes while its source is loaded, or in what a source remembers by text, they are loaded anew. A test is named
// `FILE#NUMBER`, and `FILE#load` is what the file itself runs outside its tests: it concerns them all.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Module, createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { PluginKind, declareClassPlugin } from "@stryker-mutator/api/plugin";
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached } from "@stryker-mutator/api/test-runner";
import { likeliestFirst } from "./likeliest.mjs";
import { NO_TIME } from "./results.mjs";

const require = createRequire(import.meta.url);
const { readConfig } = require("jest-config");
const { default: Runtime } = require("jest-runtime");
const { default: JestRunner } = require("jest-runner");

/** A map that outlives a test file, and is written to, would keep what a mutant made. */
function remembers(source) {
  const text = readFileSync(source, "utf8");
  const maps = [...text.matchAll(/^(?:const|let) (\w+)(?:: [^=]+)? = new (?:Map|Set)\b.*\(\);$/gm)];
  return maps.some(([, name]) => new RegExp(`\\b${name}\\b[^;]*?\\.(set|add|delete)\\(`).test(text));
}

class InProcessRunner {
  static inject = ["options"];

  constructor({ inProcess }) {
    this.tests = inProcess.tests;
    this.tries = inProcess.tries;
    this.noticed = inProcess.noticed;
    this.end = inProcess.end;
    this.leftOut = inProcess.leftOut;
    /** By test file, the mutants that it reaches after the sources were loaded, and its milliseconds; a later process of the same run reads them. */
    this.dryFile = join(".work", "dry-run.json");
    this.dry = existsSync(this.dryFile)
      ? JSON.parse(readFileSync(this.dryFile, "utf8"))
      : { reached: {}, took: {}, tests: {} };
    /** What the instrumented sources look at; one object, for they keep it. */
    this.state = { mutantCoverage: { static: {}, perTest: {} } };
    this.shared = 0;
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
    require(projectConfig.runtime);
    // What runs while a shared source is loaded belongs to no test file: Stryker calls it static.
    const load = Module._extensions[".ts"];
    Module._extensions[".ts"] = (...file) => {
      const { currentTestId } = this.state;
      this.state.currentTestId = undefined;
      try {
        load(...file);
      } finally {
        this.state.currentTestId = currentTestId;
      }
    };
  }

  /** The message of the first failure in a test file, or undefined, and the tests that began. */
  async #run(file, { bail = true, only, ...set }) {
    const idOf = (test) => `${file}#${test}`;
    const run = { state: Object.assign(this.state, { currentTestId: idOf("load"), ...set }), bail, idOf, ids: [] };
    // From the first that reaches the mutant to the last: a later test may look at what an earlier one made, a model of the file's own, with what is known of it.
    const numbers = only?.includes(idOf("load")) === false && only.filter((id) => fileOf(id) === file).map(numberOf);
    run.first = numbers ? Math.min(...numbers) : 0;
    run.last = numbers ? Math.max(...numbers) : Infinity;
    globalThis.__mutationRun = run;
    const runner = new JestRunner(this.globalConfig, {});
    let failure;
    runner.on("test-file-success", ([, { failureMessage, testExecError }]) => {
      failure = failureMessage ?? testExecError?.message;
    });
    runner.on("test-file-failure", ([, error]) => {
      failure = error?.message ?? String(error);
    });
    const path = join(process.cwd(), file);
    await runner.runTests([{ context: this.context, path }], { isInterrupted: () => false }, { serial: true });
    return { failure: failure ?? (run.failed ? "failed" : undefined), ids: [idOf("load"), ...run.ids] };
  }

  /** Does something with the shared sources loaded anew, and puts back those that were there. */
  async #loadedAnew(run) {
    const loaded = () => Object.keys(require.cache).filter((path) => path.endsWith(".ts"));
    const kept = loaded().map((path) => [path, require.cache[path]]);
    for (const [path] of kept) delete require.cache[path];
    try {
      return await run();
    } finally {
      // Whatever asked for them would hold them.
      const left = new Set(loaded().map((path) => require.cache[path]));
      for (const { filename } of left) delete require.cache[filename];
      for (const module of Object.values(require.cache))
        module.children = module.children.filter((child) => !left.has(child));
      for (const [path, module] of kept) require.cache[path] = module;
    }
  }

  /** What a mutant did to the shared sources would make all that follow look noticed. */
  async #expectPass(file, { fileName, id }) {
    const { failure } = await this.#run(file, { activeMutant: undefined, hitCount: undefined });
    if (failure !== undefined) throw new Error(`${file} fails after mutant ${id} of ${fileName}: ${failure}`);
  }

  async dryRun() {
    const { mutantCoverage } = this.state;
    const tests = [];
    for (const file of this.tests) {
      const start = Date.now();
      const { failure, ids } = await this.#run(file, { bail: false });
      this.dry.took[file] = Date.now() - start;
      this.dry.tests[file] = ids.length;
      const timeSpentMs = this.dry.took[file] / ids.length;
      const status = failure === undefined ? TestStatus.Success : TestStatus.Skipped;
      if (failure !== undefined) appendFileSync(this.leftOut, `${file}: ${failure.trim().slice(0, 300)}\n`);
      for (const id of ids) {
        // One that the mutants' switches alone make fail, for it measures time, notices nothing: it is left out.
        if (failure !== undefined) delete mutantCoverage.perTest[id];
        Object.assign((this.dry.reached[file] ??= {}), mutantCoverage.perTest[id]);
        tests.push({ id, name: id, fileName: join(process.cwd(), file), timeSpentMs, status, failureMessage: failure });
      }
    }
    mkdirSync(dirname(this.dryFile), { recursive: true });
    writeFileSync(this.dryFile, JSON.stringify(this.dry));
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  /** Those that a mutant is tried in: the likeliest, and of the others what fits into its share of the time of all. Of a file only the tests that reach the mutant run. */
  #affordable(files, took) {
    if (!this.tries) return files;
    let left = Object.values(this.dry.took).reduce((sum, all) => sum + all, 0) * this.tries.share;
    return files.filter((file, i) => {
      if (i >= this.tries.surely && took[file] > left) return false;
      left -= took[file];
      return true;
    });
  }

  /** The milliseconds of a file's tests that reach a mutant. */
  #took(file, only) {
    const run = only?.filter((id) => fileOf(id) === file).length ?? this.dry.tests[file];
    return ((this.dry.took[file] ?? 0) * run) / (this.dry.tests[file] ?? 1);
  }

  /** The test files that reach anything in a source; its mutants' numbers stand in it. */
  #reaching(sandboxFileName) {
    const written = readFileSync(sandboxFileName, "utf8").matchAll(/stryMutAct_\w+\("(\d+)"\)/g);
    const ids = [...written].map(([, id]) => id);
    const found = this.tests.filter((file) => ids.some((id) => this.dry.reached[file]?.[id]));
    return found.length > 0 ? found : this.tests;
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, mutantActivation }) {
    if (Date.now() > this.end) return { status: MutantRunStatus.Error, errorMessage: NO_TIME };
    const source = relative(process.cwd(), sandboxFileName);
    const anew = mutantActivation === "static" || remembers(sandboxFileName);
    const noticed = (this.noticed[source] ??= {});
    // What a source remembers, only the first test made it do; what it made while it was loaded, no test is said to reach.
    const only = anew ? undefined : testFilter;
    const reaching = only === undefined ? this.#reaching(sandboxFileName) : [...new Set(testFilter.map(fileOf))];
    // Whoever reads a table that a source made while it was loaded reaches nothing of it.
    const others = mutantActivation === "static" ? this.tests.filter((file) => !reaching.includes(file)) : [];
    const took = Object.fromEntries([...reaching, ...others].map((file) => [file, this.#took(file, only)]));
    const ordered = [reaching, others].flatMap((some) => likeliestFirst(source, some, noticed, took));
    const files = this.#affordable(ordered, took);
    const attempt = () => this.#attempt(files, { activeMutant, only, hitLimit, noticed, anew });
    return anew ? this.#loadedAnew(attempt) : attempt();
  }

  async #attempt(files, { activeMutant, only, hitLimit, noticed, anew }) {
    for (const file of files) {
      const hitCount = hitLimit === undefined ? undefined : 0;
      const { failure } = await this.#run(file, { only, activeMutant: activeMutant.id, hitLimit, hitCount });
      const endless = determineHitLimitReached(this.state.hitCount, hitLimit);
      if (endless) return { status: MutantRunStatus.Timeout, reason: endless.reason };
      if (failure === undefined) continue;
      if (/Exceeded timeout of/.test(failure)) return { status: MutantRunStatus.Error, errorMessage: failure };
      noticed[file] = (noticed[file] ?? 0) + 1;
      if (!anew && ++this.shared % 20 === 0) await this.#expectPass(file, activeMutant);
      const killedBy = [`${file}#load`];
      return { status: MutantRunStatus.Killed, killedBy, failureMessage: failure.slice(0, 500), nrOfTests: 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: files.length };
  }
}

const fileOf = (id) => id.slice(0, id.lastIndexOf("#"));
const numberOf = (id) => Number(id.slice(id.lastIndexOf("#") + 1));

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
/** So that Stryker knows the option. */
export const strykerValidationSchema = { properties: { inProcess: { type: "object" } } };
