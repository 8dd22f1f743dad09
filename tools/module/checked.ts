import { expressionOf } from "./hcl/template";
import { wrap } from "./hcl/wrap";

/** The inside of a `validation` or `precondition` block. Messages begin with the code, as everywhere else. */
export function checked(check: { readonly code: string; readonly condition: string; readonly message: string }): string {
  return `condition = ${wrap(check.condition)}\nerror_message = ${expressionOf(`[${check.code}] ${check.message}`)}`;
}
