import { isDeepStrictEqual } from "node:util";
import { TerraformResource, Tokenization, type TerraformStack } from "cdktf";
import { IDLE_OVERRIDE } from "../../posture/access-list";
import type { Rule } from "../../posture/index";
import { resolved } from "./access-list";

type Arguments = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/**
 * Overrides of lists that take nothing away and add nothing: cdktf adds the items of an override's list to those that are there, so `[]`, or a part
 * of what is there, leaves what its author meant to remove.
 */
export function idleOverrideRule(stack: TerraformStack, emitted: object): Rule {
  const inTree = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const idle = inTree.flatMap((resource) => {
    const { terraformResourceType: type, friendlyUniqueId: name } = resource;
    const ofStack = (overridesOf(stack)["resource"] as Resources | undefined)?.[type]?.[name];
    const found = (emitted as { resource?: Resources }).resource?.[type]?.[name];
    return [overridesOf(resource), ofStack ?? {}].flatMap((overrides) =>
      idleLists(resolved(plainLists(overrides), stack), found).map((list) => ({
        ...list,
        type,
        name,
        path: resource.node.path,
      })),
    );
  });
  return {
    ...IDLE_OVERRIDE,
    check(_model, report) {
      for (const { type, name, path, argument, written, emitted: list } of idle)
        report({
          at: { address: `${type}.${name}`, constructPath: path },
          message: `The override ${argument} = ${written} changes nothing: cdktf adds its items to the list that is there, and ${list} is emitted.`,
          remedy: `Set the whole list: overrideArguments(stack, { "${type}.${name}": { … } }), or remove the override.`,
        });
    },
  };
}

const overridesOf = (element: object): Arguments => (element as { readonly rawOverrides: Arguments }).rawOverrides;

/** Without lists that come as one value (`overrideArguments`): those replace what is there. */
function plainLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (Tokenization.isResolvable(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainLists(item)]));
}

interface IdleList {
  readonly argument: string;
  readonly written: string;
  readonly emitted: string;
}

function idleLists(overrides: unknown, emitted: unknown, path: readonly string[] = []): readonly IdleList[] {
  if (Array.isArray(overrides)) {
    if (!Array.isArray(emitted) || emitted.length <= overrides.length) return [];
    const before: readonly unknown[] = emitted.slice(0, emitted.length - overrides.length);
    const isThere = (item: unknown): boolean => before.some((one) => isDeepStrictEqual(one, item));
    if (!overrides.every(isThere)) return [];
    return [{ argument: path.join("."), written: JSON.stringify(overrides), emitted: JSON.stringify(before) }];
  }
  if (typeof overrides !== "object" || overrides === null) return [];
  return Object.entries(overrides).flatMap(([name, value]) =>
    idleLists(value, (emitted as Arguments | undefined)?.[name], [...path, name]),
  );
}
