import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { init, LostResponse } from "../terraform/apply";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { retry } from "../../process/retry";
import { freePort } from "../../process/port";
import type { Progress } from "../../process/progress";
import { providerConfig, type Packaging } from "../../process/providers";
import { emulatorPython } from "../emulator/python";
import { runConcurrently } from "../../process/run-concurrently";
import { Kept } from "./kept";
import { removeState, planAndApply, probeStack, type Deployed, type StackRun } from "./stack-run";
import { furtherProgram, MAIN, type Program } from "../terraform/stacks";
import { selectStacks, synthesize, type Synthesized } from "../terraform/synth";
import { hclStack } from "../terraform/hcl";
import { emulatedAwsEnvironment, findTerraform } from "../../process/terraform";
import { openRunFolder } from "../../process/terraform-working-directory";

export interface SessionOptions {
  /** Of the AWS emulator; a free one by default. */
  readonly port?: number | undefined;
  /** The only stack to apply; every stack of main.ts by default. */
  readonly stack?: string | undefined;
  /** A folder of HCL, in place of main.ts. */
  readonly terraform?: string | undefined;
  /** Port, data and users of the run before that kept them. */
  readonly keep?: boolean;
  /** Further programs, whose stacks are applied beside main.ts's. */
  readonly also?: readonly string[];
}

/** Stacks that are applied, probed, and still up. */
export interface Session {
  /** How the functions were packaged. */
  readonly packaging: Packaging;
  readonly emulator: Emulator;
  /** As they are deployed at the moment. */
  readonly stacks: Deployed[];
  /** How each of them is applied, in the same order. */
  readonly runs: StackRun[];
  /** A folder of this run's own; removed at the end. */
  readonly folder: string;
}

/** Milliseconds within which the end of the AWS emulator is noticed. */
const DEATH_SHOWS = 500;

/**
 * The whole local run: finds the tools, starts the AWS emulator, synthesizes every stack, applies them side by side,
 * plans again, signs people in and calls every route. The stacks stay up until `runExitTasks()`, or the end of the process.
 * @throws UserError with what is wrong and what to do
 */
export async function runSession(progress: Progress, options: SessionOptions = {}): Promise<Session> {
  const kept = options.keep === true ? new Kept() : undefined;
  await kept?.waitForEarlierRun(undefined, (what) => progress.note(what));
  const port = options.port ?? kept?.port;
  if (port !== undefined) await freePort(port);
  const folder = openRunFolder();
  const binary = await findTerraform();
  const providers = await progress.step(`find providers for ${binary.flavour} ${binary.version}`, () =>
    providerConfig(binary, join(folder, "providers")),
  );
  for (const note of providers.notes) progress.note(`  ${note}`);
  const python = await emulatorPython(progress);
  const start = (number: number): Promise<Emulator> =>
    startEmulator({
      python,
      folder: kept?.aws ?? join(folder, `aws-${String(number)}`),
      ...(port === undefined ? {} : { port }),
      keep: kept !== undefined,
    });
  // It starts while the programs are synthesized, and ends with this process where that fails.
  const first = start(1);
  first.catch(() => undefined);
  const stacks = (await synthesizeAll(progress, options, folder, providers.packaging)).map(({ stack, program }) => ({
    stack: kept === undefined ? stack : kept.stack(stack),
    program,
  }));
  for (const { stack } of stacks) for (const note of stack.notes) progress.note(`  ${note}`);
  let emulator: Emulator | undefined;
  let runs: readonly StackRun[] = [];
  const attempt = async (number: number): Promise<Session> => {
    const running = await progress.step("start the AWS emulator", () => (number === 1 ? first : start(number)));
    emulator = running;
    const ending = new AbortController();
    progress.note(`  It listens on ${running.url}`);
    const tools = { terraform: binary, env: providers.env, signal: ending.signal };
    runs = stacks.map((one) => stackRun(one, tools, running.url, kept, number === 1));
    const deployed = await Promise.race([
      running.died,
      // A dying emulator makes the rest fail as well, often before its own end is seen: that end is the reason to give.
      deploy(progress, runs, ending, running).catch(async (error: unknown) => {
        await Promise.race([running.died, sleep(DEATH_SHOWS)]);
        throw error;
      }),
    ]);
    const session = {
      packaging: providers.packaging,
      emulator: running,
      stacks: [...deployed],
      runs: [...runs],
      folder,
    };
    kept?.write(session);
    return session;
  };
  return retry(
    (error) => error instanceof LostResponse,
    attempt,
    async () => {
      await emulator?.stop();
      kept?.startAfresh();
      progress.note("  A response of the AWS emulator was lost; applying again, to a new emulator");
      runs.forEach(removeState);
    },
  ).catch((error: unknown) => {
    throw kept?.explain(error) ?? error;
  });
}

/** What is going to be applied, and the program that each stack is synthesized from. */
interface SelectedStack {
  readonly stack: Synthesized;
  readonly program: Program | undefined;
}

async function synthesizeAll(
  progress: Progress,
  { terraform, also = [], stack: only }: SessionOptions,
  folder: string,
  packaging: Packaging,
): Promise<readonly SelectedStack[]> {
  const programs = [...(terraform === undefined ? [MAIN] : []), ...also.map(furtherProgram)];
  const names = [terraform ?? "main.ts", ...also].join(" and ");
  const made = await progress.step(`synthesize ${names} (${packaging})`, () =>
    Promise.all(programs.map((program, i) => synthesize(join(folder, `synth-${String(i)}`), packaging, program))),
  );
  const written = terraform === undefined ? [] : [await hclStack(terraform, join(folder, "hcl"))];
  return selectStacks([...written, ...made.flat()], only).map((stack) => ({
    stack,
    program: programs[made.findIndex((own) => own.some(({ name }) => name === stack.name))],
  }));
}

/** @param isFirst with the data that an earlier run kept; a new emulator in its place has none */
function stackRun(
  { stack, program }: SelectedStack,
  { env, ...tools }: Pick<StackRun["place"], "terraform" | "env" | "signal">,
  url: string,
  kept: Kept | undefined,
  isFirst: boolean,
): StackRun {
  const people = kept?.people(stack.name);
  return {
    stack,
    place: {
      ...tools,
      folder: stack.folder,
      env: { ...emulatedAwsEnvironment(url, stack.region), ...env },
      // What is kept is looked at by the next run, which has to know what still works there.
      ...(kept && { ending: { prints: stack.folder } }),
    },
    url,
    hasData: isFirst && kept?.port !== undefined,
    ...(people && { people }),
    ...(program !== undefined && { program }),
  };
}

async function deploy(
  progress: Progress,
  runs: readonly StackRun[],
  ending: AbortController,
  emulator: Emulator,
): Promise<readonly Deployed[]> {
  const flavour = runs[0]?.place.terraform.flavour ?? "terraform";
  await progress.step(`${flavour} init`, (detail) => runConcurrently(runs, ending, detail, ({ place }) => init(place)));
  const applied = await progress.step(`${flavour} plan, apply, read what was applied`, (detail) =>
    runConcurrently(runs, ending, detail, planAndApply),
  );
  return progress.step("plan again, sign users in, call every route", (detail) =>
    runConcurrently(runs, ending, detail, (run, tell, i) => {
      const found = applied[i];
      if (found === undefined) throw new RangeError(`Nothing was applied for ${run.stack.name}.`);
      return probeStack(run, found, emulator, tell);
    }),
  );
}
