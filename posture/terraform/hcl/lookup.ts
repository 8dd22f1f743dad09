import type { Step } from "../resource";
import type { Untyped, ValueNode } from "../value-node";

/**
 * Looks up what a traversal means. `Untyped`: a resource's argument, whose type only its schema knows. May throw
 * `EvaluationError` for what Terraform refuses.
 */
export interface Lookup {
  (root: string, steps: readonly Step[]): ValueNode | Untyped;
  /** Address of the module instance whose expressions are evaluated: what they name is in it. */
  readonly module?: string | undefined;
  /** The text of a file that `file()` names; undefined: not there, or not readable as text. */
  readonly file?: ((path: string) => string | undefined) | undefined;
}
