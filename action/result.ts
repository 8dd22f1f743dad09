import { UserError } from "../process/user-error";
import type { ChangeKind } from "../posture/diff/index";

/** What was held against what. */
export type ComparisonBasis =
  /** Plans of base and head: what the pull request changes, without what was left unapplied or drifted. */
  | "base and head"
  /** The head's plan alone: everything that applying it would change. */
  | "plan"
  /** Synthesized stacks, where no plan can be had (a fork without credentials). */
  | "synth"
  /** Folders of .tf files, where neither a plan nor a synthesized stack can be had. */
  | "folders";

/** One stack's outcome, as it goes from the job that plans to the job that comments. Holds nothing of the plan. */
export interface Result {
  readonly version: 1;
  readonly stack: string;
  /** `failed`: no judgement; `message` says why. */
  readonly verdict: "breaking" | "broadened" | "unknown" | "nothing broader" | "failed";
  readonly basis?: ComparisonBasis;
  /** Changes that are not acknowledged, by kind. */
  readonly open: Readonly<Record<ChangeKind, number>>;
  readonly acknowledged: number;
  readonly message?: string;
}

export const NO_CHANGES: Readonly<Record<ChangeKind, number>> = {
  breaking: 0,
  broadened: 0,
  unknown: 0,
  narrowed: 0,
  protective: 0,
  neutral: 0,
};

const VERDICTS = ["breaking", "broadened", "unknown", "nothing broader", "failed"] as const;

/** Reads a result that another job wrote; throws a UserError that says what is wrong with it. */
export function resultFrom(json: unknown): Result {
  const one = (json ?? {}) as Partial<Record<keyof Result, unknown>>;
  const { version, stack, verdict, open } = one;
  if (version !== 1)
    throw new UserError(
      "result-file",
      "The result has another version than 1: use one version of the action in all jobs.",
    );
  if (typeof stack !== "string" || stack === "") throw new UserError("result-file", "The result names no stack.");
  if (!VERDICTS.some((word) => word === verdict))
    throw new UserError("result-file", `The result of ${stack} has no verdict.`);
  const counted = (kind: string): number => (open as Partial<Record<string, number>> | null)?.[kind] ?? NaN;
  // A kind without a count would pass the gate, and so would a verdict that no count bears out.
  if (!Object.keys(NO_CHANGES).every((kind) => Number.isInteger(counted(kind)) && counted(kind) >= 0))
    throw new UserError("result-file", `The result of ${stack} doesn't count each kind of change.`);
  if ((verdict === "breaking" || verdict === "broadened") && counted(verdict) === 0)
    throw new UserError("result-file", `The result of ${stack} is "${verdict}" and counts no such change.`);
  return json as Result;
}
