import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

export interface Run {
  readonly milliseconds: number;
  /** The largest resident set, in MB. */
  readonly megabytes: number;
}

const PEAK = path.join(__dirname, "peak.cjs");

/**
 * Runs a Node program as a whole process.
 * @throws Error with what it wrote to standard error, when it fails
 */
export function timeNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    const peakFile = path.join(folder, "peak");
    const start = process.hrtime.bigint();
    const result = spawnSync(process.execPath, ["--require", PEAK, ...args], {
      env: { ...process.env, CDKTF_OUTDIR: path.join(folder, "out"), ...environment, BENCH_PEAK_FILE: peakFile },
      encoding: "utf8",
    });
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    if (result.status !== 0) throw new Error(`${args.join(" ")} ended with ${result.status}:\n${result.stderr}`);
    return { milliseconds, megabytes: Number(readFileSync(peakFile, "utf8")) / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
