import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import type { Interface } from "./interface";
import { compareVersions } from "./version";

/** A version that was recorded: `releases/VERSION/interface.json`, and in `stack/` what main.ts emitted then, functions included. */
export interface Release {
  readonly version: string;
  readonly interface: Interface;
  /** The folder of the stack. */
  readonly stack: string;
}

/** Every recorded version, the oldest first. */
export function releasesOf(root: string): Release[] {
  const folder = path.join(root, "releases");
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name)) : [];
  return versions.sort(compareVersions).map((version) => ({
    version,
    interface: JSON.parse(readFileSync(path.join(folder, version, "interface.json"), "utf8")) as Interface,
    stack: path.join(folder, version, "stack"),
  }));
}
