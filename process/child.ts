import { randomUUID } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { onExit } from "./cleanup";
import { isAlive } from "./terraform-working-directory";

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
export interface StopOptions {
  /**
   * SIGINT is what Terraform's plugins outlive, so that Terraform can write down what they made. `none` asks for nothing: the end of what
   * tidies up is waited for. @default SIGTERM
   */
  readonly signal?: NodeJS.Signals | "none";
  /** Milliseconds until it is ended by force. @default 3000 */
  readonly grace?: number;
  /**
   * A folder for what it prints. A child that prints into a pipe dies with who reads it; one that prints into files can finish what it is doing,
   * and write it down, where this process is ended by force. @default undefined: a pipe
   */
  readonly prints?: string;
}

/** Starts a child whose whole group ends with this process. */
export function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  { signal = "SIGTERM", grace: usual = 3000 }: StopOptions = {},
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
      if (signal !== "none") signalGroup(pid, signal);
      // One that was stopped (SIGSTOP) acts on no other signal until it goes on.
      if (process.platform !== "win32") signalGroup(pid, "SIGCONT");
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
  const release = onExit(
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
  readonly ending?: StopOptions;
  /** Called with each line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Names, in the folder that a child works in, the process that may outlive this one. */
const RUNNING = ".running-";

/** Notes in a folder that a child works there, until it ends: it may outlive this process. */
export function markRunning(folder: string, { process: { pid }, ended }: Child): void {
  if (pid === undefined) return;
  const file = join(folder, `${RUNNING}${String(pid)}`);
  writeFileSync(file, "");
  void ended.then(() => rmSync(file, { force: true }));
}

/** Ids of living processes that were noted in this folder, whoever started them. */
export function runningIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(RUNNING))
    .map((name) => Number(name.slice(RUNNING.length)))
    .filter((pid) => pid > 0 && isAlive(pid));
}

/**
 * Waits until nothing runs any more that was noted in this folder.
 * @param patience milliseconds
 * @returns ids of the processes that still do
 */
export async function waitForEndIn(folder: string, patience: number): Promise<readonly number[]> {
  for (const start = Date.now(); runningIn(folder).length > 0 && Date.now() - start < patience;) await sleep(100);
  return runningIn(folder);
}

const NAMES = ["stdout", "stderr"] as const;
const PIPES = ["pipe", "pipe"] as const;
type Take = (name: (typeof NAMES)[number], chunk: string) => void;

/** Files that a child prints into, read as they grow. */
function printsOf(folder: string): { fds: readonly number[]; read(take: Take): void; end(take: Take): void } {
  const paths = NAMES.map((name) => join(folder, `.${name}-${randomUUID()}`));
  const fds = paths.map((path) => openSync(path, "a+", 0o600));
  const decoders = NAMES.map(() => new StringDecoder("utf8"));
  const at = [0, 0];
  const read = (take: Take): void => {
    NAMES.forEach((name, i) => {
      const buffer = Buffer.alloc(65_536);
      for (;;) {
        const count = readSync(fds[i] ?? -1, buffer, 0, buffer.length, at[i] ?? 0);
        if (count === 0) return;
        at[i] = (at[i] ?? 0) + count;
        take(name, decoders[i]?.write(buffer.subarray(0, count)) ?? "");
      }
    });
  };
  const end = (take: Take): void => {
    read(take);
    fds.forEach((fd) => closeSync(fd));
    paths.forEach((path) => rmSync(path, { force: true }));
  };
  return { fds, read, end };
}

/** Runs a command to its end and returns what it printed. It never throws for a failing command. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd, env, ending } = options;
  const files = ending?.prints === undefined ? undefined : printsOf(ending.prints);
  const child = startChild(command, args, { cwd, env, stdio: ["ignore", ...(files?.fds ?? PIPES)] }, ending);
  if (ending?.prints !== undefined) markRunning(ending.prints, child);
  const kept = { stdout: "", stderr: "" };
  const rest = { stdout: "", stderr: "" };
  const take = (name: keyof typeof kept, chunk: string): void => {
    kept[name] += chunk;
    const lines = (rest[name] + chunk).split("\n");
    rest[name] = lines.pop() ?? "";
    for (const line of lines) options.onLine?.(line);
  };
  for (const name of NAMES)
    child.process[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      take(name, chunk);
    });
  const reading = files && setInterval(() => files.read(take), 100);
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
  clearInterval(reading);
  files?.end(take);
  clearTimeout(timer);
  if (timedOut) return { code: undefined, ...kept, failure: `no end after ${String((options.timeout ?? 0) / 1000)} s` };
  if (end.error !== undefined) return { code: undefined, ...kept, failure: end.error.message };
  return end.code === null || end.code === undefined
    ? { code: undefined, ...kept, failure: "ended by a signal" }
    : { code: end.code, ...kept };
}

export function lastLines(text: string, count: number): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}
