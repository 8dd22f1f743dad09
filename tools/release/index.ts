import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { changelogEntry, problemsOf, readCandidate, releaseProblems } from "./check";
import { interfaceText } from "./interface";
import { record } from "./record";

const ROOT = path.resolve(__dirname, "../..");

const HELP = `npm run release -- COMMAND

  check          what every commit has to hold: interface.json is current, and no address is gone without a word
  check vX.Y.Z   what a tag has to hold besides: version, changelog, record, and a version number that says what changed
  write          writes interface.json
  notes vX.Y.Z   prints what CHANGELOG.md says of a version
  record         writes interface.json and releases/VERSION, for the version in package.json
`;

function main([command, tag, ...more]: readonly string[]): number {
  const file = path.join(ROOT, "interface.json");
  if (command === "check" && more.length === 0) {
    const candidate = readCandidate(ROOT);
    const problems = tag === undefined ? problemsOf(candidate) : releaseProblems(candidate, tag);
    for (const problem of problems) console.error(problem);
    if (problems.length === 0) console.log(tag === undefined ? "The interface holds." : `${tag} can be released.`);
    return problems.length === 0 ? 0 : 1;
  }
  if (command === "notes" && tag !== undefined && more.length === 0) {
    const entry = changelogEntry(readCandidate(ROOT).changelog, tag.replace(/^v/, ""));
    if (entry === undefined) console.error(`CHANGELOG.md has no section for ${tag}.`);
    else console.log(entry);
    return entry === undefined ? 1 : 0;
  }
  if ((command === "write" || command === "record") && tag === undefined) {
    const candidate = readCandidate(ROOT);
    writeFileSync(file, interfaceText(candidate.interface));
    console.log(`Wrote ${path.relative(ROOT, file)}.`);
    if (command === "record") console.log(`Wrote ${path.relative(ROOT, record(ROOT, candidate.version))}.`);
    return 0;
  }
  console.error(HELP);
  return command === "--help" ? 0 : 2;
}

process.exitCode = main(process.argv.slice(2));
