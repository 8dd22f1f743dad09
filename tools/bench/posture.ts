import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { warmMedians } from "./compare-plans";
import { median } from "./interleave";
import { STYLES, changesOf, largePlan, type Style } from "./large-plan";

const ROUTES = 1000;

/** Reading and comparing, without the parsing, are to take less than this many times what parsing takes. */
const GOAL = 2;

/**
 * Times the comparison of two large plans as its user meets it, against parsing them alone: by whole processes, the
 * start of Node included, and inside one process that has compiled everything. The program is bundled as it ships: tsx
 * keeps the names of functions, which costs as much as the work itself.
 * @throws Error with what it wrote to standard error, when it fails
 */
export function benchPosture(rounds: number): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const program = join(folder, "compare.cjs");
    const entryPoints = [join(__dirname, "compare-plans.ts")];
    buildSync({ entryPoints, outfile: program, bundle: true, platform: "node", logLevel: "silent" });
    return Object.assign({}, ...STYLES.map((style) => benchStyle(style, { folder, program, rounds: rounds * 4 })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Around {
  readonly folder: string;
  readonly program: string;
  readonly rounds: number;
}

function benchStyle(style: Style, { folder, program, rounds }: Around): Record<string, string> {
  const files = ["api/read", "api/write"].map((scope, i) => {
    const file = join(folder, `${style}-${i}.json`);
    writeFileSync(file, largePlan(style, ROUTES, scope));
    return file;
  });
  const run = (...words: string[]): string => {
    const result = spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
    if (result.status !== 0) throw new Error(`comparing plans ended with ${result.status}:\n${result.stderr}`);
    return result.stdout;
  };
  const inside = JSON.parse(run("warm", ...files, String(rounds))) as ReturnType<typeof warmMedians>;
  if (inside.changes !== changesOf(ROUTES))
    throw new Error(`${inside.changes} changes found in place of ${changesOf(ROUTES)}`);
  const whole: Record<"parse" | "compare", number[]> = { parse: [], compare: [] };
  for (let round = 0; round < rounds; round++)
    for (const what of ["parse", "compare"] as const) {
      const start = performance.now();
      run(what, ...files);
      whole[what].push(performance.now() - start);
    }
  const name = `parsing, reading and comparing two plans of ${ROUTES} routes (${style})`;
  return {
    [`${name}, warm`]: against(inside.comparing, inside.parsing),
    [`${name}, whole process`]: against(median(whole.compare), median(whole.parse)),
  };
}

function against(all: number, parsing: number): string {
  const times = (ms: number): string => `${(ms / parsing).toFixed(2)} ×`;
  return `${all.toFixed(1)} ms, ${times(all)} parsing alone (${parsing.toFixed(1)} ms); ${times(all - parsing)} without the parsing, the goal is under ${GOAL} ×`;
}
