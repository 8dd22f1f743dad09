import { Annotations, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { accessListOf } from "./access-list";
import { evaluateStack } from "./rule-report";

const RUNS_RULES = Symbol.for("cognito-http-api/runs-rules");

/** Marks a stack that runs the rules by itself. */
export function runsRules(stack: TerraformStack): void {
  Object.defineProperty(stack, RUNS_RULES, { value: true });
}

/**
 * Has the rules run over the stack of a construct, whatever stack it is in: in cdktf's own `TerraformStack` they are a validation of it. What only an
 * `ApiStack` has is said at synth.
 */
export function requireRules(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (RUNS_RULES in stack) return;
  runsRules(stack);
  stack.node.addValidation({
    validate: () => {
      const emitted = stack.toTerraform() as object;
      return [...evaluateStack(stack, emitted, accessListOf(stack, emitted)).errors];
    },
  });
  Annotations.of(stack).addWarning(
    "Addresses of this stack carry hashes, and it asks for one version of the AWS provider: new ApiStack(app, id) instead of a TerraformStack has neither",
  );
}
