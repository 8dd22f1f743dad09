import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { onExit } from "./cleanup";
import { systemCode } from "./user-error";

/** The project's root folder. */
export const ROOT = resolve(__dirname, "..");
/** Is this the published package, installed in somebody's project? */
export const IS_INSTALLED = ROOT.split(sep).includes("node_modules");
/** What starts a local run, as it is typed. */
export const LOCAL_COMMAND = localCommand(ROOT);

/** @param root of this repository, or of the package in a project's node_modules */
export function localCommand(root: string): string {
  const [, path] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(root) ?? [];
  return path === undefined ? "npm run -s local --" : `npx ${path.replace("\\", "/")} local`;
}
/** What local runs keep or need while they last; git-ignored. Of an installed package it lies in the project that is run. */
export const WORK = join(IS_INSTALLED ? process.cwd() : ROOT, ".work", "local");

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/**
 * A folder of this run's own, `runs/<pid>-xxxxxx`, readable by its owner only and removed at the end.
 * Folders that interrupted runs left behind are removed first; those of living processes stay.
 */
export function openRunFolder(work: string = WORK): string {
  const runs = join(work, "runs");
  mkdirSync(runs, { recursive: true });
  // Passwords of test users and state lie below: never to be committed, whatever the project ignores.
  if (!existsSync(join(work, ".gitignore"))) writeFileSync(join(work, ".gitignore"), "*\n");
  for (const name of readdirSync(runs)) {
    const pid = Number(name.split("-")[0]);
    if (!(Number.isInteger(pid) && pid > 0) || isAlive(pid)) continue;
    try {
      rmSync(join(runs, name), { recursive: true, force: true });
    } catch {
      // Another run removes it too, or what a killed run started still writes there: the next run tries again.
    }
  }
  const folder = mkdtempSync(join(runs, `${String(process.pid)}-`));
  onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
