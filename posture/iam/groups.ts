import { valueOr, type Model, type Resource, type Answer } from "../model";
import type { Holder } from "./principal";
import { referencedResources, refersTo } from "./references";
import type { Unread } from "./statement";

/** A group, and the resource that puts the user into it. */
export interface Membership extends Holder {
  readonly by: Resource;
}

/** The groups that a user is a member of, and a clause for each membership that isn't known. */
export function groupsOf(
  model: Model,
  user: Holder,
): { readonly groups: readonly Membership[]; readonly unread: readonly Unread[] } {
  const groups: Membership[] = [];
  const unread: Unread[] = [];
  const look = (type: string, member: string, group: string): void => {
    for (const resource of model.ofType(type)) {
      const mine = namesHolder(model, resource, member, user);
      if (mine === false) continue;
      const found = mine === true ? named(model, resource, group) : undefined;
      if (found) groups.push(...found.map((one) => ({ ...one, by: resource })));
      else
        unread.push({
          text: `whether ${resource.address} puts it into a group isn't known yet`,
          at: { address: resource.address, resource, path: [mine === true ? group : member] },
        });
    }
  };
  look("aws_iam_user_group_membership", "user", "groups");
  look("aws_iam_group_membership", "users", "group");
  return { groups, unread };
}

/** Undefined where not all of them can be said. */
function named(model: Model, resource: Resource, attribute: string): readonly Holder[] | undefined {
  const single = valueOr(resource.attributes.text(attribute), undefined);
  const { items, missing } = resource.attributes.texts(attribute);
  const names = single === undefined ? items : [single];
  const all = model.ofType("aws_iam_group");
  const nameOf = (one: Resource) =>
    valueOr(one.attributes.text(one.mode === "data" ? "group_name" : "name"), undefined);
  const byName = names.map((name): Holder => ({
    type: "aws_iam_group",
    name,
    resource: all.find((one) => nameOf(one) === name),
  }));
  if (missing.length === 0 || single !== undefined) return byName;
  const { resources, sure } = referencedResources(
    model,
    resource,
    [attribute],
    ["aws_iam_group"],
    missing.length + names.length,
  );
  if (!sure) return undefined;
  const more = resources.filter((one) => !byName.some(({ resource: known }) => known === one));
  if (more.length !== missing.length) return undefined;
  return [...byName, ...more.map((one): Holder => ({ type: "aws_iam_group", name: nameOf(one), resource: one }))];
}

/**
 * Does an argument (one name, or a list of them) name this holder? By the name where it is known, else by what the
 * argument refers to.
 */
export function namesHolder(model: Model, resource: Resource, attribute: string, holder: Holder): Answer {
  const { name, resource: own, type } = holder;
  const single = resource.attributes.text(attribute);
  const list = resource.attributes.texts(attribute);
  const names = single.known ? (single.value === undefined ? [] : [single.value]) : list.items;
  if (name !== undefined && names.includes(name)) return true;
  const missing = single.known ? 0 : list.missing.length;
  if (missing > 0) return refersTo(model, resource, [attribute], own, [type], list.missing.length + names.length);
  // A name that AWS or the provider makes up is none that is written here.
  if (name === undefined && names.length > 0 && own?.attributes.references("name").length !== 0) return "unknown";
  return false;
}
