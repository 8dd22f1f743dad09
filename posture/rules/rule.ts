import type { Model } from "../model";

/**
 * `error`: an open door, a refused deploy, or certain loss; stops synth. `warning`: works, but not as its author is
 * likely to want. `note`: worth knowing.
 */
export type Severity = "error" | "warning" | "note";

/** What a finding is about: anything with an address (an entity, a resource, an output). */
export interface Subject {
  readonly address: string;
  readonly constructPath?: string;
}

/** What a rule says about one subject. */
export interface Report {
  readonly at: Subject;
  /** What is wrong, with the value found. Never holds a secret. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
  /** The nearest right value, e.g. the scope that a misspelt one means. */
  readonly nearest?: string;
  /** Overrides the rule's severity for this finding. */
  readonly severity?: Severity;
}

/** How a rule speaks. */
export interface Reporter {
  (report: Report): void;
  /**
   * The rule can't judge the subject because something isn't known: say what. Reported as its own, quieter class. A rule has to where a value that what isn't
   * known may plausibly have would be its mistake, unless another rule tells of it; what is put together of resources' attributes is of their kind, and no unknown.
   */
  unknown(at: Subject, why: string): void;
}

/** One mistake. Rules are pure: they look at the model and report; order and duplicates don't matter. */
export interface Rule {
  /** Stable, kebab-case, says what is wrong: `route-open`. Part of the public interface. */
  readonly code: string;
  readonly severity: Severity;
  /** One line for the table of rules: what the mistake is. */
  readonly title: string;
  /** AWS documentation page, or provider or peer issue, that the rule stands on: title and URL. */
  readonly source: string;
  check(model: Model, report: Reporter): void;
}

/** What a run of the rules found at one subject. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** `mistake`: the rule fired. `unknown`: it couldn't judge. `crash`: the rule itself failed. */
  readonly kind: "mistake" | "unknown" | "crash";
  readonly address: string;
  readonly constructPath?: string;
  readonly message: string;
  readonly remedy: string;
  readonly nearest?: string;
  /** True for one that a former check found already (`--baseline`); it is listed each time but doesn't fail. */
  readonly baseline?: boolean;
  /** Why it was accepted; an acknowledged finding is listed each time but doesn't fail. */
  readonly acknowledged?: {
    readonly reason: string;
    readonly expires?: string;
    /** `stack`: the synthesized stack says so itself; left out: the reviewed file does. */
    readonly by?: "stack";
  };
}
