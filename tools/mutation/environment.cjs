// The tests' own jest environment, told by tools/mutation/runner.mjs which mutant is active and which tests of the file reach it; it stops a file at its
// first failing test.
const ProjectEnvironment = require("../../__tests__/support/jest-environment.js");

module.exports = class {
  constructor(config, context) {
    const run = globalThis.__mutationRun;
    const environment = new ProjectEnvironment(config, context);
    // Stryker's instrumented sources look for this object; see STRYKER_NAMESPACE in @stryker-mutator/instrumenter.
    environment.global.__stryker__ = run.state;
    let number = 0;
    environment.handleTestEvent = ({ name, test }) => {
      if (name === "test_fn_failure" || name === "hook_failure") run.failed = true;
      if (name === "test_done" || name === "test_skip") run.state.currentTestId = run.idOf("load");
      if (name !== "test_start") return;
      const id = run.idOf(number);
      run.state.currentTestId = id;
      run.ids.push(id);
      if ((run.failed && run.bail) || number < run.first || number > run.last) test.mode = "skip";
      number++;
    };
    return environment;
  }
};
