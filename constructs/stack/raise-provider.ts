import { Annotations, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** The lower bound of each stack that was raised. */
const raised = new WeakMap<TerraformStack, string>();

/**
 * Raises the lower bound of the AWS provider for the stack of a construct, and says at synth what needs it. Of several features the one
 * that needs most decides.
 * @param least the oldest provider that knows the feature: `6.19.0`
 * @param what begins the sentence: `The runtime nodejs24.x needs`
 */
export function raiseProvider(construct: IConstruct, least: string, what: string): void {
  const stack = TerraformStack.of(construct);
  const range = (from: string): string => `>= ${from}, < 7.0.0`;
  Annotations.of(construct).addInfo(`${what} the AWS provider ${range(least)}`);
  const before = raised.get(stack);
  if (before !== undefined && !isNewer(least, before)) return;
  raised.set(stack, least);
  stack.addOverride("terraform.required_providers.aws.version", range(least));
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  const at = (a ?? []).findIndex((part, i) => part !== b?.[i]);
  return at >= 0 && (a?.[at] ?? 0) > (b?.[at] ?? 0);
}
