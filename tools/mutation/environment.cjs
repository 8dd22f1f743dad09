// Node's jest environment, told by tools/mutation/runner.mjs which mutant is active; it counts which mutants a test file reaches, what its modules run
// while they are loaded included, and stops a file at its first failing test.
const { TestEnvironment } = require("jest-environment-node");

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    // Stryker's instrumented sources look for this object; see STRYKER_NAMESPACE in @stryker-mutator/instrumenter.
    this.global.__stryker__ = globalThis.__mutationRun.state;
  }

  handleTestEvent(event) {
    const run = globalThis.__mutationRun;
    if (event.name === "test_fn_failure" || event.name === "hook_failure") run.failed = true;
    if (event.name === "test_start" && run.failed && run.bail) event.test.mode = "skip";
  }
};
