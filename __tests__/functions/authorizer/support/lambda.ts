import { fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

/** What one call of the bundled handler came to. */
interface Outcome {
  readonly answer?: unknown;
  /** Set when the handler threw or rejected: a 500. */
  readonly thrown?: string;
  /** Of the processor, not of the clock: what else the machine does is not the handler's. */
  readonly milliseconds: number;
}

interface Message {
  readonly id: number;
  readonly answers: readonly Outcome[];
}

/** The bundled handler in a fresh process, as one Lambda execution environment has it. */
export interface Lambda {
  /** Calls one after another: await each. */
  call(event: unknown): Promise<Outcome>;
  /** Calls at the same time. */
  callAll(events: readonly unknown[]): Promise<readonly Outcome[]>;
  /** All that was written to stdout and stderr so far. */
  output(): string;
  /** The lines logged for one request, parsed; waits a second at most, for the pipe may be slower than the answer. */
  logged(requestId: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** @param config text of AUTHORIZER_CONFIG; undefined leaves it unset */
export async function startLambda(file: string, config: string | undefined): Promise<Lambda> {
  const child = fork(path.join(__dirname, "lambda-process.cjs"), [file], {
    silent: true,
    execArgv: [],
    env: config === undefined ? {} : { AUTHORIZER_CONFIG: config },
  });
  let written = "";
  child.stdout?.on("data", (chunk: Buffer) => (written += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (written += chunk.toString()));
  await once(child, "message");
  let last = 0;
  const callAll = (events: readonly unknown[]): Promise<readonly Outcome[]> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const listen = (message: Message) => {
        if (message.id !== id) return;
        child.off("message", listen);
        child.off("exit", gone);
        resolve(message.answers);
      };
      const gone = (code: number | null) => reject(new Error(`The Lambda process ended with ${code}: ${written}`));
      child.on("message", listen);
      child.once("exit", gone);
      child.send({ id, events });
    });
  return {
    callAll,
    call: async (event) => {
      const [outcome] = await callAll([event]);
      if (!outcome) throw new Error("No answer");
      return outcome;
    },
    output: () => written,
    logged: async (requestId) => {
      for (let attempt = 0; attempt < 200; attempt++) {
        const whole = written.split("\n").slice(0, -1);
        const found = whole.filter((line) => line.includes(JSON.stringify(requestId)));
        if (found.length > 0) return found.map((line) => JSON.parse(line) as Record<string, unknown>);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return [];
    },
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
