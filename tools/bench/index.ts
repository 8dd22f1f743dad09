import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { options } from "../../posture/cli/options";
import { authorizerFigures, coldStartFigures } from "./functions";
import { cdkFigures } from "./peers/cdk";
import { benchmarksDocument, benchmarksPlot } from "./peers/document";
import { installPeers, PEERS, PEERS_FOLDER } from "./peers/install";
import { terraformFigures } from "./peers/terraform";
import { postureFigures } from "./posture";
import { synthFigures } from "./synth";

/**
 * Prints what a person waits for: medians, and ratios taken in one run. No test asserts a time. `--peers` installs what a team would take in this
 * project's place, measures it too and writes docs/benchmarks.md with its plot.
 */
async function main(): Promise<void> {
  const { values } = options(
    process.argv.slice(2),
    { peers: { type: "boolean" }, rounds: { type: "string", default: "5" } },
    false,
  );
  const [rounds, peers] = [Number(values.rounds), values.peers === true];
  const [load = 0] = loadavg();
  if (peers) installPeers();
  const jose = { folder: join(PEERS_FOLDER, "node_modules", "jose"), version: PEERS.jose };
  const figures = [
    ...(peers ? cdkFigures(rounds) : []),
    ...authorizerFigures(peers ? jose : undefined),
    ...coldStartFigures(3 * rounds),
    ...synthFigures(rounds),
    ...postureFigures(rounds),
    ...(peers ? await terraformFigures(rounds) : []),
  ];
  for (const { what, ours, peer, theirs, ratio } of figures)
    console.log(`${what}: ${ours}; ${peer}: ${theirs}; ratio ${ratio === undefined ? "–" : ratio.toFixed(2)}`);
  if (!peers) return;
  const machine = {
    node: process.version,
    processors: `${String(cpus().length)} processors (${cpus()[0]?.model ?? "unknown"})`,
    load,
    day: new Date().toISOString().slice(0, 10),
  };
  writeFileSync("docs/benchmarks.md", benchmarksDocument(figures, machine));
  writeFileSync("docs/benchmarks.svg", benchmarksPlot(figures));
}

void main();
