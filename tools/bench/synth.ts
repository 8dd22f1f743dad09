import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { writeBareProgram } from "./bare";
import { median } from "./interleave";
import { ms, type Figure } from "./figure";
import { timeNode } from "./process";

const SYNTH = path.join("tools", "synth.mjs");
const RUN_BUNDLED = path.join("tools", "bench", "run-bundled.mjs");
const PREBUILT = { LAMBDA_PACKAGING: "prebuilt" };

/** Whole processes in turns, so that a busy machine slows all of them alike. */
function inTurns(rounds: number, programs: Readonly<Record<string, () => number>>): Record<string, number> {
  const runs: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const run = program();
      if (round > 0) (runs[name] ??= []).push(run); // The first round warms the file cache.
    }
  }
  return Object.fromEntries(Object.entries(runs).map(([name, all]) => [name, median(all)]));
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

/** How a bare program is run: bundled at each run, as it is mostly done, or kept bundled by the project's own command, as the project's is. */
const BARE = {
  "a bare cdktf program with the same resources, bundled at each run": (file: string) => [RUN_BUNDLED, file],
  "a bare cdktf program with the same resources, run by `npm run synth` too": (file: string) => [SYNTH, file],
} as const;

/** Synth as whole processes: beside bare cdktf programs with the same resources, and of 300 routes beside 3. */
export function synthFigures(rounds: number): readonly Figure[] {
  const programs: Record<string, () => number> = {};
  // Inside the project, so that their imports are found.
  const folder = path.join(".work", "bench");
  try {
    for (const { name, stack, args, environment } of CONTESTS) {
      programs[name] = () => timeNode(args, environment);
      const json = emitted(stack, args, environment);
      Object.entries(BARE).forEach(([peer, argumentsOf], i) => {
        // A folder for each: what is written beside a program makes the project's command bundle it anew.
        const bare = path.resolve(folder, String(i), `${name.replace(/\W/g, "-")}.ts`);
        writeBareProgram(json, bare);
        programs[`${name}: ${peer}`] = () => timeNode(argumentsOf(bare));
      });
    }
    const runs = inTurns(rounds, programs);
    const figure = (what: string, own: string, peer: string, other: string, goal: number): Figure => {
      const [ours = NaN, theirs = NaN] = [runs[own], runs[other]];
      return { what, ours: ms(ours), peer, theirs: ms(theirs), ratio: ours / theirs, goal };
    };
    const peers = Object.keys(BARE);
    return [
      ...CONTESTS.flatMap(({ name }) =>
        peers.map((peer) => figure(`synth, ${name}`, name, peer, `${name}: ${peer}`, 1.2)),
      ),
      figure("synth, 300 routes", "300 routes", "3 routes", "3 routes", 1.3),
      ...peers.map((peer) =>
        figure(`${peer}, 300 routes`, `300 routes: ${peer}`, "3 routes", `3 routes: ${peer}`, 1.3),
      ),
    ];
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
