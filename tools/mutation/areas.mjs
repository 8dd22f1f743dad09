/**
 * What is measured: where a missed change lets somebody in, every line (`share` missing) or more of them than elsewhere. `floor` is in percent of the
 * mutants; `tests` names the folders whose tests are tried for the sources of a folder.
 */
export const areas = {
  functions: {
    sources: ["functions"],
    tests: (folder) =>
      folder.startsWith("functions/shared") ? ["__tests__/functions"] : [`__tests__/${within(folder, 2)}`],
    floor: 85,
  },
  access: { sources: ["posture/access"], tests: () => ["__tests__/posture"], floor: 85, share: 0.01 },
  iam: { sources: ["posture/iam"], tests: () => ["__tests__/posture"], floor: 85, share: 0.01 },
  diff: { sources: ["posture/diff"], tests: () => ["__tests__/posture"], floor: 85, share: 0.004 },
  rest: {
    sources: ["constructs", "local", "process", "posture"],
    without: ["posture/access", "posture/iam", "posture/diff"],
    tests: (folder) => [`__tests__/${within(folder, 2)}`],
    floor: 75,
    share: 0.015,
  },
};

/** Decides which lines belong to a sample. */
export const seed = 20261121;

/** Of the test files that reach a mutant, how many are tried: those that share loaded sources take a tenth of the time. */
export const tries = { shared: 12, ownRealm: 5 };

const within = (folder, steps) => folder.split("/").slice(0, steps).join("/");
