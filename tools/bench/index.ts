import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { options } from "../../posture/cli/options";
import { describeError, UserError } from "../../process/user-error";
import { authorizerFigures, coldStartFigures } from "./functions";
import { cdkFigures } from "./peers/cdk";
import { benchmarksDocument, benchmarksPlot } from "./peers/document";
import { installPeers, PEERS, PEERS_FOLDER } from "./peers/install";
import { terraformFigures } from "./peers/terraform";
import { postureFigures } from "./posture";
import { synthFigures } from "./synth";

const HELP = `npm run bench -- [options]

Prints what a person waits for: medians, and ratios taken in one run.

  --peers       installs what a team would take in this project's place, measures it too, and writes docs/benchmarks.md with its plot
  --rounds N    how often everything is measured (default: 5)
  --help        this page`;

/** No test asserts a time. */
async function main(): Promise<void> {
  const { values } = options(
    process.argv.slice(2),
    {
      peers: { type: "boolean", default: false },
      rounds: { type: "string", default: "5" },
      help: { type: "boolean", default: false },
    },
    false,
  );
  if (values.help) {
    console.log(HELP);
    return;
  }
  const [rounds, peers] = [Number(values.rounds), values.peers];
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UserError("usage", `--rounds is ${JSON.stringify(values.rounds)}; write a whole number from 1.`);
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

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
