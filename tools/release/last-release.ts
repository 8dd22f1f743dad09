import { execFileSync } from "node:child_process";
import { readInterface, type Interface } from "./interface";
import { compareVersions } from "./version";

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
