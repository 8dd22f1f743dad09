import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { ADDRESS_MOVES, ADDRESS_REMOVALS } from "../../constructs/stack/moves";
import { compareInterfaces, type Ledger } from "./compare";
import { interfaceText, readInterface, type Interface } from "./interface";
import { releasesOf, type Release } from "./releases";
import { compareVersions, leastVersion } from "./version";

/** What a release is judged by. */
export interface Candidate {
  /** The version in package.json. */
  readonly version: string;
  readonly interface: Interface;
  /** interface.json as it is committed; undefined where it is missing. */
  readonly committed: string | undefined;
  readonly changelog: string;
  readonly releases: readonly Release[];
  readonly ledger: Ledger;
}

export function readCandidate(root: string): Candidate {
  const file = path.join(root, "interface.json");
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  return {
    version: manifest.version,
    interface: readInterface(root),
    committed: existsSync(file) ? readFileSync(file, "utf8") : undefined,
    changelog: readFileSync(path.join(root, "CHANGELOG.md"), "utf8"),
    releases: releasesOf(root),
    ledger: { moves: ADDRESS_MOVES, removals: ADDRESS_REMOVALS },
  };
}

/** What every commit has to hold. @returns each problem with what to do about it */
export function problemsOf(candidate: Candidate): string[] {
  const { committed, releases, ledger } = candidate;
  const problems: string[] = [];
  if (committed !== interfaceText(candidate.interface))
    problems.push(
      "interface.json isn't what the sources export. See with `git diff` after `npm run release -- write` what others would see change; say it in CHANGELOG.md, and commit both.",
    );
  const last = releases.at(-1);
  if (last === undefined) return [...problems, "No release is recorded. Run `npm run release -- record`."];
  const { unexplained } = compareInterfaces(last.interface, candidate.interface, ledger);
  for (const address of unexplained)
    problems.push(
      `${address} was in ${last.version} and is gone: Terraform would destroy what it names. Add { since, from: "${address}", to } to ADDRESS_MOVES in constructs/stack/moves.ts; if it is gone for good, to ADDRESS_REMOVALS with the reason.`,
    );
  for (const { from, to } of ledger.moves)
    if (from.split(".")[0] !== to.split(".")[0] || from.includes("*") !== to.includes("*"))
      problems.push(`The move of ${from} to ${to} can't be followed: both need one type, and a star both or neither.`);
  return problems;
}

/** What the changelog says of a version, without its heading; undefined where it says nothing. */
export function changelogEntry(changelog: string, version: string): string | undefined {
  const entry = changelog.split(/^## /m).find((part) => part.split(/\s/, 1)[0] === version);
  return entry?.slice(entry.indexOf("\n") + 1).trim();
}

/** What a tag has to hold besides. @param tag `v1.2.3` */
export function releaseProblems(candidate: Candidate, tag: string): string[] {
  const { version, changelog, releases, ledger } = candidate;
  const problems = problemsOf(candidate);
  if (tag !== `v${version}`)
    problems.push(`The tag is ${tag}, and package.json says ${version}. One of them is wrong.`);
  const entry = changelog
    .split(/^## /m)
    .find((part) => part.startsWith(`${version} `) || part.startsWith(`${version}\n`));
  if (entry === undefined) problems.push(`CHANGELOG.md has no section "## ${version} (DATE)". Rename "## Unreleased".`);
  else if (!/^- /m.test(entry)) problems.push(`CHANGELOG.md says nothing about ${version}.`);
  const recorded = releases.find((release) => release.version === version);
  if (recorded === undefined)
    problems.push(`${version} isn't recorded. Run \`npm run release -- record\` and commit releases/${version}.`);
  else if (interfaceText(recorded.interface) !== interfaceText(candidate.interface))
    problems.push(`releases/${version} was recorded earlier, and the interface changed since. Record it again.`);
  const before = releases.filter((release) => compareVersions(release.version, version) < 0).at(-1);
  if (before === undefined) return problems;
  const differences = compareInterfaces(before.interface, candidate.interface, ledger);
  const least = leastVersion(before.version, differences);
  if (compareVersions(version, least) < 0)
    problems.push(
      `After ${before.version} comes ${least} at least, because: ${[...differences.breaking, ...differences.added].join("; ")}.`,
    );
  return problems;
}
