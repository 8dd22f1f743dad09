/** Where a decision's tests are; the others below __tests__/posture look at what is printed, read or counted. */
const DECISIONS = ["access", "access.test.ts", "iam", "diff", "diff.test.ts", "explain", "rules/iam"].map(
  (name) => `__tests__/posture/${name}`,
);

/**
 * What is measured: where a missed change lets somebody in, every line (`share` missing) or more of them than elsewhere. `floor` is in percent of the
 * mutants, where a run fails; `goal` is what it shall rise to; `sampleOnly` stays a sample with `--whole`, for every line of it would take days. `tests` names the folders and files of the tests that are tried for the
 * sources of a folder.
 */
export const areas = {
  functions: {
    sources: ["functions"],
    tests: (folder) =>
      folder.startsWith("functions/shared") ? ["__tests__/functions"] : [`__tests__/${within(folder, 2)}`],
    floor: 85,
  },
  access: { sources: ["posture/access"], tests: () => DECISIONS, floor: 75, goal: 85, share: 0.01 },
  iam: { sources: ["posture/iam"], tests: () => DECISIONS, floor: 65, goal: 85, share: 0.05 },
  diff: { sources: ["posture/diff"], tests: () => DECISIONS, floor: 55, goal: 85, share: 0.004 },
  rest: {
    sources: ["constructs", "local", "process", "posture"],
    without: ["posture/access", "posture/iam", "posture/diff"],
    tests: (folder) => [`__tests__/${within(folder, 2)}`],
    floor: 75,
    share: 0.015,
    sampleOnly: true,
  },
};

/** Decides which lines belong to a sample. */
export const seed = 20261121;

/**
 * Which of the test files that reach a mutant are tried, the likeliest first: `surely` the first of them, then those that still fit into this share of the time
 * of all tests. At most `ownRealm` where the sources have to be loaded anew, which takes ten times as long.
 */
export const tries = { surely: 3, share: 0.1, ownRealm: 12 };

const within = (folder, steps) => folder.split("/").slice(0, steps).join("/");
