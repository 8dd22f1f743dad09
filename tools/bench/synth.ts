import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { writeBareProgram } from "./bare";
import { median } from "./interleave";
import { timeNode, type Run } from "./process";

const SYNTH = path.join("tools", "synth.mjs");
const RUN_BUNDLED = path.join("tools", "bench", "run-bundled.mjs");
const PREBUILT = { LAMBDA_PACKAGING: "prebuilt" };

/** Whole processes in turns, so that a busy machine slows all of them alike. */
function inTurns(rounds: number, programs: Readonly<Record<string, () => Run>>): Record<string, Run> {
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const run = program();
      if (round > 0) (runs[name] ??= []).push(run); // The first round warms the file cache.
    }
  }
  return Object.fromEntries(
    Object.entries(runs).map(([name, all]) => [
      name,
      { milliseconds: median(all.map((r) => r.milliseconds)), megabytes: median(all.map((r) => r.megabytes)) },
    ]),
  );
}

/** A stack of ours, and the program that emits the same from the bindings alone. */
interface Contest {
  readonly name: string;
  readonly stack: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const MANY = path.resolve("tools", "bench", "many-routes.ts");

const CONTESTS: readonly Contest[] = [
  { name: "main.ts", stack: "auth-api", args: [SYNTH], environment: PREBUILT },
  { name: "3 routes", stack: "many-routes", args: [SYNTH, MANY], environment: { ROUTES: "3" } },
  { name: "300 routes", stack: "many-routes", args: [SYNTH, MANY], environment: { ROUTES: "300" } },
];

/** Synth as a whole process, beside a bare cdktf program with the same resources. */
export function benchSynth(rounds: number): Record<string, string> {
  const programs: Record<string, () => Run> = {};
  // Inside the project, so that their imports are found.
  const folder = path.join(".work", "bench");
  try {
    for (const { name, stack, args, environment } of CONTESTS) {
      const bare = path.resolve(folder, `${name.replace(/\W/g, "-")}.ts`);
      writeBareProgram(emitted(stack, args, environment), bare);
      programs[name] = () => timeNode(args, environment);
      programs[`${name}, bare`] = () => timeNode([RUN_BUNDLED, bare]);
    }
    const runs = inTurns(rounds, programs);
    return Object.fromEntries(
      CONTESTS.map(({ name }) => [`synth, ${name}`, beside(runs[name], runs[`${name}, bare`])]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emitted(
  stack: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-synth-"));
  try {
    timeNode(args, { ...environment, CDKTF_OUTDIR: folder });
    return JSON.parse(readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8")) as Record<
      string,
      unknown
    >;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function beside(ours: Run | undefined, bare: Run | undefined): string {
  if (ours === undefined || bare === undefined) throw new Error("A program was not run.");
  return `${show(ours)}; bare cdktf program ${show(bare)}; ratio ${(ours.milliseconds / bare.milliseconds).toFixed(2)}`;
}

function show({ milliseconds, megabytes }: Run): string {
  return `${milliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB at most`;
}
