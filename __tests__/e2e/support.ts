import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { isNewEnough, pythonCandidates } from "../../local/emulator/python";
import { hasTerraform } from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";

/** Why the AWS emulator can't run here; undefined when it can. */
export function whyNot(): string | undefined {
  if (!hasTerraform()) return "neither terraform nor tofu is on the PATH (TERRAFORM_BINARY_NAME names another binary)";
  const found = pythonCandidates(process.env, process.platform).some(([command = "python3", ...args]) => {
    const answer = spawnSync(
      command,
      [...args, "-c", "import venv, ensurepip, platform; print(platform.python_version())"],
      { encoding: "utf8" },
    );
    return answer.status === 0 && isNewEnough(answer.stdout.trim());
  });
  return found ? undefined : "no Python 3.10 or newer with venv was found (PYTHON names another one)";
}

const reason = whyNot();

/** `describe` where the AWS emulator can run; elsewhere every test is named as skipped, and the reason is printed. */
export function describeEndToEnd(name: string, tests: () => void): void {
  if (reason === undefined) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`Skipped: ${name}: ${reason}\n`);
  describe.skip(`${name} (skipped: ${reason})`, tests);
}

/** A local run as a process of its own. */
export interface LocalRun {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly out: { stdout: string; stderr: string };
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Resolves when standard error holds the text; rejects when the process ends before. */
  until(text: RegExp): Promise<RegExpExecArray>;
  /** The same of standard output. */
  untilPrinted(text: RegExp): Promise<RegExpExecArray>;
}

export function startLocal(...args: string[]): LocalRun {
  return startLocalWith({}, ...args);
}

/** @param env what differs from this process's environment */
export function startLocalWith(env: Readonly<Record<string, string>>, ...args: string[]): LocalRun {
  const child = spawn(process.execPath, ["--import", "tsx", "local/index.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (out.stderr += chunk));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  const waiting = (name: "stdout" | "stderr", text: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = text.exec(out[name]);
        if (match !== null) resolve(match);
      };
      child[name].on("data", look);
      look();
      void ended.then((how) =>
        reject(new Error(`It ended (${String(how)}) before it said ${String(text)}:\n${out.stderr}`)),
      );
    });
  const until = (text: RegExp): Promise<RegExpExecArray> => waiting("stderr", text);
  return { child, out, ended, until, untilPrinted: (text) => waiting("stdout", text) };
}

/** Does anything answer on a port of the loopback? */
export async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${String(port)}/_ministack/health`, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
}

/** Waits until nothing answers on a port any more; false when something still does after ten seconds. */
export async function falls(port: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    if (!(await answers(port))) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
