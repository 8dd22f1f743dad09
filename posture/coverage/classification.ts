/**
 * How one attribute of a relevant type is accounted for.
 *
 * `read`: some part of posture looks at it.
 * - `model`: the model holds it, so `decide()` and what compares two models see it
 * - `detector`: a detector of diff compares its effect and says so when the effect differs
 * - `iam`: the policy engine evaluates it
 * - `whole`: nobody interprets it; before and after are compared as they stand
 *
 * `uncited` is what a change of it means when no finding names it.
 */
export type Classification =
  | { readonly status: "read"; readonly by: Reader; readonly uncited: "unknown" | "neutral" }
  | { readonly status: "irrelevant"; readonly reason: string; readonly source: string };

/** What a type says of an attribute before the circumstances of a change are known. */
export type Declared = Classification | { readonly status: "code" };

export type Reader = "model" | "detector" | "iam" | "whole";

/**
 * Every attribute of one resource type. Each field but `irrelevant` is a list of attribute paths separated by spaces:
 * `jwt_configuration.audience` is one attribute (with the keys of a map, or the items of a list, beneath it),
 * `rule.*` is a block and all that is in it, at any depth, `*` is whatever no other path names. The longest path wins.
 */
export interface TypeCoverage {
  readonly model?: string;
  readonly detector?: string;
  readonly iam?: string;
  /** Compared as they stand; a change that nothing else explains is `unknown`. */
  readonly whole?: string;
  /**
   * Code and configuration of a function. Where the function decides who gets in (an authorizer, a trigger, a handler
   * that verifies tokens itself), a change is `unknown`; behind a gateway that decides, it is `neutral`.
   */
  readonly code?: string;
  /** Compared as they stand; a change is worth a line and opens or closes nothing: `neutral`. */
  readonly noted?: string;
  /** What says nothing about access, by the reason. */
  readonly irrelevant?: Readonly<Record<string, string>>;
  /** What AWS gives and nobody can write: it follows from the rest. */
  readonly computed?: string;
  /** Lists of which the order counts; any other list is compared as a set. */
  readonly ordered?: string;
  /**
   * What a new or a removed resource means when no finding names it. Left out: `neutral` where the model holds it, since
   * decisions see it, and where everything is only noted; else `unknown`. `neutral` too for what only works where
   * another resource, which is compared, refers to it.
   */
  readonly existence?: "unknown" | "neutral";
}

export interface ServiceCoverage {
  readonly title: string;
  readonly types: Readonly<Record<string, TypeCoverage>>;
}
