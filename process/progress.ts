/** Shows what is being done, and how long it took. */
export interface Progress {
  note(text: string): void;
  /** Runs `work`, showing `name` while it lasts and the time it took at the end. */
  step<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
}

interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters; 80 where it isn't told. */
  readonly columns?: number;
}

const ERASE = "\r\u001b[K";

/**
 * Progress on a stream. A terminal shows the running step with its seconds, rewritten in place; a file or pipe gets
 * one line when a step starts, one every ten seconds, and one when it ends, so that a log never looks dead.
 */
export function progressOn(sink: Sink, now: () => number = Date.now): Progress {
  return {
    note: (text) => void sink.write(`${text}\n`),
    async step(name, work) {
      const started = now();
      const seconds = (): string => `${((now() - started) / 1000).toFixed(1)} s`;
      let latest = "";
      const live = sink.isTTY === true;
      const show = (): void => {
        const text = `… ${name}${latest === "" ? "" : `: ${latest}`} (${seconds()})`;
        // A line that wraps can't be rewritten in place.
        sink.write(live ? ERASE + text.slice(0, Math.max(1, (sink.columns ?? 80) - 1)) : `${text}\n`);
      };
      if (live) show();
      else sink.write(`… ${name}\n`);
      const timer = setInterval(show, live ? 500 : 10_000);
      timer.unref();
      const end = (sign: string): void => {
        clearInterval(timer);
        sink.write(`${live ? ERASE : ""}${sign} ${name} (${seconds()})\n`);
      };
      try {
        const result = await work((text) => {
          latest = text;
        });
        end("✓");
        return result;
      } catch (error) {
        end("✗");
        throw error;
      }
    },
  };
}

export const silent: Progress = { note: () => undefined, step: (_name, work) => work(() => undefined) };
