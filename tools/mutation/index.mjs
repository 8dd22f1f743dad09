// Mutation testing (`npm run mutation [-- AREA …] [--only=PATH,…] [--again|--survivors] [--minutes=N]`): Stryker changes one thing at a time in the sources, and every
// change that no test notices is named. What a run found stands by source in tools/mutation/measured.json; a later run goes on with the sources that
// changed since or aren't measured yet, with --survivors those lines again that had any, and docs/mutation.md is written from it. One process; run it
// niced beside other work.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { areas, seed, tries } from "./areas.mjs";
import { fingerprint, resultsOf, survivingLines } from "./results.mjs";
import { sampledLines } from "./sampled-lines.mjs";
import { documentOf, summarize } from "./summarize.mjs";

const stored = join("tools", "mutation", "measured.json");
const work = join(".work", "mutation");

const filesBelow = (folder, pattern) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => pattern.test(file))
    .sort();

const sourcesOf = ({ sources, without = [] }) =>
  sources
    .flatMap((folder) => filesBelow(folder, /(?<!\.d)\.ts$/))
    .filter((file) => !without.some((folder) => file.startsWith(`${folder}/`)));

/** These need minutes, or measure bundles, time or processes, which the mutants' switches change by themselves. */
const unfit = /\.(e2e|nightly)\.test\.ts$|\/(bundles|logs|speed|size|types)\.test\.ts$/;
const testsOf = (folders) =>
  folders.flatMap((folder) => filesBelow(folder, /\.test\.ts$/)).filter((test) => !unfit.test(test));

/** One run of Stryker over a folder's files. */
async function measure(folder, mutate, tests, noticed) {
  const { Stryker } = await import("@stryker-mutator/core");
  const report = join(work, `${folder.replaceAll("/", "-")}.json`);
  await new Stryker({
    mutate,
    testRunner: "in-process",
    plugins: [join(import.meta.dirname, "runner.mjs")],
    inProcess: { tests, tries, noticed },
    coverageAnalysis: "perTest",
    concurrency: 1,
    timeoutMS: 60_000,
    // Contexts that a test left something running in stay in memory.
    maxTestRunnerReuse: 500,
    tempDirName: join(".work", "stryker"),
    ignorePatterns: [".work", "cdktf.out", "dist", ".git", "examples", "docs"],
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
    allowEmpty: true,
    disableTypeChecks: false,
  }).runMutationTest();
  return JSON.parse(readFileSync(report, "utf8"));
}

const { values: given, positionals: chosen } = parseArgs({
  options: {
    only: { type: "string" },
    again: { type: "boolean" },
    survivors: { type: "boolean" },
    minutes: { type: "string", default: "600" },
  },
  allowPositionals: true,
});
const unknown = chosen.filter((name) => !(name in areas));
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(", ")}. Areas: ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}
const only = given.only?.split(",");
const end = Date.now() + Number(given.minutes) * 60_000;
mkdirSync(work, { recursive: true });
const measured = JSON.parse(readFileSync(stored, "utf8"));
const names = chosen.length > 0 ? chosen : Object.keys(areas);

for (const name of names) {
  const area = areas[name];
  const due = sourcesOf(area)
    .filter((file) => only === undefined || only.some((path) => file.startsWith(path)))
    .filter((file) =>
      given.survivors
        ? measured[file]?.source === fingerprint(file) && measured[file].survivors.length > 0
        : given.again || measured[file]?.source !== fingerprint(file),
    );
  const groupOf = (file) => area.tests(dirname(file)).join(" ");
  // One run for all files that the same tests are tried on: before it they all run once.
  for (const group of new Set(due.map(groupOf))) {
    const files = due.filter((file) => groupOf(file) === group);
    const folder = dirname(files[0]);
    if (Date.now() > end) {
      console.log(`${given.minutes} minutes are over; the same command goes on with ${folder}.`);
      break;
    }
    const lines = (file) => {
      if (given.survivors) return survivingLines(file, measured[file]);
      return area.share === undefined ? [file] : sampledLines(file, readFileSync(file, "utf8"), area.share, seed);
    };
    const mutate = files.flatMap(lines);
    const start = Date.now();
    const noticed = Object.fromEntries(files.map((file) => [file, measured[file]?.noticed ?? {}]));
    const report =
      mutate.length === 0 ? { files: {} } : await measure(folder, mutate, testsOf(area.tests(folder)), noticed);
    const found = resultsOf(files, report, given.survivors ? measured : {});
    Object.assign(measured, found);
    writeFileSync(stored, `${JSON.stringify(Object.fromEntries(Object.entries(measured).sort()), null, 2)}\n`);
    const { mutants, killed } = summarize(found);
    console.log(`${folder}: ${killed} of ${mutants} killed, ${Math.round((Date.now() - start) / 1000)} s`);
  }
}

let passed = true;
const existing = new Set(Object.values(areas).flatMap(sourcesOf));
for (const file of Object.keys(measured)) if (!existing.has(file)) delete measured[file];
for (const name of names) {
  const files = sourcesOf(areas[name]);
  const { mutants, killed, share } = summarize(
    Object.fromEntries(files.flatMap((file) => (measured[file] ? [[file, measured[file]]] : []))),
  );
  const enough = mutants > 0 && share >= areas[name].floor;
  console.log(`${name}: ${share.toFixed(1)} % killed, ${killed} of ${mutants} (floor ${areas[name].floor} %)`);
  passed &&= enough;
}
writeFileSync(join("docs", "mutation.md"), documentOf(areas, measured, sourcesOf, { seed, tries }));
process.exit(passed ? 0 : 1);
