import * as path from "node:path";
import { changelogEntry, problemsOf, readCandidate, releaseProblems } from "./check";
import { layOutModule } from "./registry";

const ROOT = path.resolve(__dirname, "../..");

const HELP = `npm run release -- COMMAND

  check          what every commit has to hold: no address of the last tag is gone without a move or a reason
  check vX.Y.Z   what a tag has to hold besides: version, changelog, and a version number that says what changed
  notes vX.Y.Z   prints what CHANGELOG.md says of a version
  module vX.Y.Z FOLDER
                 lays the module out in FOLDER, a clone of terraform-aws-NAME, as registries want it: at the root, with the tag
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
  const [folder, ...rest] = more;
  if (command === "module" && tag !== undefined && folder !== undefined && rest.length === 0) {
    try {
      layOutModule(ROOT, tag, folder);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
    console.log(`${folder} holds ${tag}. Publish it: git push --follow-tags origin main ${tag}`);
    return 0;
  }
  if (command === "--help") {
    console.log(HELP);
    return 0;
  }
  const given = [command, tag, ...more].join(" ").trim();
  console.error(`${given === "" ? "Which command?" : `There is no command ${given}.`}\n\n${HELP}`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
