// Mutation testing (`npm run mutation [-- AREA …] [--only=PATH,…] [--tests=FOLDER,…] [--without=TEST,…] [--lines=N]`): Stryker changes one thing at a time in the sources, and every change that no test notices is
// named. The folders where a missed change lets somebody in are measured whole; of the rest, the mutants of sampled lines, by a fixed seed, so that
// two runs say the same. Each area ends with its share and fails below its floor; the reports stand in .work/mutation.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sampledLines } from "./sampled-lines.mjs";
import { summarize } from "./summarize.mjs";

/** `floor` is in percent of the mutants that a test could notice; `lines`, where only a sample is measured, the number of lines drawn. */
const areas = {
  functions: { sources: ["functions"], tests: ["functions"], floor: 85 },
  access: { sources: ["posture/access"], tests: ["posture"], floor: 85 },
  iam: { sources: ["posture/iam"], tests: ["posture"], floor: 85 },
  diff: { sources: ["posture/diff"], tests: ["posture"], floor: 85 },
  rest: {
    sources: ["constructs", "local", "process", "posture"],
    without: ["posture/access", "posture/iam", "posture/diff"],
    tests: ["constructs", "local", "process", "posture"],
    floor: 75,
    lines: 700,
  },
};
const seed = 20261121;
const results = join(".work", "mutation");

const filesOf = ({ sources, without = [] }) =>
  sources
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !without.some((folder) => file.startsWith(`${folder}/`)))
    .sort();

async function measure(name, { lines, only, tests = areas[name].tests, without = [] }) {
  const area = areas[name];
  const files = filesOf(area).filter((file) => only === undefined || only.some((path) => file.startsWith(path)));
  const count = lines ?? area.lines;
  const mutate = count === undefined ? files : sampledLines(files, count, seed);
  const { Stryker } = await import("@stryker-mutator/core");
  const report = join(results, `${name}.json`);
  await new Stryker({
    mutate,
    testRunner: "jest",
    plugins: ["@stryker-mutator/jest-runner"],
    coverageAnalysis: "perTest",
    concurrency: Number(process.env["MUTATION_PROCESSES"] ?? 2),
    timeoutMS: 15_000,
    // What runs once, when a file is loaded, would ask for every test again: left out, and counted in the report.
    ignoreStatic: true,
    tempDirName: join(".work", "stryker"),
    ignorePatterns: [".work", "cdktf.out", "dist", ".git"],
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
    allowEmpty: true,
    disableTypeChecks: false,
    jest: {
      projectType: "custom",
      enableFindRelatedTests: false,
      config: {
        ...(await import("../../jest.config.js")).default,
        // Jest looks through its roots for each mutant anew; what tests import is found all the same.
        roots: tests.map((folder) => `<rootDir>/__tests__/${folder}`),
        // These measure bundles, time or processes, which the mutants' switches change by themselves.
        testPathIgnorePatterns: [
          "\\.(e2e|nightly)\\.test\\.ts$",
          "(bundles|logs|speed|size|types)\\.test\\.ts$",
          ...without.map((test) => `/${test}\\.test\\.ts$`),
        ],
        testMatch: tests.map((folder) => `<rootDir>/__tests__/${folder}/**/*.test.ts`),
      },
    },
  }).runMutationTest();
  return summarize(name, JSON.parse(readFileSync(report, "utf8")), area.floor, count);
}

const { values: given, positionals: chosen } = parseArgs({
  options: {
    lines: { type: "string" },
    only: { type: "string" },
    tests: { type: "string" },
    without: { type: "string" },
  },
  allowPositionals: true,
});
const unknown = chosen.filter((name) => !(name in areas));
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(", ")}. Areas: ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}
const narrowed = {
  lines: given.lines === undefined ? undefined : Number(given.lines),
  only: given.only?.split(","),
  tests: given.tests?.split(","),
  without: given.without?.split(","),
};
mkdirSync(results, { recursive: true });
const summaries = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(areas)) summaries.push(await measure(name, narrowed));
for (const summary of summaries) {
  writeFileSync(join(results, `${summary.name}.md`), summary.text);
  console.log(`\n${summary.text}`);
}
process.exit(summaries.every(({ passed }) => passed) ? 0 : 1);
