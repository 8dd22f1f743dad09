import type { Check, Step } from "../types";

/** Shows what the configuration names, unless the author marked it as sensitive. */
export type NamesText = (values: readonly string[]) => string;

/** `reason` is the word by which the function's log names the refusal. */
export function denial(check: Check, reason: string, text: string, remedy?: string): Step {
  return denied({ check, result: "fail", text, ...(remedy !== undefined && { remedy }) }, reason);
}

/** A failed check as the function answers it: 403, whatever it was. */
export function denied(step: Step, reason: string): Step {
  return {
    ...step,
    status: 403,
    text: `The function denies it: ${lowered(step.text)} Its log names the reason "${reason}".`,
  };
}

/** "The token …" goes on after a colon; the name of a claim stays as it is. */
function lowered(text: string): string {
  return /^(The|It|Its|No) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
