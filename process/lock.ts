import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/**
 * Runs `work` while no other process does the same. The lock of a process that no longer lives is taken over.
 * @param patience seconds to wait for another process, 300 by default
 */
export async function withLock<T>(
  file: string,
  onWait: (pid: number) => void,
  work: () => Promise<T>,
  patience = 300,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; ; waited += 0.25) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
      const pid = holder(file);
      // A lock just created may not hold its id yet: give it a moment before it counts as abandoned.
      if (pid === undefined && waited > 0) rmSync(file, { force: true, recursive: true });
      else if (pid !== undefined) onWait(pid);
      if (waited >= patience)
        throw new UserError(
          "locked",
          `${file} has been held by process ${String(pid)} for ${String(patience)} s.`,
          "Stop that process, then try again.",
        );
      await sleep(250);
    }
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
