const { mkdtempSync, realpathSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

// What is made once for all test files of a run: packages (__tests__/tools/package/consumer.ts), where providers are (__tests__/support/terraform.ts).
process.env.ONCE_PER_RUN = mkdtempSync(join(realpathSync(tmpdir()), "once-"));
process.on("exit", () => rmSync(process.env.ONCE_PER_RUN, { recursive: true, force: true }));
// Terraform and its providers end before their garbage is worth collecting: a fifth less of the processor, within a gigabyte each.
process.env.GOGC ??= "off";
process.env.GOMEMLIMIT ??= "1GiB";

/**
 * What applies whole projects to the AWS emulator: `npm run test:e2e`. A `.nightly.test.ts` takes long and breaks rarely; `.ci/run --all` runs it.
 * @type {import("jest").Config}
 */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/**/*.e2e.test.ts", "<rootDir>/__tests__/**/*.nightly.test.ts"],
  testPathIgnorePatterns: [],
  // One more than there are cores: an apply mostly waits, for each function five seconds.
  maxWorkers: 3,
  testSequencer: "<rootDir>/__tests__/support/longest-first.js",
};
