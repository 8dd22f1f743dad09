import * as path from "node:path";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { bundleAhead } from "./bundle";
import { runtimeFor } from "../account-defaults";
import { checkFunctionName } from "./function-checks";
import { propOf } from "../errors/configuration-error";
import { madeFor } from "../errors/written-as";
import type { Problems } from "../errors/problems";
import { NodeFunction } from "./node-function";
import type { NodeFunctionOptions } from "./node-function-props";
import type { Packaging } from "./package";

type Tags = Readonly<Record<string, string>> | undefined;

export interface NamedFunctionsProps<Name extends string> {
  readonly project: string;
  readonly functions: Readonly<Record<Name, NodeFunctionOptions>>;
  readonly problems: Problems;
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Bundles the functions of a composition together; the constructs made later find them. */
export function bundleNamedFunctions(scope: Construct, functions: readonly NodeFunctionOptions[]): void {
  bundleAhead(
    functions.flatMap((options) =>
      typeof options.entry !== "string" || options.bundling !== undefined
        ? []
        : {
            entry: path.resolve(options.entry),
            runtime: options.runtime ?? runtimeFor(scope),
            sourceMaps: options.sourceMaps ?? false,
          },
    ),
  );
}

/** The tags of all, and a function's own over them. */
export function joinTags(common: Tags, own: Tags): Tags {
  if (common === undefined || own === undefined) return own ?? common;
  if ([common, own].some((one) => Token.isUnresolved(one))) return Fn.merge([common, own]) as Tags;
  // A role has them too, and IAM takes Team and team for one key.
  const replaced = new Set(Object.keys(own).map((key) => key.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(common).filter(([key]) => !replaced.has(key.toLowerCase()))), ...own };
}

/** One whose props were refused is there all the same, so that routes to it are looked at; one whose props are of the wrong shape isn't. */
function refused(scope: Construct, name: string): NodeFunction | undefined {
  const child = scope.node.tryFindChild(name);
  return child instanceof NodeFunction && (child.resource as unknown) !== undefined ? child : undefined;
}

/** A function for each name, called `PROJECT-NAME` in AWS. Addresses: `aws_lambda_function.NAME` and those of its role, policy and log. */
export function makeNamedFunctions<Name extends string>(
  scope: Construct,
  { project, functions, problems, packaging, tags }: NamedFunctionsProps<Name>,
): Record<Name, NodeFunction> {
  const made = Object.entries<NodeFunctionOptions>(functions).flatMap(([name, options]) => {
    const made = problems.attempt(propOf("functions", name), () => {
      const called = `${project}-${name}`;
      checkFunctionName(called, { path: `${scope.node.path}/${name}` });
      return new NodeFunction(scope, name, {
        ...options,
        name: called,
        packaging,
        tags: joinTags(tags, options.tags),
      });
    });
    const one = made ?? madeFor(propOf("functions", name), () => refused(scope, name));
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(made) as Record<Name, NodeFunction>;
}
