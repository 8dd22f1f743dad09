import type { Figure } from "../figure";

/** Where the figures were taken. */
export interface Machine {
  readonly node: string;
  readonly processors: string;
  readonly load: number;
  readonly day: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

const times = (ratio: number | undefined): string => (ratio === undefined ? "–" : `${ratio.toFixed(2)} ×`);
const isMissed = ({ ratio, goal }: Figure): boolean => ratio !== undefined && goal !== undefined && ratio > goal;

/** What of synth's goals was kept and missed, in the words of the table's rows. A bare program's growth isn't a goal of synth's: it says why. */
function synthGoals(figures: readonly Figure[]): readonly string[] {
  const judged = figures.filter(({ what, goal }) => what.startsWith("synth, ") && goal !== undefined);
  if (judged.length === 0) return [];
  const told = (one: Figure): string =>
    `- ${isMissed(one) ? "Missed" : "Kept"}: ${one.what}, beside ${one.peer}: ${times(one.ratio)}; at most ${String(one.goal)} × was the goal.`;
  const bare = figures.filter((one) => one.what.startsWith("a bare cdktf program") && isMissed(one));
  return [
    "## Synth and its goals",
    "",
    "Whole processes, by the clock, of the table above:",
    "",
    ...[...judged].sort((one, other) => Number(isMissed(one)) - Number(isMissed(other))).map(told),
    ...bare.map(
      ({ what, peer, ratio, goal }) =>
        `- ${what.replace(/^a/, "A")}, takes ${times(ratio)} the time of ${peer}, so by itself it misses ${String(goal)} ×: cdktf resolves every argument of every route.`,
    ),
    "",
    "Beyond a bare program's work synth loads the constructs and rules, checks the props, bundles and zips the functions, reads what it emits, runs all",
    "rules over it and compares it with the access list. `npm run synth` keeps the bundled program, and what V8 compiled of it, from run to run, a bare",
    "program's too.",
    "",
  ];
}

/** docs/benchmarks.md: the table, the machine and the plot. Every number in it was measured in the run that wrote it. */
export function benchmarksDocument(figures: readonly Figure[], { node, processors, load, day }: Machine): string {
  const rows = figures.map((figure) => {
    const { what, ours, peer, theirs, ratio, goal } = figure;
    const missed = isMissed(figure);
    const judged = goal === undefined || ratio === undefined ? "" : `≤ ${goal} ×: ${missed ? "**missed**" : "kept"}`;
    return `| ${[what, ours, peer, theirs, times(ratio), judged].map(cell).join(" | ")} |`;
  });
  return [
    "# Benchmarks",
    "",
    "`npm run bench -- --peers` measures the project beside what else a team would take, in turns in one run, so that a busy machine slows all alike, and",
    "writes this file. It installs the peers into `.work/peers` itself. Ratios say more than times: below 1 the project is quicker.",
    "",
    `Measured on ${day}: Node ${node}, ${processors}, a load of ${load.toFixed(1)} at the start.`,
    "",
    "| What | Here | Beside it | There | Ratio | Goal |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "![Ratios of the table above as bars](benchmarks.svg)",
    "",
    ...synthGoals(figures),
  ].join("\n");
}

/** The ratios as bars, 1 marked; longer is slower. */
export function benchmarksPlot(figures: readonly Figure[]): string {
  const shown = figures.flatMap(({ what, peer, ratio }) =>
    ratio === undefined ? [] : [{ label: `${what} : ${peer}`, ratio }],
  );
  const [left, right, row] = [430, 260, 26];
  const most = Math.max(1.2, ...shown.map(({ ratio }) => ratio));
  const x = (ratio: number): string => (left + (ratio / most) * right).toFixed(1);
  const height = shown.length * row + 30;
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const bars = shown.map(({ label, ratio }, i) => {
    const y = i * row + 8;
    const text = label.length > 70 ? `${label.slice(0, 69)}…` : label;
    return [
      `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${escape(text)}</text>`,
      `<rect x="${left}" y="${y}" width="${((ratio / most) * right).toFixed(1)}" height="18" fill="#3b6ea5"/>`,
      `<text x="${(Number(x(ratio)) + 5).toFixed(1)}" y="${y + 13}">${ratio.toFixed(2)}</text>`,
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="760" height="${height}" viewBox="0 0 760 ${height}" font-family="sans-serif" font-size="11" role="img" aria-label="Ratios against peers">`,
    `<rect width="760" height="${height}" fill="#fff"/>`,
    ...bars,
    `<line x1="${x(1)}" x2="${x(1)}" y1="4" y2="${height - 20}" stroke="#b33" stroke-dasharray="4 3"/>`,
    `<text x="${x(1)}" y="${height - 6}" text-anchor="middle" fill="#b33">1: as quick</text>`,
    "</svg>",
    "",
  ].join("\n");
}
