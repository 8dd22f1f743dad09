import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "../../process/child";
import { withLock } from "../../process/lock";
import type { Progress } from "../../process/progress";
import { UserError } from "../../process/user-error";
import { isAlive, WORK } from "../../process/terraform-working-directory";

const OLDEST_PYTHON: readonly [number, number] = [3, 10];

export interface Python {
  readonly command: string;
  readonly args: readonly string[];
  /** `3.11.7` */
  readonly version: string;
  /** False where a distribution ships Python without venv and pip (Debian, Ubuntu). */
  readonly venv: boolean;
}

/** A program for any Python, 2 and 3 alike. */
export const LOOK = `
import sys
try:
    import venv, ensurepip
    ok = 1
except ImportError:
    ok = 0
print("%d.%d.%d %d" % (sys.version_info[:3] + (ok,)))
`;

/** What to try, in this order; PYTHON in the environment comes first and alone. */
export function pythonCandidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly (readonly string[])[] {
  const named = env["PYTHON"];
  if (named !== undefined && named !== "") return [[named]];
  const versioned = ["python3.13", "python3.12", "python3.11", "python3.10"].map((name) => [name]);
  return platform === "win32" ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"], ...versioned];
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/**
 * Picks the first Python that will do, or says why none does.
 * @param named what the variable PYTHON holds
 */
export function choosePython(found: readonly Python[], named?: string): Python {
  const oldest = OLDEST_PYTHON.join(".");
  const usable = found.find((python) => isNewEnough(python.version) && python.venv);
  if (usable !== undefined) return usable;
  const bare = found.find((python) => isNewEnough(python.version));
  if (bare !== undefined)
    throw new UserError(
      "python",
      `Python ${bare.version} (${bare.command}) has no venv module, which the AWS emulator is installed with.`,
      "Install it (Debian, Ubuntu: apt install python3-venv), or name another Python in the variable PYTHON.",
    );
  if (found.length > 0)
    throw new UserError(
      "python",
      `The AWS emulator needs Python ${oldest} or newer; found ${found.map((p) => `${p.version} (${p.command})`).join(", ")}.`,
      "Install a newer one, or name it in the variable PYTHON.",
    );
  if (named !== undefined && named !== "")
    throw new UserError(
      "python",
      `The variable PYTHON names "${named}", which can't be run as a Python.`,
      `Name a Python ${oldest} or newer there, or unset it to search the PATH.`,
    );
  throw new UserError(
    "python",
    `No Python was found; the AWS emulator needs ${oldest} or newer.`,
    "Install Python 3 (python.org, or your system's packages), or name it in the variable PYTHON.",
  );
}

/** Looks for a Python that can host the AWS emulator. Refuses with the reason when there is none. */
async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python> {
  const found: Python[] = [];
  for (const [command = "python3", ...args] of pythonCandidates(env, process.platform)) {
    const answer = await run(command, [...args, "-c", LOOK], { timeout: 300_000 });
    const [version, ok] = answer.code === 0 ? answer.stdout.trim().split(" ") : [];
    if (version === undefined) continue;
    found.push({ command, args, version, venv: ok === "1" });
    if (isNewEnough(version) && ok === "1") break;
  }
  return choosePython(found, env["PYTHON"]);
}

/** pip's environment: the person's own settings (index, certificates, proxy) hold, Python's own search paths don't. */
function installEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    // Seconds and times: on a busy machine an index answers later than pip's 15 seconds.
    PIP_DEFAULT_TIMEOUT: "120",
    PIP_RETRIES: "10",
    ...process.env,
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_INPUT: "1",
  };
  for (const name of ["PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"])
    delete env[name];
  return env;
}

