import { valueOr } from "../model/index";
import type { Model, Resource } from "../model/index";
import { belongs } from "./belongs";
import type { Holder } from "./principal";

/** The groups that a user is a member of, and a clause for each membership that isn't known. */
export function groupsOf(
  model: Model,
  user: Holder,
): { readonly groups: readonly Holder[]; readonly unread: readonly string[] } {
  const all = [
    ...model.ofType("aws_iam_user_group_membership").map((resource) => ({ resource, member: "user", group: "groups" })),
    ...model.ofType("aws_iam_group_membership").map((resource) => ({ resource, member: "users", group: "group" })),
  ].map((one) => ({ ...one, mine: belongs(one.resource, one.member, user) }));
  return {
    groups: all.filter(({ mine }) => mine === true).flatMap(({ resource, group }) => named(model, resource, group)),
    unread: all
      .filter(({ mine }) => mine === "unknown")
      .map(({ resource }) => `whether ${resource.address} is for it isn't known yet`),
  };
}

function named(model: Model, resource: Resource, attribute: string): readonly Holder[] {
  const single = valueOr(resource.attributes.text(attribute), undefined);
  const names = single === undefined ? resource.attributes.texts(attribute).items : [single];
  const groups = model.ofType("aws_iam_group");
  const referred = resource.attributes
    .references(attribute)
    .flatMap(({ address }) => groups.filter((one) => one.address === address));
  const byName = names.map((name): Holder => ({
    name,
    resource: groups.find((one) => valueOr(one.attributes.text("name"), undefined) === name),
  }));
  const more = referred.filter((one) => !byName.some(({ resource: known }) => known === one));
  return [...byName, ...more.map((one) => ({ name: valueOr(one.attributes.text("name"), undefined), resource: one }))];
}
