import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ROOT } from "../../support/project";

/** Stryker itself, on lines that the same seed draws each night. The weekly workflow measures whole folders. */
test.each([
  ["functions/api-key", "0.2", "functions"],
  ["posture/iam,posture/access", "0.004", "iam access"],
])(
  "mutants of %s are made and tried, and nothing is written down",
  (only, share, names) => {
    const before = readFileSync("docs/mutation.md", "utf8");
    const args = ["tools/mutation/index.mjs", ...names.split(" "), `--only=${only}`, `--check=${share}`];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
    for (const name of names.split(" "))
      expect(stdout + stderr).toMatch(
        new RegExp(`^${name}: \\d+ of [1-9]\\d*: [\\d.]+( ± [\\d.]+)? % killed \\(floor \\d+ %\\)$`, "m"),
      );
    // More than half even of a handful: a runner that notices nothing would notice none.
    for (const [, killed, tried] of stdout.matchAll(/: (\d+) of (\d+): /g))
      expect(Number(killed) * 2).toBeGreaterThan(Number(tried));
    expect(readFileSync("docs/mutation.md", "utf8")).toBe(before);
  },
  3_000_000,
);
