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
