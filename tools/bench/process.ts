import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/**
 * Milliseconds that a Node program takes as a whole process.
 * @throws Error with what it wrote to standard error, when it fails
 */
export function timeNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): number {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    const start = performance.now();
    const env = { ...process.env, CDKTF_OUTDIR: path.join(folder, "out"), ...environment };
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}:\n${stderr}`);
    return performance.now() - start;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
