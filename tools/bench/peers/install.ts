import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** What is measured beside the project's own, pinned. */
export const PEERS = { "aws-cdk-lib": "2.276.0", constructs: "10.5.0", jose: "6.2.17" } as const;

/** Git-ignored; not part of the project's dependencies. */
export const PEERS_FOLDER = resolve(".work", "peers");

/**
 * Installs the peers into a folder of their own, once.
 * @throws Error with what npm printed
 */
export function installPeers(): void {
  const wanted = JSON.stringify({ private: true, type: "module", dependencies: PEERS }, null, 2);
  const file = join(PEERS_FOLDER, "package.json");
  const installed = join(PEERS_FOLDER, "node_modules", ".package-lock.json");
  if (existsSync(installed) && existsSync(file) && readFileSync(file, "utf8") === wanted) return;
  mkdirSync(PEERS_FOLDER, { recursive: true });
  writeFileSync(file, wanted);
  const done = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: PEERS_FOLDER,
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`The peers can't be installed:\n${done.stderr}`);
}
