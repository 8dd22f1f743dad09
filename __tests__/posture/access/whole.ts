import { accesses, decide as decideOf, entryAccesses } from "../../../posture/access";
import type { Decision } from "../../../posture/access";
import { explain as explainOf, type Explanation } from "../../../posture/explain";
import type { Model } from "../../../posture/model";
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

/** The answers that the test asked for: a step a line, and what comes of them. */
const said = new Set<string>();

/** The answer, of which each step must name a check, its result and, in whole sentences, why and what helps. */
export function whole<T extends { readonly steps: readonly Step[] }>(answer: T): T {
  const broken = answer.steps.find((step) => !isWhole(step));
  if (broken) throw new RangeError(`A step isn't whole: ${JSON.stringify(broken)}`);
  for (const { check, result, status, text, remedy, assuming } of answer.steps)
    said.add(lineOf(check, result, status, text, remedy, assuming));
  if ("outcome" in answer) said.add(concluded(answer as unknown as Decision | Explanation));
  return answer;
}

const lineOf = (...parts: readonly unknown[]) => parts.filter((part) => part !== undefined).join(" | ");

/** The step that a decision rests on is named by its check. */
function concluded(answer: Decision | Explanation): string {
  const why =
    "summary" in answer
      ? lineOf(answer.summary, ...answer.assuming)
      : (answer.steps.find(({ text }) => text === answer.reason)?.check ?? `no step: ${answer.reason}`);
  const only = "only" in answer ? answer.only : undefined;
  return lineOf(`= ${answer.outcome}`, answer.status, why, only && `${only.method} ${only.path}`);
}

/** Who gets in by each way of a model, how that is closed, and who may call each of its routes: held with the answers. */
export function ways(model: Model): number {
  const found = entryAccesses(model).map(({ entryPoint, open, who, fix, function: fn }) =>
    lineOf(entryPoint.id, fn?.address ?? "no function", open, who, fix),
  );
  for (const line of [...found, ...accesses(model).map((one) => JSON.stringify(one))]) said.add(line);
  return found.length;
}

/** Holds by snapshot all that each test of a file is answered. Not for files whose cases are generated. */
export function holdAnswers(): void {
  beforeEach(() => said.clear());
  afterEach(() => {
    if (said.size > 0) expect([...said]).toMatchSnapshot();
  });
}

/** What posture itself answers, each step of it whole. */
export const decide: typeof decideOf = (...asked) => whole(decideOf(...asked));
export const explain: typeof explainOf = (...asked) => whole(explainOf(...asked));
