/** How far a claim is proven by a local run. */
export type Proof = "locally" | "by the plan" | "only on AWS";

/** One question and its answer. */
export interface Probe {
  /** A route key, or what else is asked: `every route`. */
  readonly route: string;
  readonly caller: string;
  readonly expected: string;
  readonly observed: string;
  readonly proof: Proof;
  /** Undefined: shown, but not asserted, since the embedded AWS can't show it. */
  readonly passed: boolean | undefined;
  /** Why the answer is what it is, or why it is not asserted. */
  readonly note?: string;
}
