/** How far a claim is proven by a local run. */
type Proof = "locally" | "by the plan" | "only on AWS";

/** Tells the probes' requests from people's. */
export const PROBE_AGENT = "local-run-probe";

/** One question and its answer. */
export interface Probe {
  /** A route key, or what else is asked: `every route`. */
  readonly route: string;
  readonly caller: string;
  readonly expected: string;
  readonly observed: string;
  readonly proof: Proof;
  /** Undefined: shown, but not asserted, since the AWS emulator can't show it. */
  readonly passed: boolean | undefined;
  /** Why `posture` expects this answer. Holds no token and no secret. */
  readonly reason?: string;
  /** What a failing function printed. */
  readonly log?: string;
  /** Why it is not asserted, or what else is to be known. */
  readonly note?: string;
}
