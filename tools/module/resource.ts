import { addressOf } from "../../constructs/stack/addresses";
import { blocksOf, type Drawn, type Instances } from "./blueprint";
import { body } from "./hcl/body";
import type { JsonObject } from "./hcl/value";
import { checked } from "./checked";

/** Arguments of Terraform itself; they are written in places of their own. */
const META = new Set(["//", "depends_on", "lifecycle", "provider", "count", "for_each"]);

/**
 * One resource of the module as a block.
 * @param emitted what its construct emits
 * @param instances how many there are of each address, so that references name the one that is meant
 */
export function resourceBlock(drawn: Drawn, emitted: JsonObject, instances: ReadonlyMap<string, Instances>): string {
  const [type = "", name = ""] = (addressOf(drawn.resource) ?? "").split(".");
  const attributes = Object.fromEntries(Object.entries(emitted).filter(([key]) => !META.has(key)));
  const parts = [
    ...repetition(drawn.instances),
    withInstances(body(attributes, blocksOf(drawn.resource), drawn.dynamics), drawn.instances, instances),
    ...dependsOn(emitted),
    ...lifecycle(drawn),
  ];
  const comment = drawn.comment === undefined ? "" : `# ${drawn.comment}\n`;
  return `${comment}resource "${type}" "${name}" {\n${parts.join("\n\n")}\n}`;
}

function repetition(instances: Instances | undefined): string[] {
  if (instances === undefined) return [];
  return ["each" in instances ? `for_each = ${instances.each}` : `count = ${instances.when} ? 1 : 0`];
}

function dependsOn({ depends_on: on }: JsonObject): string[] {
  return Array.isArray(on) && on.length > 0 ? [`depends_on = [${on.join(", ")}]`] : [];
}

function lifecycle({ resource, preconditions }: Drawn): string[] {
  const written = preconditions.map((condition) => `precondition {\n${checked(condition)}\n}`);
  const { preventDestroy } = resource.lifecycle ?? {};
  if (preventDestroy) throw new Error(`${resource.friendlyUniqueId}: the caller decides about protection, not the module.`);
  return written.length === 0 ? [] : [`lifecycle {\n${written.join("\n\n")}\n}`];
}

/** `aws_x.name.id` becomes `aws_x.name[each.key].id` or `aws_x.name[0].id` where there are several of it, or perhaps none. */
function withInstances(text: string, own: Instances | undefined, all: ReadonlyMap<string, Instances>): string {
  return text.replace(/\b(aws_[a-z0-9_]+\.[a-z0-9_]+)\.(?=[a-z])/g, (whole, address: string) => {
    const other = all.get(address);
    if (other === undefined) return whole;
    if ("when" in other) return `${address}[0].`;
    if (own === undefined || !("each" in own)) {
      throw new Error(`${address} is there once for each of ${other.each}, so a single resource can't refer to it.`);
    }
    return `${address}[each.key].`;
  });
}

