import type { LambdaFunction } from "./entities";
import type { Value } from "../terraform/value";

export interface EnvironmentVariable {
  readonly text: Value<string | undefined>;
  /** Whether the function has one of that name. It can be there with a value that isn't known; of variables that aren't known at all nothing is. */
  readonly isSet: boolean | "unknown";
}

/** The bundled functions are known by their variables, so that a name which may be anybody's says nothing. */
export function environmentVariable({ resource: { attributes } }: LambdaFunction, name: string): EnvironmentVariable {
  const variables = ["environment", 0, "variables"] as const;
  const text = attributes.text(...variables, name);
  if (text.known) return { text, isSet: text.value !== undefined };
  return { text, isSet: attributes.blocks(...variables).missing.length === 0 || "unknown" };
}
