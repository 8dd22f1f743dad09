/**
 * What applies whole projects to the embedded AWS: `npm run test:e2e`. A `.nightly.test.ts` takes long and breaks rarely; `.ci/run --all` runs it.
 * @type {import("jest").Config}
 */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/**/*.e2e.test.ts", "<rootDir>/__tests__/**/*.nightly.test.ts"],
  testPathIgnorePatterns: [],
};
