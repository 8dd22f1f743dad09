import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ADDRESS_MOVES, ADDRESS_REMOVALS } from "../../constructs/stack/moves";
import { compareInterfaces, type Ledger } from "./compare";
import { readInterface, sourcesIn, type Interface } from "./interface";
import { compareVersions, leastVersion } from "./version";
import { execFileSync } from "node:child_process";

export interface Candidate {
  /** The version in package.json, and in posture/package.json. */
  readonly version: string;
  readonly postureVersion: string;
  readonly interface: Interface;
  readonly changelog: string;
  /** Undefined before the first release. */
  readonly last: Release | undefined;
  readonly ledger: Ledger;
}

export function readCandidate(root: string): Candidate {
  const versionIn = (file: string): string =>
    (JSON.parse(readFileSync(path.join(root, file), "utf8")) as { version: string }).version;
  const version = versionIn("package.json");
  return {
    version,
    postureVersion: versionIn("posture/package.json"),
    interface: readInterface(sourcesIn(root)),
    changelog: readFileSync(path.join(root, "CHANGELOG.md"), "utf8"),
    last: lastRelease(root, version),
    ledger: { moves: ADDRESS_MOVES, removals: ADDRESS_REMOVALS },
  };
}

/** What every commit has to hold. @returns each problem with what to do about it */
export function problemsOf({ version, postureVersion, interface: now, last, ledger }: Candidate): string[] {
  const problems: string[] = [];
  if (version !== postureVersion)
    problems.push(
      `package.json says ${version} and posture/package.json ${postureVersion}: both packages share a version.`,
    );
  for (const { from, to } of ledger.moves)
    if (from.split(".")[0] !== to.split(".")[0] || from.includes("*") !== to.includes("*"))
      problems.push(`The move of ${from} to ${to} can't be followed: both need one type, and a star both or neither.`);
  if (last === undefined) return problems;
  for (const address of compareInterfaces(last.interface, now, ledger).unexplained)
    problems.push(
      `${address} was in ${last.version} and is gone: Terraform would destroy what it names. Add { since, from: "${address}", to } to ADDRESS_MOVES in constructs/stack/moves.ts; if it was removed on purpose, to ADDRESS_REMOVALS with the reason.`,
    );
  return problems;
}

/** What the changelog says of a version, without its heading; undefined where it says nothing. */
export function changelogEntry(changelog: string, version: string): string | undefined {
  const entry = changelog.split(/^## /m).find((part) => part.split(/\s/, 1)[0] === version);
  return entry?.slice(entry.indexOf("\n") + 1).trim();
}

/** What a tag has to hold besides. @param tag `v1.2.3` */
export function releaseProblems(candidate: Candidate, tag: string): string[] {
  const { version, changelog, last, ledger } = candidate;
  const problems = problemsOf(candidate);
  if (tag !== `v${version}`)
    problems.push(`The tag is ${tag}, and package.json says ${version}. One of them is wrong.`);
  const entry = changelogEntry(changelog, version);
  if (entry === undefined) problems.push(`CHANGELOG.md has no section "## ${version} (DATE)". Rename "## Unreleased".`);
  else if (!/^- /m.test(entry)) problems.push(`CHANGELOG.md says nothing about ${version}.`);
  if (last === undefined) return problems;
  const differences = compareInterfaces(last.interface, candidate.interface, ledger);
  const least = leastVersion(last.version, differences);
  if (compareVersions(version, least) < 0)
    problems.push(
      `After ${last.version} comes ${least} at least, because: ${[...differences.breaking, ...differences.added].join("; ")}.`,
    );
  return problems;
}

/** A version that was tagged, and what others rely on since. */
export interface Release {
  readonly version: string;
  readonly interface: Interface;
}

/** The highest tag `vX.Y.Z` below a version, read from git; undefined before the first release. */
export function lastRelease(root: string, below: string): Release | undefined {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
  const version = git("tag", "--list", "v*")
    .split("\n")
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag))
    .map((tag) => tag.slice(1))
    .filter((tag) => compareVersions(tag, below) < 0)
    .sort(compareVersions)
    .at(-1);
  if (version === undefined) return undefined;
  return { version, interface: readInterface((name) => git("show", `v${version}:${name}`)) };
}
