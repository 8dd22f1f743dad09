import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onExit } from "./cleanup";
import { UserError, systemCode } from "./user-error";
import { isAlive } from "./terraform-working-directory";

/** The process that holds a lock file, or undefined if it is gone or unreadable. */
function holder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the file with this process's id in it, whole at once: nobody sees a lock whose holder isn't known yet. */
function take(file: string): boolean {
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    // A file system without links.
    if (existsSync(file)) return false;
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes a lock that nobody holds. Moved away first and looked at again: another process may have taken it over meanwhile. */
function removeAbandoned(file: string): void {
  const away = `${file}.${randomUUID()}`;
  try {
    renameSync(file, away);
    if (holder(away) !== undefined) linkSync(away, file);
  } catch {
    // It is gone already, or has been taken again.
  }
  rmSync(away, { force: true, recursive: true });
}

/**
 * Runs `work` while no other process does the same. The lock of a process that no longer lives is taken over.
 * @param patience seconds to wait for another process, 1800 by default: it lives, and whoever waits is told for whom
 */
export async function withLock<T>(
  file: string,
  onWait: (pid: number) => void,
  work: () => Promise<T>,
  patience = 1800,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; ; waited += 0.25) {
    if (take(file)) break;
    const pid = holder(file);
    if (pid === undefined) {
      removeAbandoned(file);
      continue;
    }
    onWait(pid);
    if (waited >= patience)
      throw new UserError(
        "locked",
        `${file} has been held by process ${String(pid)} for ${String(patience)} s.`,
        "Stop that process, then try again.",
      );
    await sleep(250);
  }
  const unlock = (): void => rmSync(file, { force: true });
  const release = onExit(unlock, unlock);
  try {
    return await work();
  } finally {
    unlock();
    release();
  }
}
