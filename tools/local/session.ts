import { rmSync } from "node:fs";
import { join } from "node:path";
import { readState, readSynth } from "../../posture/read";
import { appliedFrom, type Applied } from "./applied";
import { apply, init, LostAnswer, secondPlan, show, type Counts, type Workplace } from "./apply";
import { TokenSource } from "./callers";
import { startEmulator, type Emulator } from "./emulator";
import { createPeople } from "./people";
import { freePort } from "./port";
import type { SecondPlan } from "./plan-changes";
import type { Probe } from "./probe";
import { probeRoutes } from "./probes";
import type { Progress } from "./progress";
import { providerConfig } from "./providers";
import { embeddedPython } from "./python";
import { reportOf, type Report } from "./report";
import { onlyOnAws, shownByPlan } from "./shown-by-plan";
import { synthesize, type Synthesized } from "./synth";
import { emulatedAwsEnvironment, findTerraform } from "./terraform";
import { tokenProbes } from "./token-probes";
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
  for (let attempt = 1; ; attempt++) {
    const emulator = await progress.step("start the embedded AWS", () =>
      startEmulator({
        python,
        folder: join(folder, `aws-${String(attempt)}`),
        ...(port === undefined ? {} : { port }),
      }),
    );
    progress.note(`  It listens on ${emulator.url}`);
    const env = { ...emulatedAwsEnvironment(emulator.url, stack.region), ...providers.env };
    try {
      const place: Workplace = { terraform: binary, folder: stack.folder, env };
      const work = deploy(progress, place, stack, emulator);
      // When the emulator dies first, what its death does to the rest is no news.
      work.catch(() => undefined);
      const result = await Promise.race([work, emulator.died]);
      return {
        ...result,
        report: reportOf(result.counts, result.second, result.probes, providers.packaging),
        emulator,
        folder,
      };
    } catch (error) {
      if (!(error instanceof LostAnswer) || attempt === 3) throw error;
      progress.note("  An answer of the embedded AWS got lost on the way; applying again, to a fresh one");
      await emulator.stop();
      rmSync(join(stack.folder, "terraform.tfstate"), { force: true });
    }
  }
}

interface Deployed {
  readonly counts: Counts;
  readonly second: SecondPlan;
  readonly probes: readonly Probe[];
  readonly applied: Applied;
  readonly source: TokenSource;
}

/** Applies, reads what was applied, plans again, and meanwhile signs people in and calls every route. */
async function deploy(progress: Progress, place: Workplace, stack: Synthesized, emulator: Emulator): Promise<Deployed> {
  const { flavour } = place.terraform;
  await progress.step(`${flavour} init`, () => init(place));
  const counts = await progress.step(`${flavour} apply`, (detail) => apply(place, detail));
  const state = readState(await progress.step("read what was applied", () => show(place)));
  const applied = appliedFrom(state);
  const callEverything = async (detail: (text: string) => void) => {
    const people = await createPeople(emulator.url, stack.region, applied);
    const source = new TokenSource(emulator.url, emulator.stateFolder, applied, people);
    const routes = await probeRoutes(emulator.url, applied, source, detail);
    return { source, probes: [...routes, ...(await tokenProbes(applied, source))] };
  };
  // The plan only reads, so people may sign in and call meanwhile.
  const [second, { source, probes }] = await progress.step("plan again, sign people in, call every route", (detail) =>
    Promise.all([secondPlan(place), callEverything(detail)]),
  );
  const all = [...probes, ...shownByPlan(state, readSynth(stack.json)), ...onlyOnAws(state)];
  return { counts, second: second.sorted, probes: all, applied, source };
}
