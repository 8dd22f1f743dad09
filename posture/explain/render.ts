import { style } from "../render/style";
import type { Explanation, Step } from "../access/steps/types";

/** For people: the answer first, then each check in order. */
export function renderExplanation(explanation: Explanation, format: "text" | "json", colour: boolean): string {
  if (format === "json") return `${JSON.stringify(explanation, null, 2)}\n`;
  const s = style(colour);
  const { outcome, summary, steps } = explanation;
  const head = { passes: s.green, refused: s.red, unknown: s.yellow }[outcome];
  const failed = steps.find((step) => step.result === "fail");
  const width = Math.max(...steps.map((step) => step.check.length));
  const lines = steps.flatMap((step) => {
    const late = failed !== undefined && step !== failed && steps.indexOf(step) > steps.indexOf(failed);
    const text = `${mark(step)} ${step.check.padEnd(width)}  ${step.text}`;
    const also = late && step.result === "fail" ? " (would fail too)" : "";
    const shown = late ? s.dim(`${text}${also}`) : step.result === "fail" ? s.red(text) : text;
    return [shown, ...(step.remedy === undefined ? [] : [`${" ".repeat(width + 4)}${s.green("->")} ${step.remedy}`])];
  });
  return `${head(summary)}\n\n${lines.join("\n")}\n`;
}

const mark = ({ result }: Step): string => ({ pass: "✓", fail: "✗", unknown: "?", note: "·" })[result];
