/** What asks for decisions: the tests of how they are made, and those of the entry points, rules and pages that show them. */
const DECISIONS = [
  "access",
  "access.test.ts",
  "access-list",
  "cli/paths.test.ts",
  "explain",
  "iam",
  "model/entry-points",
  "render/html-entry-points.test.ts",
  ...["api", "authorizer", "entry-point", "function", "iam", "rest-api", "route"].map((name) => `rules/${name}`),
].map((name) => `__tests__/posture/${name}`);

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
  access: { sources: ["posture/access"], tests: () => DECISIONS, floor: 85, share: 0.04 },
  iam: { sources: ["posture/iam"], tests: () => DECISIONS, floor: 85, share: 0.04 },
  diff: {
    sources: ["posture/diff"],
    // Whole sentences of single changes notice most, and take longest: with three files a folder they are tried for each mutant.
    tests: (folder) =>
      (
        {
          "posture/diff": ["diff", "diff/accounting", "diff/single-changes"],
          "posture/diff/decisions": ["diff/decisions", "diff/policies/single-changes", "diff/single-changes"],
          "posture/diff/detectors": ["diff/detectors/settings", "diff/detectors/single-changes", "diff/single-changes"],
          "posture/diff/policies": ["diff/iam", "diff/policies/sentences", "diff/policies/single-changes"],
          "posture/diff/settings": ["diff/settings", "diff/settings/ranks", "diff/settings/single-changes"],
        }[folder] ?? ["diff/single-changes"]
      ).map((name) => `__tests__/posture/${name}.test.ts`),
    floor: 55,
    goal: 85,
    share: 0.01,
  },
  rest: {
    sources: ["constructs", "local", "process", "posture"],
    without: ["posture/access", "posture/iam", "posture/diff"],
    tests: (folder) =>
      folder.startsWith("posture/")
        ? [...new Set([within(folder, 2), "posture/cli", "posture/rules"])].map((name) => `__tests__/${name}`)
        : [`__tests__/${within(folder, 1)}`],
    floor: 55,
    goal: 75,
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
export const tries = { surely: 3, share: 0.02, ownRealm: 4 };

const within = (folder, steps) => folder.split("/").slice(0, steps).join("/");
