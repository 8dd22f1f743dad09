type Task = () => void | Promise<void>;

const tasks = new Set<Task>();
const lastResorts = new Set<() => void>();
let armed = false;
let running: Promise<void> | undefined;

/**
 * Registers what must be undone however this process ends. `orderly` runs on a normal end, on Ctrl-C, SIGTERM, SIGHUP
 * and uncaught errors; `lastResort` runs synchronously when the process exits without it. Returns the deregistration.
 */
export function atEnd(orderly: Task, lastResort?: () => void): () => void {
  arm();
  tasks.add(orderly);
  if (lastResort !== undefined) lastResorts.add(lastResort);
  return () => {
    tasks.delete(orderly);
    if (lastResort !== undefined) lastResorts.delete(lastResort);
  };
}

/** Undoes everything registered, latest first. Calling it again while it runs waits for the same end. */
export function endAll(): Promise<void> {
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
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

function arm(): void {
  if (armed) return;
  armed = true;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      void endAll().then(() => process.exit(code));
    });
  }
  const crash = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    void endAll().then(() => process.exit(1));
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  process.on("exit", () => {
    for (const lastResort of lastResorts) lastResort();
  });
}
