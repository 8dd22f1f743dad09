import { isatty } from "node:tty";

type Task = () => void | Promise<void>;

const tasks = new Set<Task>();
const lastResorts = new Set<() => void>();
let armed = false;
let running: Promise<void> | undefined;
let leaving = false;

/**
 * Registers what must be undone however this process ends. `orderly` runs on a normal end, on Ctrl-C, SIGTERM, SIGHUP,
 * on uncaught errors and when the terminal or pipe that is written to goes away; `lastResort` runs synchronously when
 * the process exits without it. Returns the deregistration.
 */
export function onExit(orderly: Task, lastResort?: () => void): () => void {
  arm();
  tasks.add(orderly);
  if (lastResort !== undefined) lastResorts.add(lastResort);
  return () => {
    tasks.delete(orderly);
    if (lastResort !== undefined) lastResorts.delete(lastResort);
  };
}

/** Undoes everything registered, latest first. Calling it again while it runs waits for the same end. */
export function runExitTasks(): Promise<void> {
  running ??= (async () => {
    for (const task of [...tasks].reverse()) {
      tasks.delete(task);
      try {
        await task();
      } catch (error) {
        process.stderr.write(`While stopping: ${String(error)}\n`);
      }
    }
  })().finally(() => {
    running = undefined;
  });
  return running;
}

/** Exit codes as shells give them: 128 + the signal's number. */
const SIGNALS = { SIGHUP: "hang up", SIGINT: 130, SIGTERM: 143 } as const;
/** What a shell reports of a program whose reader went away: 128 + SIGPIPE. */
const NO_READER = 141;

/** Is the process on its way out, before its work was done? What fails from then on mostly fails for that: it is neither told nor tried again. */
export function isLeaving(): boolean {
  return leaving;
}

/** Undoes everything and exits; only the first reason counts, since stopping may itself cause more. */
function leave(how: number | "hang up"): void {
  if (leaving) return;
  leaving = true;
  if ((how === SIGNALS.SIGINT || how === SIGNALS.SIGTERM) && tasks.size > 0)
    process.stderr.write("\nInterrupted: stopping what was started.\n");
  void runExitTasks().then(() => (how === "hang up" ? hangUp() : exit(how)));
}

/** The standard streams that were a terminal when the process started: Node sets these back at its end. */
const TERMINALS = [0, 1, 2].filter(isatty);

/** process.exit(), which crashes Node where a terminal of its start is gone: the process then ends by SIGHUP. */
export function exit(code = process.exitCode): void {
  if (TERMINALS.every(isatty)) process.exit(code);
  hangUp();
}

/** Ends as a program does that doesn't handle SIGHUP. */
function hangUp(): void {
  for (const lastResort of lastResorts) lastResort();
  process.removeAllListeners("SIGHUP");
  process.kill(process.pid, "SIGHUP");
}

function arm(): void {
  if (armed) return;
  armed = true;
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => leave(code));
  // A closed pipe (EPIPE) or terminal (EIO) fails at every write. Without a listener each failure would be an uncaught
  // error, whose report is the next write that fails.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", ({ code }: NodeJS.ErrnoException) => leave(code === "EIO" ? "hang up" : NO_READER));
  const crash = (error: unknown): void => {
    if (!leaving) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    leave(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  process.on("exit", () => {
    for (const lastResort of lastResorts) lastResort();
  });
  endWithNpm();
}

/** npm signals the shell that it runs scripts in, which ends without handing the signal on: this process is then an orphan. */
function endWithNpm(): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) leave(SIGNALS.SIGTERM);
  }, 500).unref();
}
