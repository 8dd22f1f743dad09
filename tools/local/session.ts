import { join } from "node:path";
import { readState, readSynth } from "../../posture/read";
import { appliedFrom, type Applied } from "./applied";
import { apply, init, secondPlan, show, type Workplace } from "./apply";
import { TokenSource } from "./callers";
import { startEmulator, type Emulator } from "./emulator";
import { createPeople } from "./people";
import { freePort } from "./port";
import { probeRoutes } from "./probes";
import type { Progress } from "./progress";
import { providerConfig } from "./providers";
import { embeddedPython } from "./python";
import { reportOf, type Report } from "./report";
import { onlyOnAws, shownByPlan } from "./shown-by-plan";
import { synthesize } from "./synth";
import { emulatedAwsEnvironment, findTerraform } from "./terraform";
import { openRunFolder } from "./workspace";

/** A stack that is applied, probed, and still up. */
export interface Session {
  readonly report: Report;
  readonly emulator: Emulator;
  readonly applied: Applied;
  readonly source: TokenSource;
  /** A folder of this run's own; removed at the end. */
  readonly folder: string;
}

/**
 * The whole local run: finds the tools, starts the embedded AWS, synthesizes, applies, plans again, signs people in and
 * calls every route. The stack stays up until `endAll()`, or the end of the process.
 * @param port of the embedded AWS; a free one by default
 * @throws Refusal with what is wrong and what to do
 */
export async function runSession(progress: Progress, port?: number): Promise<Session> {
  if (port !== undefined) await freePort(port);
  const folder = openRunFolder();
  const binary = await findTerraform();
  const providers = await progress.step(`find providers for ${binary.flavour} ${binary.version}`, () =>
    providerConfig(binary, join(folder, "providers")),
  );
  for (const note of providers.notes) progress.note(`  ${note}`);
  const python = await embeddedPython(progress);
  const stack = await progress.step(`synthesize the stack (${providers.packaging})`, () =>
    synthesize(join(folder, "stack"), providers.packaging),
  );
  const emulator = await progress.step("start the embedded AWS", () =>
    startEmulator({ python, folder: join(folder, "aws"), ...(port === undefined ? {} : { port }) }),
  );
  progress.note(`  It listens on ${emulator.url}`);
  const env = { ...emulatedAwsEnvironment(emulator.url, stack.region), ...providers.env };
  const place: Workplace = { terraform: binary, folder: stack.folder, env };

  const callEverything = async (applied: Applied, detail: (text: string) => void) => {
    const people = await createPeople(emulator.url, stack.region, applied);
    const source = new TokenSource(emulator.url, emulator.stateFolder, applied, people);
    return { source, probes: await probeRoutes(emulator.url, applied, source, detail) };
  };
  const work = async (): Promise<Session> => {
    await progress.step(`${binary.flavour} init`, () => init(place));
    const counts = await progress.step(`${binary.flavour} apply`, (detail) => apply(place, detail));
    const state = readState(await progress.step("read what was applied", () => show(place)));
    const applied = appliedFrom(state);
    // The plan only reads, so people may sign in and call meanwhile.
    const [second, { source, probes }] = await progress.step("plan again, sign people in, call every route", (detail) =>
      Promise.all([secondPlan(place), callEverything(applied, detail)]),
    );
    const all = [...probes, ...shownByPlan(state, readSynth(stack.json)), ...onlyOnAws(state)];
    return { report: reportOf(counts, second.sorted, all, providers.packaging), emulator, applied, source, folder };
  };
  return Promise.race([work(), emulator.died]);
}
