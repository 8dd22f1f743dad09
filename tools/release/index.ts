import * as path from "node:path";
import { changelogEntry, problemsOf, readCandidate, releaseProblems } from "./check";

const ROOT = path.resolve(__dirname, "../..");

const HELP = `npm run release -- COMMAND

  check          what every commit has to hold: no address of the last tag is gone without a move or a reason
  check vX.Y.Z   what a tag has to hold besides: version, changelog, and a version number that says what changed
  notes vX.Y.Z   prints what CHANGELOG.md says of a version
`;

function main([command, tag, ...more]: readonly string[]): number {
  if (command === "check" && more.length === 0) {
    const candidate = readCandidate(ROOT);
    const problems = tag === undefined ? problemsOf(candidate) : releaseProblems(candidate, tag);
    for (const problem of problems) console.error(problem);
    const since = candidate.last === undefined ? "no tag to compare with yet" : `since v${candidate.last.version}`;
    if (problems.length === 0)
      console.log(
        `${tag === undefined ? "Addresses, variables and outputs hold" : `${tag} can be released`}: ${since}.`,
      );
    return problems.length === 0 ? 0 : 1;
  }
  if (command === "notes" && tag !== undefined && more.length === 0) {
    const entry = changelogEntry(readCandidate(ROOT).changelog, tag.replace(/^v/, ""));
    if (entry === undefined) console.error(`CHANGELOG.md has no section for ${tag}.`);
    else console.log(entry);
    return entry === undefined ? 1 : 0;
  }
  console.error(HELP);
  return command === "--help" ? 0 : 2;
}

process.exitCode = main(process.argv.slice(2));
