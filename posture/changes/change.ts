import type { Subject } from "../rules";
import type { Comparison } from "./comparison";

/**
 * What a change means for callers.
 * - `broadened`: somebody may now do what they couldn't before
 * - `narrowed`: somebody may no longer do what they could, on purpose as far as one can tell
 * - `breaking`: something is lost, or callers that did nothing wrong stop working
 * - `protective`: a safeguard was added
 * - `neutral`: worth knowing, opens and closes nothing
 * - `unknown`: it can't be said before apply
 */
export type ChangeKind = "broadened" | "narrowed" | "breaking" | "protective" | "neutral" | "unknown";

/** One change, as a reviewer reads it. Values are shown as text and never hold a secret. */
export interface Change {
  /** Stable, kebab-case: `route-became-public`. Part of the public interface. */
  readonly code: string;
  readonly kind: ChangeKind;
  readonly address: string;
  readonly constructPath?: string;
  /** The route key, where the change is about one route. */
  readonly route?: string;
  /** One sentence that needs no knowledge of Terraform. */
  readonly summary: string;
  readonly before?: string;
  readonly after?: string;
  /** What brings it about: the attribute that forces a replacement, the resource that the change comes from. */
  readonly cause?: string;
}

/** What a detector says; the subject's address and construct path are taken from it. */
export interface ChangeReport extends Omit<Change, "address" | "constructPath"> {
  readonly at: Subject;
}

/** One kind of change. Detectors are pure: they look at both sides and report. */
export interface Detector {
  /** Every code it can report, with its title for the table of changes. */
  readonly codes: Readonly<Record<string, string>>;
  /** The AWS documentation or provider issue that its judgement stands on: title and URL. */
  readonly source: string;
  detect(comparison: Comparison, report: (change: ChangeReport) => void): void;
}
