import { readFileSync } from "node:fs";
import { changesBetween } from "../../posture/diff/index";
import { parse, readPlan } from "../../posture/model/read";
import { median } from "./interleave";

/** Milliseconds of one turn: parsing two texts, and parsing, reading and comparing them. */
export interface Rounds {
  readonly parsing: readonly number[];
  readonly comparing: readonly number[];
  readonly changes: number;
}

/** Parses two plans, and parses and compares them, in turns. */
export function turns(texts: readonly Uint8Array[], rounds: number): Rounds {
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  let changes = 0;
  const parsing: number[] = [];
  const comparing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    parsing.push(timed(() => texts.forEach(parse)));
    comparing.push(timed(() => (changes = compared(texts))));
  }
  return { parsing, comparing, changes };
}

function compared(texts: readonly Uint8Array[]): number {
  const [base, head] = texts.map((text) => readPlan(parse(text)).after);
  if (!base || !head) throw new Error("two plans are compared");
  return changesBetween(base, head).length;
}

/** How many rounds a process needs until what it runs is compiled. */
const WARM_UP = 5;

/** The medians once everything is compiled. */
export function warm(texts: readonly Uint8Array[], rounds: number) {
  const { parsing, comparing, changes } = turns(texts, rounds + WARM_UP);
  return { parsing: median(parsing.slice(WARM_UP)), comparing: median(comparing.slice(WARM_UP)), changes };
}

/** `parse FILE FILE`, `compare FILE FILE`, or `warm FILE FILE ROUNDS`: what one process does, timed from outside or inside. */
function main([what, ...words]: readonly string[]): void {
  const texts = words.slice(0, 2).map((file) => readFileSync(file));
  if (what === "parse") texts.forEach(parse);
  else if (what === "compare") console.log(compared(texts));
  else console.log(JSON.stringify(warm(texts, Number(words[2]))));
}

if (require.main === module) main(process.argv.slice(2));
