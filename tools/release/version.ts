import type { Differences } from "./compare";

type Version = readonly [major: number, minor: number, patch: number];

/** @throws Error for anything but three numbers */
function parseVersion(text: string): Version {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is no version: write MAJOR.MINOR.PATCH.`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Negative where a comes before b. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/**
 * The least version that may follow. Before 1.0.0 a break takes a minor version, and an addition a patch (https://semver.org, 4).
 */
export function leastVersion(previous: string, { breaking, added }: Pick<Differences, "breaking" | "added">): string {
  const [major, minor, patch] = parseVersion(previous);
  const early = major === 0;
  if (breaking.length > 0) return early ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
  if (added.length > 0 && !early) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
