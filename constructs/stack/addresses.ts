import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformModule,
  TerraformOutput,
  TerraformResource,
  TerraformVariable,
} from "cdktf";
import type { IConstruct } from "constructs";
import { Section } from "./section";

/** `createNote`, `create-note` and `create note` are all `create_note`. */
export function snakeCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/**
 * The name part of a Terraform address: the construct path below the stack without sections and without the ids `Default` and
 * `Resource`, joined by `_`. It carries no hash, because addresses are an interface: state, `moved` blocks and reviews use them.
 */
export function addressName(path: readonly IConstruct[]): string {
  const words = path
    .filter((scope) => !Section.isSection(scope) && scope.node.id !== "Default" && scope.node.id !== "Resource")
    .map((scope) => snakeCase(scope.node.id))
    .filter((word) => word !== "");
  const name = words.join("_") || snakeCase(path.at(-1)?.node.id ?? "");
  return /^[a-z_]/.test(name) ? name : `_${name}`;
}

/** The full address of an element (`aws_cognito_user_pool.pool`), or undefined for what has none (a provider, a backend). */
export function addressOf(element: TerraformElement): string | undefined {
  const name = element.friendlyUniqueId;
  if (TerraformResource.isTerraformResource(element)) return `${element.terraformResourceType}.${name}`;
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${element.terraformResourceType}.${name}`;
  if (element instanceof TerraformModule) return `module.${name}`;
  if (TerraformOutput.isTerraformOutput(element)) return `output.${name}`;
  if (element instanceof TerraformVariable) return `var.${name}`;
  if (element instanceof TerraformLocal) return `local.${name}`;
  return undefined;
}

/** Every address below a scope with the construct paths that claim it, in the order of the tree. */
export function addressesBelow(root: IConstruct): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const node of root.node.findAll()) {
    if (!TerraformElement.isTerraformElement(node)) continue;
    const address = addressOf(node);
    if (address === undefined) continue;
    claims.set(address, [...(claims.get(address) ?? []), node.node.path]);
  }
  return claims;
}
