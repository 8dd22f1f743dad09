import { setFlagsFromString } from "node:v8";

/**
 * Has V8 compile at its best only what runs much longer than a command does: by default it spends a third of the processor's work of comparing two
 * plans on code that has ended before it pays. Called first by a program. Only where the flag is known; another Node.js would complain of it.
 */
export function delayOptimization(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20 && major <= 24) setFlagsFromString("--interrupt-budget=1000000");
}
