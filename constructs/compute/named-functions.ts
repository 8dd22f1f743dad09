import * as path from "node:path";
import type { Construct } from "constructs";
import { bundleAhead, DEFAULT_RUNTIME } from "./bundle";
import { NodeFunction } from "./node-function";
import type { NodeFunctionOptions } from "./node-function-props";
import type { Packaging } from "./package";

export interface NamedFunctionsProps<Name extends string> {
  readonly project: string;
  readonly functions: Readonly<Record<Name, string | NodeFunctionOptions>>;
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Bundles the functions of a composition together; the constructs made later find them. */
export function bundleNamedFunctions(functions: readonly (string | NodeFunctionOptions)[]): void {
  const options = functions.map((given) => (typeof given === "string" ? { entry: given } : given));
  bundleAhead(
    options.map(({ entry, runtime = DEFAULT_RUNTIME, sourceMaps = false }: NodeFunctionOptions) => ({
      entry: path.resolve(entry),
      runtime,
      sourceMaps,
    })),
  );
}

/** A function for each name, called `PROJECT-NAME` in AWS. Addresses: `aws_lambda_function.NAME` and those of its role, policy and log. */
export function makeNamedFunctions<Name extends string>(
  scope: Construct,
  { project, functions, packaging, tags }: NamedFunctionsProps<Name>,
): Record<Name, NodeFunction> {
  const made = Object.entries<string | NodeFunctionOptions>(functions).map(([name, given]) => {
    const options = typeof given === "string" ? { entry: given } : given;
    return [name, new NodeFunction(scope, name, { ...options, name: `${project}-${name}`, packaging, tags })] as const;
  });
  return Object.fromEntries(made) as Record<Name, NodeFunction>;
}
