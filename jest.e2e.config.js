/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/*.e2e.test.ts"],
  testPathIgnorePatterns: [],
};
