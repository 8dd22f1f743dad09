import { spawnSync } from "node:child_process";
import { options } from "../../posture/cli/options";
import { benchBundles } from "./bundles";
import { benchPeers } from "./peers/index";
import { benchPosture } from "./posture";
import { benchSynth } from "./synth";

/** Prints what a person waits for: medians, and ratios taken in one run. No test asserts a time. */
const ROUNDS = 5;

const { values } = options(
  process.argv.slice(2),
  { peers: { type: "boolean" }, rounds: { type: "string", default: String(ROUNDS) } },
  false,
);
const rounds = Number(values.rounds);
if (values.peers === true) void benchPeers(rounds);
else {
  for (const part of [benchBundles, benchSynth, benchPosture])
    for (const [name, figure] of Object.entries(part(rounds))) console.log(`${name}: ${figure}`);
  // A process of its own: nothing that was loaded here slows a single call down.
  for (const part of ["authorizer", "cold-start"])
    spawnSync(process.execPath, [require.resolve("tsx/cli"), `tools/bench/${part}.ts`], { stdio: "inherit" });
}
