import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ms, type Figure } from "./figure";
import { median } from "./interleave";
import { STYLES, largePlan } from "./large-plan";

const ROUTES = 1000;

/**
 * Times the comparison of two large plans as its user meets it, the start of Node included, against parsing them alone. The program is bundled as it
 * ships: tsx keeps the names of functions, which costs as much as the work itself.
 * @throws Error with what it wrote to standard error, when it fails
 */
export function postureFigures(rounds: number): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const program = join(folder, "compare.cjs");
    const entryPoints = [join(__dirname, "compare-plans.ts")];
    buildSync({ entryPoints, outfile: program, bundle: true, platform: "node", logLevel: "silent" });
    return STYLES.map((style) => {
      const files = ["api/read", "api/write"].map((scope, i) => {
        const file = join(folder, `${style}-${i}.json`);
        writeFileSync(file, largePlan(style, ROUTES, scope));
        return file;
      });
      const times: Record<"parse" | "compare", number[]> = { parse: [], compare: [] };
      for (let round = 0; round < rounds * 4; round++)
        for (const what of ["parse", "compare"] as const) {
          const start = performance.now();
          const { status, stderr } = spawnSync(process.execPath, [program, what, ...files], { encoding: "utf8" });
          if (status !== 0) throw new Error(`comparing plans ended with ${status}:\n${stderr}`);
          times[what].push(performance.now() - start);
        }
      const [parsing, comparing] = [median(times.parse), median(times.compare)];
      return {
        what: `parsing, reading and comparing two plans of ${ROUTES} routes (${style}), whole process`,
        ours: ms(comparing),
        peer: "parsing the plans' JSON",
        theirs: ms(parsing),
        ratio: comparing / parsing,
        goal: 3,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
