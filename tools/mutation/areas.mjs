/** What asks for decisions: the tests of how they are made, and those of the entry points, rules and pages that show them, and that compare them. */
const DECISIONS = [
  "access",
  "access.test.ts",
  "access-list",
  "cli/paths.test.ts",
  "diff",
  "explain",
  "iam",
  "model/entry-points",
  "render/html-entry-points.test.ts",
  ...["api", "authorizer", "entry-point", "function", "iam", "rest-api", "route"].map((name) => `rules/${name}`),
].map((name) => `__tests__/posture/${name}`);

const POSTURE = [
  ...["access-list", "aws", "claims", "cli", "coverage", "explain", "model", "redact", "render", "rules", "terraform"],
  ...[
    "access.test.ts",
    "coverage.test.ts",
    "diff/accounting.test.ts",
    "group-by.test.ts",
    "model.test.ts",
    "untrusted.test.ts",
  ],
].map((name) => `__tests__/posture/${name}`);

/**
 * What is measured: where a missed change lets somebody in, every line (`share` missing) or more of them than elsewhere. `floor` is in percent of the
 * mutants, where a run fails; `goal` is what it shall rise to; `sampleOnly` stays a sample with `--whole`, for every line of it would take days. `tests` names the
 * folders and files of the tests for the sources of a folder; `doubt` is said below the table; with `every`, each of them that reaches a mutant is tried until one notices it.
 */
export const areas = {
  functions: {
    sources: ["functions"],
    tests: (folder) =>
      folder.startsWith("functions/shared")
        ? ["__tests__/functions"]
        : [within(folder, 2), "functions/hostile-events.test.ts", "functions/hostile-shapes.test.ts"].map(
            (name) => `__tests__/${name}`,
          ),
    floor: 85,
  },
  access: {
    doubt:
      "The sample of access is too favourable: tests were written while its survivors were read. Of 11 of its sources every line was tried since (2026-11-23; a quarter of the folder's text, dealt out by size): 1728 of 1918, 90.1 %. A sample by a seed that nobody had used, on the same day: 116 of 127, 91.3 ± 5.0 %.",
    sources: ["posture/access"],
    tests: () => DECISIONS,
    every: true,
    floor: 85,
    share: 0.04,
  },
  iam: { sources: ["posture/iam"], tests: () => DECISIONS, every: true, floor: 85, share: 0.04 },
  diff: {
    doubt:
      "Of access, iam and diff, too, survivors of these samples were read. By another seed, before tests were written for its survivors (2026-11-22): access 70 of 89, 78.7 ± 8.7 %; iam 48 of 65, 73.8 ± 10.9 % (58, once diff's tests counted for it); diff 97 of 140, 69.3 ± 7.8 %, when 11 changes of what runs while a source is loaded were tried in too few tests. A third sample, after these tests (2026-11-23): access 27 of 39, 69.2 ± 14.8 %; iam 42 of 45, 93.3 ± 7.4 %; diff 38 of 54, 70.4 ± 12.4 %: 85 % is shown for iam alone. A fourth (2026-11-23) of diff without its detectors, whose survivors were not read before: 42 of 56, 75.0 ± 11.6 %. Of its detectors alone 42 of 49, 85.7 ± 10.0 %, and, once tables of states were written for three of them, by another seed 71 of 79, 89.9 ± 6.8 %.",
    sources: ["posture/diff"],
    tests: () => ["__tests__/posture/diff", "__tests__/posture/diff.test.ts", "__tests__/tools/docs/changes.test.ts"],
    every: true,
    floor: 85,
    share: 0.01,
  },
  rest: {
    sources: ["constructs", "local", "process", "posture"],
    without: ["posture/access", "posture/iam", "posture/diff"],
    // One list for all of posture: before the mutants of a list its tests run once, which takes longer than the mutants.
    // The functions use the claims, and their tests hold them.
    tests: (folder) =>
      folder === "posture/claims"
        ? ["__tests__/posture/claims", "__tests__/functions"]
        : folder.startsWith("posture")
          ? POSTURE
          : [`__tests__/${within(folder, 1)}`],
    every: true,
    floor: 80,
    doubt:
      "Of the rest, survivors of this sample were read while tests were written, so the whole has more: a sample by another seed, of which nobody had seen anything, gave 157 of 209, 75.1 ± 6.0 % (2026-11-22; constructs 29 of 32, posture 109 of 134, local and process 19 of 43); of a later one in posture, which time cut short, 65 of 93, 69.9 ± 9.5 %. Of a fourth (2026-11-23, after more tests; cut short too): posture 108 of 155, 69.7 ± 7.4 %, of which 14 of the 47 survivors stand in one line; local and process 32 of 47, 68.1 ± 13.6 %. posture/rules by itself, 4 % of its lines by a seed a seventh of whose survivors had been read: 237 of 292, 81.2 ± 4.6 %, before each argument of its tests' stacks was varied. A fifth (2026-11-23, after that) was cut short after posture/access-list, 34 of 35, which says nothing of the rest of posture; local and process 16 of 23, 69.6 ± 19.2 %. So 75 % of the rest is not shown. 114 of the 522 sources, 96 of them in posture, have changed since they were measured, or never were. What survived of this sample before that day's end was tried in 3 of the test files that reach it.",
    share: 0.015,
    sampleOnly: true,
  },
};

/** Decides which lines belong to a sample. */
export const seed = 20261121;

/**
 * Where an area doesn't say `every`: which of the test files that reach a mutant are tried, the likeliest first. `surely` the first of them, then those that still
 * fit into this share of the time of all tests.
 */
export const tries = { surely: 3, share: 0.02 };

const within = (folder, steps) => folder.split("/").slice(0, steps).join("/");
