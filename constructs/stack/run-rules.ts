import { Annotations, App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { StackErrors } from "../errors/configuration-error";
import type { Problems } from "../errors/problems";
import { checkOwnProps } from "../props/own-props";
import { accessListOf } from "./access-list";
import { withPrintedAnnotations } from "./print-annotations";
import { evaluateStack } from "./rule-report";
import { traceLines } from "./written-at";

const RUNS_RULES = Symbol.for("cognito-http-api/runs-rules");

export function runsRules(stack: TerraformStack): void {
  Object.defineProperty(stack, RUNS_RULES, { value: true });
}

const PLAIN = new WeakSet<TerraformStack>();

/**
 * Looks at a construct's props, and has the rules run over its stack, whatever stack that is: in cdktf's own `TerraformStack` they are a validation
 * of it, which throws what is wrong with all such stacks of the app, as an `ApiStack` does, before cdktf has thrown the first one's. What only an
 * `ApiStack` has is said at synth.
 * @param problems see checkOwnProps
 */
export function requireChecks(construct: IConstruct, props: unknown, problems?: Problems): void {
  requireRules(construct);
  checkOwnProps(construct, props, problems);
}

/** The same for a construct that looks at its props by itself. */
export function requireRules(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (RUNS_RULES in stack) return;
  runsRules(stack);
  traceLines(stack);
  stack.synthesizer = withPrintedAnnotations(stack, stack.synthesizer);
  PLAIN.add(stack);
  let asking = false;
  stack.node.addValidation({
    validate: () => {
      if (asking) return [];
      asking = true;
      const stacks = App.of(stack)
        .node.findAll()
        .filter((node): node is TerraformStack => TerraformStack.isStack(node) && PLAIN.has(node));
      const errors = [...otherProblems(stack), ...stacks.flatMap(problemsOf)];
      asking = false;
      if (errors.length > 0) throw new StackErrors(stack.node.path, [...new Set(errors)]);
      return [];
    },
  });
  Annotations.of(stack).addWarning(
    "Addresses of this stack carry hashes, and it asks for one version of the AWS provider: new ApiStack(app, id) instead of a TerraformStack has neither",
  );
}

function problemsOf(stack: TerraformStack): readonly string[] {
  const emitted = stack.toTerraform() as object;
  return evaluateStack(stack, emitted, accessListOf(stack, emitted)).errors;
}

/** What other validations below the stack say. */
function otherProblems(stack: TerraformStack): readonly string[] {
  return stack.node.findAll().flatMap(({ node }) => node.validate().map((text) => `[${node.path}] ${text}`));
}
