import { Lazy, TerraformResource, type TerraformStack } from "cdktf";
import { addressOf } from "./addresses";
import { ConfigurationError } from "../errors/configuration-error";
import { nearest } from "../nearest";

/** An argument's value in Terraform's JSON syntax. */
type Argument = string | number | boolean | null | readonly Argument[] | { readonly [name: string]: Argument };

/**
 * Sets arguments of resources by their addresses, in place of what the constructs emit: a list, a map or a block as a whole (cdktf's own
 * `addOverride` adds to it). Null leaves an argument or a block out. Names are Terraform's. The rules judge what comes of it.
 *
 * ```ts
 * overrideArguments(stack, { "aws_cognito_user_pool.pool": { name: "notes-users", username_attributes: null } });
 * ```
 * @throws ConfigurationError `override-address` for an address that the stack doesn't have; call it after the constructs are made
 */
export function overrideArguments(
  stack: TerraformStack,
  overrides: Readonly<Record<string, Readonly<Record<string, Argument>>>>,
): void {
  const resources = new Map<string, TerraformResource>();
  for (const node of stack.node.findAll()) {
    if (!TerraformResource.isTerraformResource(node)) continue;
    const address = addressOf(node);
    if (address !== undefined) resources.set(address, node);
  }
  for (const [address, values] of Object.entries(overrides)) {
    const resource = resources.get(address);
    if (resource === undefined) {
      const meant = nearest(address, [...resources.keys()]);
      throw new ConfigurationError(
        "override-address",
        stack.node.path,
        `the stack has no resource ${address}`,
        meant === undefined
          ? "Name one that it has, after the construct that emits it is made"
          : `Did you mean "${meant}"?`,
      );
    }
    for (const [name, value] of Object.entries(values))
      resource.addOverride(
        name,
        typeof value === "object" && value !== null ? Lazy.anyValue({ produce: () => value }) : value,
      );
  }
}
