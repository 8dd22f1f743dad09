import type { CONTEXT_VARIABLES } from "../../../posture/aws/context-variables";

export { CONTEXT_VARIABLES, isContextVariable } from "../../../posture/aws/context-variables";

type Named = (typeof CONTEXT_VARIABLES)[number];

/** A documented `$context` variable, a claim of the token, or a value that a Lambda authorizer put into its context. */
export type ContextVariable =
  | `$context.${Named}`
  | `$context.authorizer.claims.${string}`
  | `$context.authorizer.${string}`;