/** Can the interpreter's own pip install into another environment (pip 22.3)? A pip of the environment's own takes five seconds of CPU to make. */
async function hasRecentPip({ command, args }: Python, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { code, stdout } = await run(command, [...args, "-m", "pip", "--version"], { env, timeout: 300_000 });
  const [, major = 0, minor = 0] = (/^pip (\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
  return code === 0 && (major > 22 || (major === 22 && minor >= 3));
}

const interpreterIn = (folder: string): string =>
  process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");

/** Where a process installs, until all of it is there: the pip of one that was killed may go on writing. */
const unfinished = (work: string, pid: number): string => join(work, `python-${String(pid)}`);

/** Removes what killed installations left. One whose pip still writes is left to the next time. */
function removeUnfinished(work: string): void {
  for (const name of existsSync(work) ? readdirSync(work) : []) {
    const [, pid] = /^python-(\d+)$/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(work, name), { recursive: true, force: true });
    } catch {
      // Still written to.
    }
  }
}

/**
 * Installs the AWS emulator into a git-ignored folder, once: later calls only hold every file against the hash that pip
 * recorded of it (0.2 s of CPU). An installation that was interrupted, damaged or made for other requirements is replaced.
 * @returns path of the environment's own interpreter
 */
export async function emulatorPython(progress: Progress, work: string = WORK): Promise<string> {
  const requirements = join(__dirname, "requirements.txt");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const folder = join(work, "python");
  const marker = join(folder, "installed");
  const interpreter = interpreterIn(folder);
  const isWhole = async (): Promise<boolean> => {
    if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) return false;
    const verified = await run(interpreter, ["-I", join(__dirname, "verify.py")], { timeout: 600_000 });
    const damaged = verified.stdout.split("\n").find((line) => line !== "") ?? "its interpreter";
    if (verified.code === 0 && verified.stdout === "") return true;
    found = damaged.trim();
    return false;
  };
  let found: string | undefined;

  if (await isWhole()) return interpreter;
  const python = await findPython();
  const wait = (pid: number): void =>
    progress.note(`Waiting for process ${String(pid)}, which is installing the AWS emulator`);
  let said = false;
  await withLock(
    join(work, "python.lock"),
    (pid) => (said ? undefined : ((said = true), wait(pid))),
    async () => {
      if (await isWhole()) return;
      if (found !== undefined) progress.note(`  The installed AWS emulator is damaged (${found}); it is replaced`);
      await progress.step(`install the AWS emulator with Python ${python.version} (once)`, async (detail) => {
        mkdirSync(work, { recursive: true });
        removeUnfinished(work);
        const making = unfinished(work, process.pid);
        rmSync(making, { recursive: true, force: true });
        const env = installEnvironment();
        const ownPip = await hasRecentPip(python, env);
        const bare = ownPip ? ["--without-pip"] : [];
        const made = await run(python.command, [...python.args, "-m", "venv", ...bare, making], { env });
        if (made.code !== 0)
          throw new UserError(
            "python",
            `Python's venv could not be made in ${making}:\n${lastLines(made.stdout + made.stderr, 6)}`,
            "Debian, Ubuntu: apt install python3-venv.",
          );
        const [command, before] = ownPip
          ? [python.command, [...python.args, "-m", "pip", "--python", interpreterIn(making)]]
          : [interpreterIn(making), ["-m", "pip"]];
        const args = [
          ...before,
          "install",
          // What is imported is compiled then; most of it never is.
          "--no-compile",
          "--require-hashes",
          "--no-deps",
          "--progress-bar",
          "off",
          "-r",
          requirements,
        ];
        const installed = await run(command, args, { env, onLine: (line) => detail(line.trim()) });
        if (installed.code !== 0)
          throw new UserError(
            "python",
            `pip could not install the AWS emulator:\n${lastLines(installed.stderr || installed.stdout, 8)}`,
            "Check that a package index can be reached (PIP_INDEX_URL, HTTPS_PROXY). Running the command again repeats the installation.",
          );
        writeFileSync(join(making, "installed"), wanted);
        rmSync(folder, { recursive: true, force: true });
        renameSync(making, folder);
      });
    },
  );
  return interpreter;
}
