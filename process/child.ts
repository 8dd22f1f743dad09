import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { atEnd } from "./cleanup";

/** A child with its descendants: they form a process group of their own, so that all of it can be stopped by one id. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves when the child has ended; `code` is null when a signal ended it, and undefined if it never started. */
  readonly ended: Promise<{ code: number | null | undefined; error?: Error }>;
  /** Asks the group to end, and after `grace` milliseconds (its ending's by default) ends it by force. */
  stop(grace?: number): Promise<void>;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** How a child is asked to end. */
export interface Ending {
  /** SIGINT is what Terraform's plugins outlive, so that Terraform can write down what they made. @default SIGTERM */
  readonly signal?: NodeJS.Signals;
  /** Milliseconds until it is ended by force. @default 3000 */
  readonly grace?: number;
}

/** Starts a child whose whole group ends with this process. */
export function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  { signal = "SIGTERM", grace: usual = 3000 }: Ending = {},
): Child {
  const child = spawn(command, [...args], { ...options, detached: process.platform !== "win32", windowsHide: true });
  const pid = child.pid;
  let alive = pid !== undefined;
  const ended = new Promise<{ code: number | null | undefined; error?: Error }>((resolve) => {
    child.once("error", (error) => {
      alive = false;
      resolve({ code: undefined, error });
    });
    child.once("exit", (code) => {
      alive = false;
      resolve({ code });
    });
  });
  const stop = async (grace = usual): Promise<void> => {
    if (pid === undefined) return;
    if (alive) {
      signalGroup(pid, signal);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        ended,
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, grace);
        }),
      ]);
      clearTimeout(timer);
    }
    // Descendants may outlive the leader of the group.
    signalGroup(pid, "SIGKILL");
    await ended;
  };
  const release = atEnd(
    () => stop(),
    () => {
      if (pid !== undefined) signalGroup(pid, "SIGKILL");
    },
  );
  void ended.then(() => {
    if (pid !== undefined && process.platform !== "win32") signalGroup(pid, "SIGKILL");
    release();
  });
  return { process: child, ended, stop };
}

/** What a finished command left behind. */
export interface Finished {
  /** undefined: it could not be started or was stopped after `timeout`; `failure` says which. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; none by default. */
  readonly timeout?: number;
  /** Stops the command when it is aborted. */
  readonly signal?: AbortSignal;
  readonly ending?: Ending;
  /** Called with each line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Runs a command to its end and returns what it printed. It never throws for a failing command. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd, env, ending } = options;
  const child = startChild(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }, ending);
  const kept = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    const stream = child.process[name];
    let rest = "";
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
      kept[name] += chunk;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
  }
  const closed = new Promise<void>((resolve) => {
    child.process.once("close", () => resolve());
    child.process.once("error", () => resolve());
  });
  const abort = (): void => void child.stop(ending?.grace ?? 500);
  if (options.signal?.aborted === true) abort();
  options.signal?.addEventListener("abort", abort, { once: true });
  let timedOut = false;
  let timer: NodeJS.Timeout | undefined;
  if (options.timeout !== undefined) {
    timer = setTimeout(() => {
      timedOut = true;
      void child.stop(500);
    }, options.timeout);
  }
  const end = await child.ended;
  options.signal?.removeEventListener("abort", abort);
  await closed;
  clearTimeout(timer);
  if (timedOut) return { code: undefined, ...kept, failure: `no end after ${String((options.timeout ?? 0) / 1000)} s` };
  if (end.error !== undefined) return { code: undefined, ...kept, failure: end.error.message };
  return end.code === null || end.code === undefined
    ? { code: undefined, ...kept, failure: "ended by a signal" }
    : { code: end.code, ...kept };
}

/** The last lines of a text that say something. */
export function lastLines(text: string, count: number): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}
