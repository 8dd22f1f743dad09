// The tests' own jest environment, or Node's (`ownRealm`), told by tools/mutation/runner.mjs which mutant is active; it stops a file at its first
// failing test.
const { TestEnvironment } = require("jest-environment-node");
const ProjectEnvironment = require("../../__tests__/support/jest-environment.js");

module.exports = class {
  constructor(config, context) {
    const run = globalThis.__mutationRun;
    const environment = new (run.ownRealm ? TestEnvironment : ProjectEnvironment)(config, context);
    // Stryker's instrumented sources look for this object; see STRYKER_NAMESPACE in @stryker-mutator/instrumenter.
    environment.global.__stryker__ = run.state;
    environment.handleTestEvent = (event) => {
      if (event.name === "test_fn_failure" || event.name === "hook_failure") run.failed = true;
      if (event.name === "test_start" && run.failed && run.bail) event.test.mode = "skip";
    };
    return environment;
  }
};
