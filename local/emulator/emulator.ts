import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, markRunning, startChild } from "../../process/child";
import { LOOPBACK, portTakenError } from "../../process/port";
import { UserError } from "../../process/user-error";
import { parseRecord, RequestLog } from "./request-log";

/** The AWS emulator while it runs. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`: what AWS_ENDPOINT_URL is set to. */
  readonly url: string;
  readonly port: number;
  /** Where it keeps its state, the pools' signing keys among it. */
  readonly stateFolder: string;
  /** What it was asked through APIs, and what functions did about it. */
  readonly requests: RequestLog;
  /** Rejects, with the last lines of its log, when it ends without having been asked to, or no longer answers. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** The interpreter that `emulatorPython` installed it for. */
  readonly python: string;
  /** A folder of its own: state, temporary files and log. */
  readonly folder: string;
  /** One that the system gives it by default. */
  readonly port?: number;
  /** What it knows is written to the folder at its end, and read from there at its start. */
  readonly keep?: boolean;
  /** Seconds until it must answer, 300 by default: whoever waits sees it, and one that can't start ends by itself. */
  readonly patience?: number;
  /** Seconds without an answer, 120 by default, after which one that hangs is ended: Terraform would wait for hours. */
  readonly silence?: number;
}

/**
 * The variables it gets: what a process needs to run, and nothing of the person's own environment, since the functions
 * it starts inherit it.
 */
export function emulatorEnvironment(env: NodeJS.ProcessEnv, folder: string, port?: number): NodeJS.ProcessEnv {
  const kept = ["SYSTEMROOT", "COMSPEC", "PATHEXT", "LANG", "LC_ALL", "TZ"].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const temporary = join(folder, "tmp");
  return {
    ...Object.fromEntries(kept),
    // Functions run on the Node that runs this, first of all.
    PATH: [dirname(process.execPath), env["PATH"] ?? ""].join(delimiter),
    HOME: folder,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    PYTHONUNBUFFERED: "1",
    BIND_HOST: LOOPBACK,
    ...(port !== undefined && { GATEWAY_PORT: String(port) }),
    STATE_DIR: join(folder, "state"),
    S3_DATA_DIR: join(folder, "s3"),
    // Listeners of services that no stack here has; their fixed ports would keep a second run from starting.
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
    // As on AWS, a failing trigger fails the sign-in.
    MINISTACK_COGNITO_PRETOKEN_STRICT: "1",
    // Seconds for a pool's keys, which it fetches from itself, and for backends: a busy machine needs more than AWS does.
    MINISTACK_APIGW_JWKS_TIMEOUT_SECONDS: "120",
    MINISTACK_APIGW_PROXY_TIMEOUT_SECONDS: "120",
    // Routes behind IAM: signatures are verified and policies held against the route. Terraform's key is the root's.
    AUTH: "true",
    // Stack traces of functions lead to their sources.
    // What functions fetch from AWS's hosts comes from here instead; the functions themselves stay as they are deployed.
    NODE_OPTIONS: `--enable-source-maps --require ${nodeOption(join(__dirname, "aws-hosts.cjs"))}`,
  };
}

/** A value in NODE_OPTIONS, whose quotes know no escapes but `\"` and `\\`: https://nodejs.org/api/cli.html#node_optionsoptions */
export const nodeOption = (value: string): string => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** Starts the AWS emulator on the loopback and waits until it answers. It ends with this process, however that ends. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { folder } = options;
  for (const name of ["state", "tmp", "s3"]) mkdirSync(join(folder, name), { recursive: true });
  const logFile = join(folder, "emulator.log");
  const log = createWriteStream(logFile);
  // A full disk, or lines that come after its end: what is logged only explains.
  log.on("error", () => undefined);
  const child = startChild(
    options.python,
    [join(__dirname, "serve.py")],
    {
      cwd: folder,
      env: {
        ...emulatorEnvironment(process.env, folder, options.port),
        ...(options.keep === true && { PERSIST_STATE: "1" }),
      },
      stdio: ["pipe", "pipe", "pipe"],
    },
    options.keep === true ? { grace: 120_000 } : {},
  );
  if (options.keep === true) markRunning(folder, child);
  const requests = new RequestLog();
  let notListening: string | undefined;
  const listening = new Promise<number>((resolve) => {
    if (child.process.stdout)
      createInterface(child.process.stdout).on("line", (line) => {
        const said = parseRecord(line);
        if (said?.kind === "listening") {
          if (typeof said.port === "number") resolve(said.port);
          else notListening = said.port;
        } else if (!requests.read(line)) log.write(`${line}\n`);
      });
  });
  child.process.stderr?.pipe(log, { end: false });
  child.process.once("close", () => log.end());
  let wanted = true;
  let hangs: string | undefined;
  const tail = (): string => (existsSync(logFile) ? lastLines(readFileSync(logFile, "utf8"), 12) : "");
  const died = child.ended.then(async ({ code, error }): Promise<never> => {
    await sleep(100);
    if (!wanted) return new Promise<never>(() => undefined);
    if (notListening !== undefined) throw portTakenError(options.port ?? 0, notListening);
    const ending = code === null ? "was ended by a signal" : `ended with code ${String(code)}`;
    const how = hangs ?? error?.message ?? ending;
    throw new UserError(
      "emulator",
      `The AWS emulator ${how}. The end of its log:\n${tail()}`,
      "Run the command again; it starts afresh.",
    );
  });
  died.catch(() => undefined);
  const stop = async (): Promise<void> => {
    wanted = false;
    await child.stop();
  };

  const patience = options.patience ?? 300;
  const waiting = AbortSignal.timeout(patience * 1000);
  const tooLate = new Promise<undefined>((resolve) => waiting.addEventListener("abort", () => resolve(undefined)));
  const answers = async (): Promise<number> => {
    const port = await Promise.race([listening, tooLate]);
    while (port !== undefined && !waiting.aborted) {
      const ready = await fetch(`${urlOf(port)}/_ministack/ready`, { signal: waiting }).catch(() => undefined);
      if (ready?.ok === true) return port;
      await sleep(100);
    }
    const end = tail();
    await stop();
    throw new UserError(
      "emulator",
      `The AWS emulator did not answer${port === undefined ? "" : ` on ${urlOf(port)}`} within ${String(patience)} s. The end of its log:\n${end}`,
    );
  };
  const port = await Promise.race([answers(), died]);
  const silence = options.silence ?? 120;
  const endIfSilent = async (): Promise<void> => {
    while (wanted && (await answersWithin(port, silence)))
      await sleep(Math.min(5, silence) * 1000, undefined, { ref: false });
    // Where both were suspended (Ctrl-Z), the time has run out before it could answer.
    if (!wanted || (await answersWithin(port, Math.min(10, silence)))) return void (wanted && endIfSilent());
    hangs = `has not answered for ${String(silence)} s and was ended`;
    await child.stop(0);
  };
  void endIfSilent();
  return { url: urlOf(port), port, stateFolder: join(folder, "state"), requests, died, stop };
}

/** An error is an answer too: that of one that has ended. */
async function answersWithin(port: number, seconds: number): Promise<boolean> {
  try {
    await fetch(`${urlOf(port)}/_ministack/ready`, { signal: AbortSignal.timeout(seconds * 1000) });
    return true;
  } catch (error) {
    return (error as Error).name !== "TimeoutError";
  }
}

const urlOf = (port: number): string => `http://${LOOPBACK}:${String(port)}`;
