import type { Figure } from "./figures";

/** Where the figures were taken. */
export interface Machine {
  readonly node: string;
  readonly processors: string;
  readonly load: number;
  readonly day: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** docs/benchmarks.md: the table, the machine and the plot. Every number in it was measured in the run that wrote it. */
export function benchmarksDocument(figures: readonly Figure[], { node, processors, load, day }: Machine): string {
  const rows = figures.map(({ what, ours, peer, theirs, ratio, goal }) => {
    const shown = ratio === undefined ? "–" : `${ratio.toFixed(2)} ×`;
    const judged =
      goal === undefined || ratio === undefined ? "" : ratio <= goal ? `≤ ${goal} ×: kept` : `≤ ${goal} ×: **missed**`;
    return `| ${[what, ours, peer, theirs, shown, judged].map(cell).join(" | ")} |`;
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
