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
    doubt:
      "A reason is a pattern that the text of a change fits, so it may excuse what a test should hold: that of the types' guards stood at the MCP gate's check of a body's charset until a test reached it.",
  },
  access: {
    doubt:
      "The sample of access is too favourable: tests were written while its survivors were read. Of 11 of its sources every line was tried since (2026-11-23): 1728 of 1918, 90.1 %. Of all of them a sample by a seed that nobody had used, that day: 116 of 127, 91.3 ± 5.0 %.",
    sources: ["posture/access"],
    tests: () => DECISIONS,
    every: true,
    floor: 85,
    share: 0.04,
  },
  iam: { sources: ["posture/iam"], tests: () => DECISIONS, every: true, floor: 85, share: 0.04 },
  diff: {
    doubt:
      "The samples of iam and diff are too favourable in the same way. By seeds of which nobody had read a survivor (2026-11-23): iam 42 of 45, 93.3 ± 7.4 %; diff's detectors 71 of 79, 89.9 ± 6.8 %; diff without them 42 of 56, 75.0 ± 11.6 %, so 85 % is not shown for diff.",
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
      "So is the sample of the rest. By seeds of which nobody had read a survivor: constructs 29 of 32 (2026-11-22); posture 108 of 155, 69.7 ± 7.4 % (2026-11-23, cut short; 14 of the 47 survivors stand in one line); local and process 188 of 348, 54.0 ± 5.3 % (2026-11-23; no unit test reaches 96 of the 160 survivors, which child processes run), before probes, signers and tokens had unit tests. posture/rules by itself, a seventh of whose survivors had been read: 237 of 292, 81.2 ± 4.6 %. So 75 % of the rest is not shown. A source stands in the table with what was found when it was measured. Of those in it, these many have changed since (2026-11-23): functions 9 of 80, access 28 of 46, iam 9 of 30, diff 74 of 102, rest 205 of 516.",
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
