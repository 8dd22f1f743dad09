// Mutation testing: Stryker changes one thing at a time in the sources, and every change that no test notices is named. What a run found stands by
// source in tools/mutation/measured.json, and docs/mutation.md is written from it. One process; run it niced beside other work.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { areas, seed, tries } from "./areas.mjs";
import { fingerprint, resultsOf, survivingLines } from "./results.mjs";
import { sampledLines } from "./sampled-lines.mjs";
import { shardOf } from "./shards.mjs";
import { documentOf, isEnough, summarize, wordsOf } from "./summarize.mjs";

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
  folders.flatMap((folder) =>
    folder.endsWith(".test.ts") ? [folder] : filesBelow(folder, /\.test\.ts$/).filter((test) => !unfit.test(test)),
  );

/** One run of Stryker over a folder's files. */
async function measure(folder, mutate, { tests, noticed, every }) {
  const { Stryker } = await import("@stryker-mutator/core");
  const leftOut = join(work, "left-out.txt");
  rmSync(leftOut, { force: true });
  const report = join(work, `${folder.replaceAll("/", "-")}.json`);
  await new Stryker({
    mutate,
    testRunner: "in-process",
    plugins: [join(import.meta.dirname, "runner.mjs")],
    inProcess: { tests, tries: every ? undefined : tries, noticed, end, leftOut: resolve(leftOut) },
    coverageAnalysis: "perTest",
    concurrency: 1,
    // A mutant that never ends is mostly noticed by how often it runs; what the time ends on a busy machine counts for nothing (results.mjs).
    timeoutMS: 300_000,
    dryRunTimeoutMinutes: 120,
    // Contexts that a test left something running in stay in memory.
    maxTestRunnerReuse: 500,
    tempDirName: join(".work", "stryker"),
    ignorePatterns: [".work", "cdktf.out", "dist", ".git"],
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
    allowEmpty: true,
    disableTypeChecks: false,
  }).runMutationTest();
  if (existsSync(leftOut)) console.log(`Left out, for they fail without any change:\n${readFileSync(leftOut, "utf8")}`);
  return JSON.parse(readFileSync(report, "utf8"));
}

const HELP = `npm run mutation -- [AREA …] [options]

Measures the sources that changed since they were measured, or never were, and writes down what it found. Areas: ${Object.keys(areas).join(", ")} (default: all).

  --only PATH,…       only sources below these paths
  --again             sources that are measured already, too
  --survivors         of sources that are measured, again the lines where something survived
  --whole             every line, where a sample is usual
  --shard K/N         of an area cut into N parts the Kth
  --merge FOLDER      measures nothing: takes over each found.json below FOLDER, as the runs with --shard left it
  --check SHARE       tries a sample of this share of the lines (0.01 is 1 %) and writes nothing down
  --seed N            with --check: another sample than that of the seed ${seed}
  --minutes N         ends after N minutes; what wasn't tried through stays unmeasured (default: 600)
  --help              this page`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        only: { type: "string" },
        again: { type: "boolean" },
        survivors: { type: "boolean" },
        whole: { type: "boolean" },
        minutes: { type: "string", default: "600" },
        check: { type: "string" },
        seed: { type: "string", default: String(seed) },
        shard: { type: "string" },
        merge: { type: "string" },
        help: { type: "boolean" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
const { values: given, positionals: chosen } = readArguments();
if (given.help) {
  console.log(HELP);
  process.exit(0);
}
const unknown = chosen.filter((name) => !(name in areas));
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(", ")}. Areas: ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}
const only = given.only?.split(",");
if (!(Number(given.minutes) > 0)) {
  console.error(`--minutes ${given.minutes}: write a number above 0.`);
  process.exit(2);
}
const end = Date.now() + Number(given.minutes) * 60_000;
mkdirSync(work, { recursive: true });
const measured = JSON.parse(readFileSync(stored, "utf8"));
const names = chosen.length > 0 ? chosen : Object.keys(areas);

// A sample of its own, of which nothing is written down.
const check = given.check === undefined ? undefined : Number(given.check);
if (check !== undefined && !(check > 0 && check <= 1)) {
  console.error(`--check ${given.check}: write the share of the lines to try, such as 0.01.`);
  process.exit(2);
}

const shareOf = ({ share, sampleOnly }) => check ?? (given.whole && !sampleOnly ? undefined : share);
// A sample is no answer where more is asked.
const isCurrent = (file, area) =>
  measured[file]?.source === fingerprint(file) && (measured[file].share ?? 1) >= (shareOf(area) ?? 1);
