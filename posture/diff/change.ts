import type { Resource } from "../model/index";
import type { Subject } from "../rules/index";
import type { Comparison } from "./comparison";

/**
 * What a change means.
 * - `broadened`: somebody may now do what they couldn't before, or a safeguard is gone
 * - `narrowed`: somebody may no longer do what they could, on purpose as far as one can tell
 * - `breaking`: something is lost, or callers that did nothing wrong stop working
 * - `protective`: a safeguard was added
 * - `neutral`: worth knowing, opens and closes nothing
 * - `unknown`: it is unknown before apply, or not from a plan at all
 */
export type ChangeKind = "broadened" | "narrowed" | "breaking" | "protective" | "neutral" | "unknown";

/** Every kind, the gravest first: the order in which changes are listed. */
export const KINDS = [
  "breaking",
  "broadened",
  "unknown",
  "narrowed",
  "protective",
  "neutral",
] as const satisfies readonly ChangeKind[];

/**
 * What a finding speaks of: an attribute of a resource (`jwt_configuration.audience`, with all that is in it), every
 * attribute (`*`), or, without one, that the resource is there or not.
 */
export interface Citation {
  readonly address: string;
  readonly attribute?: string;
}

/** One change, as a reviewer reads it. Values are shown as text and never hold a secret. */
export interface ChangeFinding {
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
  /** The attributes that it explains. Whatever else differs is reported by itself. */
  readonly attributes?: readonly Citation[];
  /** Why it was accepted; an acknowledged change is listed but doesn't fail. */
  readonly acknowledged?: { readonly reason: string; readonly expires?: string };
}

/** What a detector says; the subject's address and construct path are taken from it. */
export interface ChangeReport extends Omit<ChangeFinding, "address" | "constructPath" | "acknowledged" | "kind"> {
  readonly at: Subject;
  /** Left out: the one that its code has. */
  readonly kind?: ChangeKind;
}

export interface Reporter {
  (change: ChangeReport): void;
  /** An attribute's effect was compared; where it is the same, nothing is reported. */
  compared(address: string, path: string): void;
}

/** What a code stands for, in the table of changes. */
export interface CodeInfo {
  /** The change in a few words. */
  readonly title: string;
  /** Every kind that it can be of. */
  readonly kinds: readonly ChangeKind[];
}

const always =
  (kind: ChangeKind) =>
  (title: string): CodeInfo => ({ title, kinds: [kind] });

/** Codes whose changes are of one kind, whatever they say. */
export const breaking = always("breaking");
export const broadened = always("broadened");
export const unknown = always("unknown");
export const narrowed = always("narrowed");
export const protective = always("protective");
export const neutral = always("neutral");

/** What kind a reported change is of: the one that it names, or the only one of its code; else that is unknown. */
export function kindOf({ kind, code }: Pick<ChangeReport, "kind" | "code">, codes: Detector["codes"] = {}): ChangeKind {
  const [only = "unknown", ...others] = codes[code]?.kinds ?? [];
  return kind ?? (others.length === 0 ? only : "unknown");
}

/** One sort of change. Detectors are pure: they look at both sides and report. */
export interface Detector {
  /** Every code it can report. */
  readonly codes: Readonly<Record<string, CodeInfo>>;
  /** The AWS documentation or provider issue that its judgement stands on: title and URL. */
  readonly source: string;
  /**
   * The attributes whose effect it compares, by type; paths as in `jwt_configuration.audience`, separated by spaces.
   * A report without `attributes` of its own speaks of those of its resource.
   */
  readonly compares?: Readonly<Record<string, string>>;
  detect(comparison: Comparison, report: Reporter): void;
}

type HasCompared = (resource: Resource, path: string) => boolean;

/** Which attributes detectors compared by their effect, whether or not they reported anything. */
export interface ComparedAttributes {
  /** Of these two sides, and said it where the answer isn't known. */
  readonly compared: HasCompared;
  /** Those of a type that a detector names: what isn't known of them it may have looked past. */
  readonly listed: HasCompared;
}
