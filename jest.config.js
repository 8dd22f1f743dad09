// esbuild's buildSync waits for a thread of its own, and was seen to wait for ever: once in some thousand bundles.
process.env.ESBUILD_WORKER_THREADS ??= "0";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/jest-environment.js",
  // The sources as well, so that jest --findRelatedTests FILE finds what covers a file.
  roots: ["__tests__", "constructs", "functions", "posture", "process", "local", "action", "tools", "examples"].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  runtime: "<rootDir>/__tests__/support/jest-runtime.js",
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/assertions.js"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // What applies whole projects to the AWS emulator, plans many of them or synthesizes each example takes minutes: npm run test:e2e.
  testPathIgnorePatterns: ["\\.(e2e|nightly)\\.test\\.ts$"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.work", "<rootDir>/posture/package.json", "/dist/"],
  // Long enough for a busy machine: a test that hangs still ends, and none fails for being slow.
  testTimeout: 180_000,
  // Two processes: the project is fitted to two cores, and terraform runs beside the tests.
  maxWorkers: 2,
};
