import * as path from "node:path";
import { bundle } from "../../constructs/compute/bundle";
import { median } from "./interleave";

const FUNCTIONS = ["hello", "profile", "create-note", "items", "pre-token-generation", "authorizer"];

/** Bundling every function once, as a synth does. */
export function benchBundles(rounds: number): Record<string, string> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    for (const name of FUNCTIONS)
      bundle({ entry: path.resolve("functions", name), runtime: "nodejs22.x", sourceMaps: false });
    if (round > 0) times.push(performance.now() - start);
  }
  return { [`bundling ${FUNCTIONS.length} functions`]: `${median(times).toFixed(0)} ms` };
}
