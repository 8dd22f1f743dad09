import { readFileSync } from "node:fs";
import * as path from "node:path";
import { benchmarksDocument, benchmarksPlot } from "../../../../tools/bench/peers/document";
import type { Figure } from "../../../../tools/bench/figure";
import { reasonOf } from "../../../../tools/bench/peers/cdk";

const figures: readonly Figure[] = [
  { what: "synth", ours: "2 s", peer: "a|b", theirs: "1 s", ratio: 2, goal: 1.2 },
  { what: "call", ours: "1 µs", peer: "bare", theirs: "1 µs", ratio: 1, goal: 1.3 },
  { what: "300 routes", ours: "4 s", peer: "cdk <2>", theirs: "refused: 610 resources", ratio: undefined },
];
const machine = { node: "v22.1.0", processors: "2 processors", load: 0.4, day: "2026-11-21" };

test("each figure is a row; a missed goal and a refusal are told", () => {
  const text = benchmarksDocument(figures, machine);
  expect(text).toContain("| synth | 2 s | a\\|b | 1 s | 2.00 × | ≤ 1.2 ×: **missed** |");
  expect(text).toContain("| call | 1 µs | bare | 1 µs | 1.00 × | ≤ 1.3 ×: kept |");
  expect(text).toContain("| 300 routes | 4 s | cdk <2> | refused: 610 resources | – |  |");
  expect(text).toContain("Node v22.1.0, 2 processors, a load of 0.4 at the start");
});

test("the plot has a bar for each ratio, as long as it is, and a line at 1", () => {
  const plot = benchmarksPlot(figures);
  const bars = [...plot.matchAll(/<rect x="430" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(bars).toEqual([260, 130]);
  expect(plot).toContain('<line x1="560.0"');
});

test("the reason of a refusal is the line that says it", () => {
  const cdk =
    "Error: a.mjs ended with 1:\n\n/x/stack.js:1\nValidationError: Number of resources in stack: 610\n    at a";
  expect(reasonOf(cdk)).toBe("ValidationError: Number of resources in stack: 610");
  expect(reasonOf("Error: a ended with 1:\nno such file")).toBe("no such file");
});

/** The table's rows as the figures that they were written from, but for the ratio's further digits. */
function figuresOf(text: string): Figure[] {
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (What|---) \|/.test(line));
  return rows.map((row) => {
    const [what = "", ours = "", peer = "", theirs = "", ratio = "", goal = ""] = row
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim());
    const most = /^≤ ([\d.]+) ×/.exec(goal)?.[1];
    return {
      what,
      ours,
      peer,
      theirs,
      // What is missed by less than a hundredth shows the goal's own figure.
      ratio: ratio === "–" ? undefined : Number.parseFloat(ratio) + (goal.includes("missed") ? 0.001 : 0),
      ...(most !== undefined && { goal: Number(most) }),
    };
  });
}

test("docs/benchmarks.md says nothing but what its figures say", () => {
  const text = readFileSync(path.join(__dirname, "../../../../docs/benchmarks.md"), "utf8");
  const [, day = "", node = "", processors = "", load = ""] =
    /^Measured on (\S+): Node (\S+), (.*), a load of ([\d.]+)/m.exec(text) ?? [];
  const written = benchmarksDocument(figuresOf(text), { day, node, processors, load: Number(load) });
  expect(written).toBe(text);
});

test("which goals of synth were kept and missed follows from the ratios", () => {
  const goalsOf = (ratio: number): string[] =>
    benchmarksDocument(
      [
        { what: "synth, 3 routes", ours: "1 ms", peer: "a bare one", theirs: "1 ms", ratio, goal: 1.2 },
        { what: "a bare cdktf program, 300 routes", ours: "1 ms", peer: "3 routes", theirs: "1 ms", ratio, goal: 1.3 },
      ],
      machine,
    )
      .split("\n")
      .filter((line) => line.startsWith("- "));
  expect(goalsOf(1.1)).toEqual(["- Kept: synth, 3 routes, beside a bare one: 1.10 ×; at most 1.2 × was the goal."]);
  expect(goalsOf(1.5)).toEqual([
    "- Missed: synth, 3 routes, beside a bare one: 1.50 ×; at most 1.2 × was the goal.",
    "- A bare cdktf program, 300 routes, takes 1.50 × the time of 3 routes, so by itself it misses 1.3 ×: cdktf resolves every argument of every route.",
  ]);
});
