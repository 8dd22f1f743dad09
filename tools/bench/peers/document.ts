import type { Figure } from "../figure";

/** Where the figures were taken. */
export interface Machine {
  readonly node: string;
  readonly processors: string;
  readonly load: number;
  readonly day: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** Why the goals of synth are missed; measured apart from the table, in processor time, since that is what a busy machine leaves comparable. */
const SYNTH = `## Synth and its goals

The goals are 1.2 times a bare cdktf program with the same resources, and for 300 routes 1.3 times the time of 3. On 2026-11-22 synth was measured as whole
processes, processor time of all their children included, medians of five runs in turns, on a machine that others used too (100 and 600 routes in a run of
their own):

| Routes | Node | \`npm run synth\` | A bare program, bundled at each run | A bare program, kept bundled by \`npm run synth\` too |
| --- | --- | --- | --- | --- |
| 3 | 20.20.2 | 0.50 s | 0.70 s | 0.23 s |
| 100 | 20.20.2 | 0.64 s | not measured | 0.32 s |
| 300 | 20.20.2 | 0.96 s | 1.02 s | 0.51 s |
| 600 | 20.20.2 | 1.38 s | not measured | 0.73 s |
| 3 | 22.23.3 | 0.40 s | not measured | 0.15 s |
| 300 | 22.23.3 | 0.74 s | not measured | 0.39 s |

- Beside a program that is bundled at each run the first goal is met. It isn't beside one that is run in the same way: 0.27 s at 3 routes and 0.45 s at 300 are
  what synth does and a bare program doesn't. By profiles of 3 and 300 routes that is loading 1.7 MB of constructs and rules (about 100 ms), making the
  constructs (90 and 120 ms), reading the emitted JSON, all rules and comparing the access list (60 and 160 ms), the access list itself (30 ms at 300), and
  bundling the functions. 1.2 times a bare program would leave 50 ms at 3 routes for all of it, and no check is left out for that.
- Nothing grows faster than the routes: 1.4 to 1.6 ms for each, of which a bare program takes 0.8 to 1.0 ms, since cdktf resolves every argument.
  So 300 routes take 1.9 times the time of 3 here, and 2.2 times in the bare program: the second goal can't be met on top of cdktf.
- A project with the package has no such command and runs \`tsx main.ts\`: 3 routes 1.31 s and a bare program 0.86 s (1.5 times), 300 routes 2.19 s and 1.37 s
  (1.6 times; the quickest of five runs each). tsx itself takes half of that: the same programs compiled to JavaScript take 0.56 s and 0.34 s at 3 routes.
- From Node 22.1 on what V8 compiled is kept between runs of \`npm run synth\`, of the bare program too.
`;

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
    SYNTH,
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
