import { changesBetween } from "../../../posture/diff/index";
import type { ChangeFinding } from "../../../posture/diff/index";
import { readPlan, readState, readSynth } from "../../../posture/model/read";
import { fixture } from "../fixtures";
import { goodStack } from "../rules/support";

export type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** Before and after of a fixture's plan. */
export function changesOf(name: string): readonly ChangeFinding[] {
  const { before, after } = readPlan(fixture(`changes/${name}`));
  return changesBetween(before, after);
}

/** The same change the other way round: what a revert would bring. */
export function revertOf(name: string): readonly ChangeFinding[] {
  const state = readState(fixture(`changes/${name}`, "state.json"));
  const { after } = readPlan(fixture(`changes/${name}`));
  return changesBetween(after, state);
}

/** Two synthesized stacks: the good one with either change. */
export function synthChanges(before: Resources, after: Resources): readonly ChangeFinding[] {
  return changesBetween(readSynth(goodStack(before)), readSynth(goodStack(after)));
}

/** `kind code address`, sorted, each once. */
export function lines(changes: readonly ChangeFinding[]): string[] {
  return [...new Set(changes.map(({ kind, code, address }) => `${kind} ${code} ${address}`))].sort();
}

export function codes(changes: readonly ChangeFinding[]): Set<string> {
  return new Set(changes.map(({ code }) => code));
}
