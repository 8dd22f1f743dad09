import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { benchPosture } from "../posture";
import { synthBeside } from "../synth";
import { benchmarksDocument, benchmarksPlot } from "./document";
import { authorizerFigures, coldStartFigures, ms, synthFigures, type Figure } from "./figures";
import { installPeers } from "./install";
import { terraformFigures } from "./terraform";

/** "…; ratio 1.08" of a line that the other benches print. */
function fromLine(what: string, line: string, peer: string, goal: number, pattern: RegExp): Figure {
  const ratio = Number(pattern.exec(line)?.[1]);
  if (Number.isNaN(ratio)) throw new Error(`No ratio in: ${line}`);
  const [ours = "", theirs = ""] = line.match(/[\d.]+ ms/g) ?? [];
  return { what, ours, peer, theirs, ratio, goal };
}

/** `npm run bench -- --peers`: measures everything beside its peers and writes docs/benchmarks.md with its plot. */
export async function benchPeers(rounds: number): Promise<void> {
  const [load = 0] = loadavg();
  installPeers();
  const figures: Figure[] = [...synthFigures(rounds), ...authorizerFigures(), ...coldStartFigures(3 * rounds)];
  for (const { what, ours, peer, theirs, goal } of synthBeside(rounds)) {
    const [own, other] = [ours.milliseconds, theirs.milliseconds];
    figures.push({ what, ours: ms(own), peer, theirs: ms(other), ratio: own / other, goal });
  }
  for (const [name, line] of Object.entries(benchPosture(rounds)).filter(([name]) => name.endsWith("whole process")))
    figures.push(fromLine(name, line, "parsing the plans' JSON", 3, /ms, ([\d.]+) × parsing/));
  figures.push(...(await terraformFigures(rounds)));
  const machine = {
    node: process.version,
    processors: `${String(cpus().length)} processors (${cpus()[0]?.model ?? "unknown"})`,
    load,
    day: new Date().toISOString().slice(0, 10),
  };
  writeFileSync("docs/benchmarks.md", benchmarksDocument(figures, machine));
  writeFileSync("docs/benchmarks.svg", benchmarksPlot(figures));
  for (const { what, ours, peer, theirs, ratio } of figures)
    console.log(`${what}: ${ours}; ${peer}: ${theirs}; ratio ${ratio === undefined ? "–" : ratio.toFixed(2)}`);
}