const isTriedAgain = (file, area) =>
  given.survivors === true && isCurrent(file, area) && measured[file].survivors.length > 0;

// What other machines found of their parts; a row of a source that was another then says nothing.
const existing = new Set(Object.values(areas).flatMap(sourcesOf));
for (const file of given.merge === undefined ? [] : filesBelow(given.merge, /(^|\/)found\.json$/))
  for (const [source, row] of Object.entries(JSON.parse(readFileSync(file, "utf8"))))
    if (existing.has(source) && row.source === fingerprint(source)) measured[source] = row;

const lengthOf = (file) => readFileSync(file, "utf8").length;
const chosenSources = (name) =>
  given.shard === undefined ? sourcesOf(areas[name]) : shardOf(sourcesOf(areas[name]), lengthOf, given.shard);
const due = names.flatMap((name) =>
  given.merge === undefined
    ? chosenSources(name)
        .filter((file) => only === undefined || only.some((path) => file.startsWith(path)))
        .map((file) => ({ file, area: areas[name], tests: areas[name].tests(dirname(file)) }))
        .filter(
          ({ file, area }) => given.again || check !== undefined || !isCurrent(file, area) || isTriedAgain(file, area),
        )
    : [],
);
const drawn = ({ file, area }) => {
  if (isTriedAgain(file, area)) return survivingLines(file, measured[file]);
  const share = shareOf(area);
  return share === undefined
    ? [file]
    : sampledLines(file, readFileSync(file, "utf8"), share, check === undefined ? seed : given.seed);
};
const foundHere = {};
// One run for all files that the same tests are tried on: before it they all run once.
for (const group of new Set(due.map(({ tests }) => tests.join(" ")))) {
  const rows = due.filter(({ tests }) => tests.join(" ") === group);
  const files = rows.map(({ file }) => file);
  const folder = dirname(files[0]);
  const mutate = rows.flatMap(drawn);
  const start = Date.now();
  const noticed = Object.fromEntries(files.map((file) => [file, measured[file]?.noticed ?? {}]));
  const [{ tests, area }] = rows;
  const how = { tests: testsOf(tests), noticed, every: area.every };
  const report = mutate.length === 0 ? { files: {} } : await measure(folder, mutate, how);
  const again = Object.fromEntries(
    rows.filter(({ file, area }) => isTriedAgain(file, area)).map(({ file }) => [file, measured[file]]),
  );
  const found = resultsOf(files, report, again);
  for (const { file, area } of rows)
    if (found[file]) found[file].share = again[file] ? again[file].share : shareOf(area);
  Object.assign(measured, found);
  writeFileSync(join(work, "found.json"), JSON.stringify(Object.assign(foundHere, found), null, 2));
  if (check === undefined)
    writeFileSync(stored, `${JSON.stringify(Object.fromEntries(Object.entries(measured).sort()), null, 2)}\n`);
  const { mutants, killed } = summarize(found);
  console.log(`${folder}: ${killed} of ${mutants} killed, ${Math.round((Date.now() - start) / 1000)} s`);
  const left = files.filter((file) => !(file in found));
  if (left.length === 0) continue;
  console.log(`${given.minutes} minutes are over; the same command goes on with ${left[0]}.`);
  break;
}

let passed = true;
for (const file of Object.keys(measured)) if (!existing.has(file)) delete measured[file];
for (const name of names) {
  const files = chosenSources(name).filter(
    (file) => measured[file] && (check ?? measured[file].share) === measured[file].share,
  );
  const result = summarize(Object.fromEntries(files.map((file) => [file, measured[file]])));
  console.log(`${name}: ${wordsOf(result)} killed (floor ${areas[name].floor} %)`);
  const missing = given.whole ? chosenSources(name).filter((file) => !isCurrent(file, areas[name])) : [];
  if (missing.length > 0) console.log(`${name}: not measured as asked: ${missing.join(", ")}`);
  // The floor is of the whole area, which a part may miss by itself.
  passed &&= missing.length === 0 && (given.shard !== undefined || isEnough(result, areas[name].floor));
}
if (check !== undefined) process.exit(passed ? 0 : 1);
if (given.merge !== undefined)
  writeFileSync(stored, `${JSON.stringify(Object.fromEntries(Object.entries(measured).sort()), null, 2)}\n`);
writeFileSync(join("docs", "mutation.md"), documentOf(areas, measured, sourcesOf, { seed, tries }));
process.exit(passed ? 0 : 1);
