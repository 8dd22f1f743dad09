import { readFileSync } from "node:fs";
import { changesBetween } from "../../posture/diff/index";
import { delayOptimization } from "../../posture/cli/short-run";
import { parse, readPlan } from "../../posture/model/read";

/** What tells the milliseconds that went by. */
export type Clock = () => number;

/** Milliseconds that this process worked for: programs beside it don't count. */
export const processTime: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of one turn: parsing two texts, and parsing, reading and comparing them. */
export interface Rounds {
  readonly parsing: readonly number[];
  readonly comparing: readonly number[];
  readonly changes: number;
}

/** Parses two plans, and parses and compares them, in turns. @param clock the wall's unless told */
export function measureRounds(
  texts: readonly Uint8Array[],
  rounds: number,
  clock: Clock = () => performance.now(),
): Rounds {
  const timed = (work: () => void): number => {
    const start = clock();
    work();
    return clock() - start;
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

/** The least work of a round, which is what programs beside it disturb least. */
export function leastTimes(texts: readonly Uint8Array[], rounds: number) {
  const { parsing, comparing } = measureRounds(texts, rounds, processTime);
  return { parsing: Math.min(...parsing), comparing: Math.min(...comparing) };
}

/** `parse FILE FILE`, `compare FILE FILE` or `least FILE FILE ROUNDS`: what one process does, timed from outside or inside. The first two run as a command does, and print the work of the whole process. */
function main([what, ...words]: readonly string[]): void {
  const texts = words.slice(0, 2).map((file) => readFileSync(file));
  if (what === "parse" || what === "compare") {
    delayOptimization();
    const changes = what === "parse" ? texts.map(parse).length : compared(texts);
    console.log(JSON.stringify({ changes, work: processTime() }));
  } else console.log(JSON.stringify(leastTimes(texts, Number(words[2]))));
}

if (require.main === module) main(process.argv.slice(2));
