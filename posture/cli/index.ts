#!/usr/bin/env node
import { main } from "./run";
import { processHost } from "./host";
import { delayOptimization } from "./short-run";

delayOptimization();

// exitCode, not exit(): a pipe may still have to take the rest of the output.
void main(process.argv.slice(2), processHost()).then(
  (code) => {
    process.exitCode = code;
  },
  // Help that can't be written: everything else main tells itself.
  (error: unknown) => {
    process.stderr.write(`posture: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
