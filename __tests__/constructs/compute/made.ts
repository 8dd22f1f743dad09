import { NodeFunction, type BundledFunctionOptions } from "../../../constructs";
import { synth, testStack } from "../../support/synth";
import { resource } from "../../support/terraform-json";

/** What one function with these options emits; `before` sets up its stack. */
export function made(
  options: Partial<BundledFunctionOptions>,
  before: (stack: ReturnType<typeof testStack>) => void = () => undefined,
) {
  const stack = testStack();
  before(stack);
  new NodeFunction(stack, "items", {
    name: "notes-items",
    entry: "functions/items",
    packaging: "prebuilt",
    ...options,
  });
  const json = synth(stack);
  return { json, lambda: resource(json, "aws_lambda_function.items") };
}
