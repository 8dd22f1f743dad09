import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Times the comparison of two large plans in a process of its own, compiled as it ships: tsx keeps the names of
 * functions, which costs as much as the work itself.
 * @throws Error with what it wrote to standard error, when it fails
 */
export function benchPosture(rounds: number): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const outfile = join(folder, "compare.cjs");
  try {
    const entryPoints = [join(__dirname, "compare-plans.ts")];
    buildSync({ entryPoints, outfile, bundle: true, platform: "node", logLevel: "silent" });
    const result = spawnSync(process.execPath, [outfile, String(rounds * 4)], { encoding: "utf8" });
    if (result.status !== 0) throw new Error(`comparing plans ended with ${result.status}:\n${result.stderr}`);
    return JSON.parse(result.stdout) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
