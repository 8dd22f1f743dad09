import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { writeBareProgram } from "./bare";
import { median } from "./interleave";
import { timeNode, type Run } from "./process";

const SYNTH = path.join("tools", "synth.mjs");
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

/** Synth as a whole process beside a bare cdktf program with the same resources, and with 3 and 300 routes. */
export function benchSynth(rounds: number): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-synth-"));
  // Inside the project, so that its imports are found.
  const bareFile = path.join(".work", "bench", "bare.ts");
  try {
    timeNode([SYNTH], { ...PREBUILT, CDKTF_OUTDIR: folder });
    const emitted = readFileSync(path.join(folder, "stacks", "auth-api", "cdk.tf.json"), "utf8");
    writeBareProgram(JSON.parse(emitted) as Record<string, unknown>, bareFile);
    const result = inTurns(rounds, {
      ours: () => timeNode([SYNTH], PREBUILT),
      bare: () => timeNode([SYNTH, path.resolve(bareFile)]),
      few: () => timeNode([SYNTH, path.resolve("tools/bench/many-routes.ts")], { ROUTES: "3" }),
      many: () => timeNode([SYNTH, path.resolve("tools/bench/many-routes.ts")], { ROUTES: "300" }),
    });
    const { ours, bare, few, many } = result as Record<"ours" | "bare" | "few" | "many", Run>;
    return {
      "synth, main.ts": `${show(ours)}`,
      "synth, bare cdktf program, same resources": `${show(bare)}; ratio ${(ours.milliseconds / bare.milliseconds).toFixed(2)}`,
      "synth, 3 routes": show(few),
      "synth, 300 routes": `${show(many)}; ratio ${(many.milliseconds / few.milliseconds).toFixed(2)}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(bareFile, { force: true });
  }
}

function show({ milliseconds, megabytes }: Run): string {
  return `${milliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB at most`;
}
