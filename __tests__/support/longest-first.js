const Sequencer = require("@jest/test-sequencer").default;

// On a clean clone jest knows no durations and goes by the sizes of files; what takes longest mustn't begin last.
const LONGEST = ["examples/applied", "package/package", "examples/systems", "cli/adopt/adopt", "module/errors"];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONGEST.findIndex((name) => path.replaceAll("\\", "/").includes(`/${name}.e2e`));
      return found === -1 ? LONGEST.length : found;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
