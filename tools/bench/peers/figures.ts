import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { median } from "../interleave";
import { timeNode } from "../process";
import { CDK_APP } from "./cdk-app";
import { PEERS, PEERS_FOLDER } from "./install";

/** One row of docs/benchmarks.md. `ratio` is of two times that were taken in turns; undefined where one side can't do it. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly theirs: string;
  readonly ratio: number | undefined;
  /** The most that the ratio is to be; undefined without a goal. */
  readonly goal?: number;
}

export const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** Runs two programs in turns, the first round for the file cache, and gives the medians. What a program refuses is its last line. */
function inTurns(rounds: number, programs: readonly (() => number)[]): readonly (number | string)[] {
  const times = programs.map(() => [] as number[]);
  const refusals: (string | undefined)[] = programs.map(() => undefined);
  for (let round = 0; round <= rounds; round++)
    programs.forEach((program, i) => {
      if (refusals[i] !== undefined) return;
      try {
        const time = program();
        if (round > 0) times[i]?.push(time);
      } catch (error) {
        refusals[i] = reasonOf(String(error));
      }
    });
  return programs.map((_, i) => refusals[i] ?? median(times[i] ?? []));
}

/** The line of an error's text that says why; its first line says only which program ended. */
export function reasonOf(text: string): string {
  const lines = text.split("\n").slice(1);
  const found =
    lines.find((line) => /\bNumber of resources\b|^\s*\w*Error\b.*: ./.test(line)) ??
    lines.find((line) => line.trim() !== "");
  return found?.trim() ?? text;
}

/** Synth of the same API as whole processes: the project's command against a program with aws-cdk-lib. */
export function synthFigures(rounds: number): readonly Figure[] {
  const program = join(PEERS_FOLDER, "cdk-app.mjs");
  writeFileSync(program, CDK_APP);
  const ours = [join("tools", "synth.mjs"), resolve("tools", "bench", "many-routes.ts")];
  return ["5", "300"].map((routes) => {
    const time = (args: readonly string[]) => () => timeNode(args, { ROUTES: routes }).milliseconds;
    const [own = NaN, cdk = NaN] = inTurns(rounds, [time(ours), time([program])]);
    const ratio = typeof own === "number" && typeof cdk === "number" ? own / cdk : undefined;
    return {
      what: `synth of ${routes} routes, whole process`,
      ours: typeof own === "number" ? ms(own) : own,
      peer: `aws-cdk-lib ${PEERS["aws-cdk-lib"]}`,
      theirs: typeof cdk === "number" ? ms(cdk) : `refused: ${cdk.slice(0, 120)}`,
      ratio,
    };
  });
}

/** Load to first answer in a fresh process, the key set that the authorizer fetches included; by the quickest rounds. */
export function coldStartFigures(rounds: number): readonly Figure[] {
  const args = [require.resolve("tsx/cli"), "tools/bench/cold-start.ts", "--json", "--rounds", String(rounds)];
  const run = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`The cold starts' measure ended with ${String(run.status)}:\n${run.stderr}`);
  const { figures } = JSON.parse(run.stdout) as { readonly figures: Readonly<Record<string, { fastest: number }>> };
  const { empty, ...functions } = figures;
  if (empty === undefined) throw new Error(`The empty handler is missing in: ${run.stdout}`);
  return Object.entries(functions).map(([name, { fastest }]) => ({
    what: `first answer of ${name} in a fresh process`,
    ours: `${fastest.toFixed(1)} ms`,
    peer: "an empty handler",
    // What is added counts: next to an empty handler's millisecond a ratio says little.
    theirs: `${empty.fastest.toFixed(1)} ms: ${(fastest - empty.fastest).toFixed(1)} ms more`,
    ratio: undefined,
  }));
}

interface Authorizer {
  readonly bareMicroseconds: number;
  readonly handlerMicroseconds: number;
  readonly libraryMicroseconds: number;
  readonly joseMicroseconds: number | null;
}

/** A warm call of the bundled authorizer against the bare signature check and two libraries' verifiers. */
export function authorizerFigures(): readonly Figure[] {
  const tsx = require.resolve("tsx/cli");
  const args = [tsx, "tools/bench/authorizer.ts", "--json", "--jose", join(PEERS_FOLDER, "node_modules", "jose")];
  const run = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`The authorizer's measure ended with ${String(run.status)}:\n${run.stderr}`);
  const { handlerMicroseconds: own, ...other } = JSON.parse(run.stdout) as Authorizer;
  const against = (peer: string, theirs: number, goal?: number): Figure => ({
    what: "a warm call of the authorizer",
    ours: `${own.toFixed(1)} µs`,
    peer,
    theirs: `${theirs.toFixed(1)} µs`,
    ratio: own / theirs,
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    against("the bare RSA check of its token", other.bareMicroseconds, 1.3),
    against("aws-jwt-verify, without scopes, groups and routes", other.libraryMicroseconds),
    ...(other.joseMicroseconds === null
      ? []
      : [against(`jose ${PEERS.jose}, without scopes, groups and routes`, other.joseMicroseconds)]),
  ];
}
