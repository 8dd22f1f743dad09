import type { Step } from "../../../posture/access/steps/types";

const RESULTS = new Set(["pass", "fail", "unknown", "note"]);
/** A sentence or several, with nothing left out of them. */
const SENTENCES = /^[$"'(\w].*[.!?)…]$/s;
const GAPS = /undefined|\[object|NaN|\s\s|\s[.,;:]|""|\s\(\)|: \./;

const isSaid = (text: string | undefined) => text === undefined || (SENTENCES.test(text) && !GAPS.test(text));
const isWhole = ({ check, result, text, remedy, assuming, status }: Step) =>
  check.length > 1 &&
  RESULTS.has(result) &&
  isSaid(text) &&
  isSaid(remedy) &&
  assuming?.trim() !== "" &&
  (status === undefined || result === "fail");

/** The answer, of which each step must name a check, its result and, in whole sentences, why and what helps. */
export function whole<T extends { readonly steps: readonly Step[] }>(answer: T): T {
  const broken = answer.steps.find((step) => !isWhole(step));
  if (broken) throw new RangeError(`A step isn't whole: ${JSON.stringify(broken)}`);
  return answer;
}
