import { attachedBy, attachmentsOf, comparePolicies, groupsOf, identities, readPolicy } from "../../iam/index";
import type { Policies } from "../../iam/index";
import { valueOr, type Entity, type Model, type Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import { pairs } from "../pairs";
import { namingFor } from "./names";
import { resourcesMayAllow } from "./resource-policies";
import { denials } from "./denials";
import { permissionList } from "./sentences";
import { entityOf, type GroupedChanges } from "./grouped-changes";

/** Resources that hold a policy's text, or attach one. */
const POLICIES = ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy"];

const MEMBERSHIPS = ["aws_iam_user_group_membership", "aws_iam_group_membership"];

const NAMES = ["name", "role", "user", "group", "policy_arn", "role_name", "user_name", "group_name"];

/**
 * What no holder of this configuration is affected by: policies that others attach, a Deny against what nothing here
 * allows, one more policy that says what another one says already. Said as what the policy itself says.
 */
export function textChanges(comparison: Comparison, told: GroupedChanges): void {
  const { before, after, moved } = comparison;
  const key = ({ resource }: Entity) => {
    const names = NAMES.map((name) => resource.attributes.text(name));
    return names.every((one) => one.known) ? names.map((one) => (one.known ? one.value : "")).join("\n") : undefined;
  };
  for (const type of POLICIES)
    for (const pair of pairs(entities(before, [type]), entities(after, [type]), { moved, key })) {
      const { before: was, after: is } = pair;
      const entity = is ?? was;
      if (!entity || told.addresses.has(entity.address)) continue;
      if (was && is) changed(comparison, was, is, told);
      else whole(entity, is !== undefined, is ? after : before, told, comparison);
    }
  for (const { before: was, after: is } of pairs(entities(before, MEMBERSHIPS), entities(after, MEMBERSHIPS), {
    moved,
    key: () => undefined,
  })) {
    const entity = is ?? was;
    if ((was && is) || !entity || told.addresses.has(entity.address) || told.open.has(entity.address)) continue;
    membershipChange(entity, is !== undefined, is ? after : before, told);
  }
  const attachments = [before, after].map(attachmentsIn);
  const attaching = [...new Set(attachments.flat().map(({ resource }) => resource.type))];
  for (const { before: was, after: is } of pairs(entities(before, attaching), entities(after, attaching), {
    moved,
    key,
  })) {
    const entity = is ?? was;
    if ((was && is) || !entity || told.addresses.has(entity.address)) continue;
    const own = attachments[is ? 1 : 0]?.find(({ resource }) => resource === entity.resource);
    const denies = own !== undefined && deniesOnly(attachedBy(is ? after : before, own));
    const byResource = denies && allowedByResources(comparison);
    const open = told.open.has(entity.address) || byResource;
    const says = byResource
      ? BY_RESOURCE
      : open
        ? "what else its holder is allowed isn't known"
        : is
          ? "as far as it is known here, it allows nothing that wasn't allowed"
          : "as far as it is known here, nothing that was allowed depended on it";
    told.say(
      {
        at: entity,
        code: is ? "iam-policy-attached" : "iam-policy-detached",
        kind: open ? ofUnseen(is !== undefined, denies) : "neutral",
      },
      `the attachment ${entity.address}`,
      `is ${is ? "new" : "removed"}${denies ? "; its policy only denies" : ""}; ${says}.`,
    );
  }
}

/** A membership whose users and groups are all of this input: then what it gives has been compared, user by user. */
function membershipChange(entity: Entity, isNew: boolean, model: Model, told: GroupedChanges): void {
  const { resource, address } = entity;
  const users = identities(model).filter(({ kind, resource: own }) => kind === "user" && own);
  const members = users.flatMap((user) => {
    const groups = groupsOf(model, user).groups.filter(({ by }) => by === resource);
    return groups.length > 0 ? [groups] : [];
  });
  const named = resource.type === "aws_iam_group_membership" ? resource.attributes.texts("users") : undefined;
  const count = named ? named.items.length + named.missing.length : 1;
  if (members.length !== count || !members.flat().every((group) => group.resource)) return;
  told.say(
    { at: entity, code: isNew ? "iam-policy-attached" : "iam-policy-detached", kind: "neutral" },
    `the membership ${address}`,
    isNew ? "is new; its users are allowed nothing more by it." : "is removed; its users lose no permission.",
  );
}

function attachmentsIn(model: Model) {
  return (["role", "user", "group"] as const).flatMap((kind) => attachmentsOf(model, kind));
}

/** What one policy more or less means to a holder whose other policies aren't all known. */
function ofUnseen(isNew: boolean, denies: boolean): "broadened" | "narrowed" {
  return isNew === denies ? "narrowed" : "broadened";
}

function deniesOnly({ statements, unread }: Policies): boolean {
  const isDenial = ({ effect }: Policies["statements"][number]) => effect.known && effect.value === "Deny";
  return statements.length > 0 && unread.length === 0 && statements.every(isDenial);
}

function entities(model: Model, types: readonly string[]): readonly Entity[] {
  return types.flatMap((type) =>
    model
      .ofType(type)
      .filter(({ mode }) => mode === "managed")
      .map(entityOf),
  );
}

/** Does somebody here have it as a permissions boundary? Whom it limits is told of them. */
function isBoundary(model: Model, { address }: Entity): boolean {
  return identities(model).some(({ resource }) =>
    resource?.attributes.references("permissions_boundary").some((reference) => reference.address === address),
  );
}

function changed(comparison: Comparison, was: Entity, is: Entity, told: GroupedChanges): void {
  const [had, has] = [textOf(comparison.before, was.resource), textOf(comparison.after, is.resource)];
  const naming = namingFor(comparison);
  const isOpen = told.open.has(is.address);
  const isHeld = is.resource.type !== "aws_iam_policy" && !isOpen;
  const limits = isBoundary(comparison.after, is);
  const unseen = limits
    ? "; as a permissions boundary it gives nobody anything by itself"
    : isOpen
      ? "; what else its holder is allowed isn't known"
      : "; who holds it isn't part of this input";
  const subject = `the policy ${nameOf(is.resource)}`;
  const difference = comparePolicies([had], [has], naming);
  const say = (
    wider: boolean,
    list: typeof difference.gained,
    verb: string,
    kind: "broadened" | "narrowed" | "neutral",
    tail: string,
  ) => {
    if (list.length === 0) return;
    const text = permissionList(
      list,
      wider === (verb === "allows") ? "gained" : "lost",
      undefined,
      verb === "allows" ? "allow" : "deny",
    );
    told.say(
      { at: is, code: wider ? "iam-policy-widened" : "iam-policy-narrowed", kind, [wider ? "after" : "before"]: text },
      subject,
      `${wider === (verb === "allows") ? `now ${verb}` : `no longer ${verb}`} ${text}${tail}.`,
    );
  };
  // Whoever holds it here has been told of; others may hold a managed policy.
  if (!isHeld) {
    say(true, difference.gained, "allows", limits ? "neutral" : "broadened", unseen);
    say(false, difference.lost, "allows", limits ? "neutral" : "narrowed", unseen);
  }
  const denied = comparePolicies([denials(had)], [denials(has)], naming);
  const open = denied.gained.length + denied.lost.length > 0 && allowedByResources(comparison);
  const counts = open || !isHeld;
  const tail = open ? `; ${BY_RESOURCE}` : isHeld ? "; nothing here allows that to its holder" : "";
  say(false, denied.gained, "denies", counts ? "narrowed" : "neutral", tail);
  say(true, denied.lost, "denies", counts ? "broadened" : "neutral", tail);
  const [unsure] = [difference.unknown, denied.unknown].filter((one) => one !== undefined);
  if (unsure && !told.addresses.has(is.address))
    told.say(
      { at: is, code: "iam-policy-unknown", kind: "unknown" },
      `whether what ${subject} allows`,
      `changes is unknown: ${unsure.why}.`,
    );
}

const BY_RESOURCE = "a resource's own policy may allow that to its holder";

/** What nobody's own policies allow, the policy of a resource may: then a denial of it counts. */
function allowedByResources({ before, after }: Comparison): boolean {
  return resourcesMayAllow(before) || resourcesMayAllow(after);
}

function whole(entity: Entity, isNew: boolean, model: Model, told: GroupedChanges, comparison: Comparison): void {
  const text = textOf(model, entity.resource);
  const held = entity.resource.type !== "aws_iam_policy";
  const denies = deniesOnly(text);
  const byResource = denies && held && allowedByResources(comparison);
  const open = told.open.has(entity.address) || byResource;
  const says = byResource
    ? BY_RESOURCE
    : open
      ? "what else its holder is allowed isn't known"
      : text.unread.length > 0
        ? "what it says isn't known before apply"
        : held
          ? told.withHolder.has(entity.address)
            ? `its holder is ${isNew ? "new" : "removed"} too`
            : isNew
              ? "its holder is allowed nothing more by it"
              : "its holder loses no permission"
          : isAttached(model, entity.resource)
            ? told.withHolder.has(entity.address)
              ? `each of its holders is ${isNew ? "new too or is allowed nothing more by it" : "removed too or loses no permission"}`
              : isNew
                ? "whoever it is attached to is allowed nothing more by it"
                : "whoever it was attached to loses no permission"
            : "by itself, attached to nobody here, it lets nobody do anything";
  told.say(
    {
      at: entity,
      code: isNew ? "iam-policy-added" : "iam-policy-removed",
      kind: open ? ofUnseen(isNew, denies) : "neutral",
    },
    `the policy ${nameOf(entity.resource)}`,
    `is ${isNew ? "new" : "removed"}${denies ? "; it only denies" : ""}; ${says}.`,
  );
}

/** Does anything here attach this policy, or perhaps does? */
function isAttached(model: Model, policy: Resource): boolean {
  const own = valueOr(policy.attributes.text("arn"), undefined);
  const roles = model.ofType("aws_iam_role").map((resource) => ({ resource, arns: "managed_policy_arns" }));
  return [...attachmentsIn(model), ...roles].some(
    ({ resource, arns }) =>
      resource.attributes.references(arns).some(({ address }) => address === policy.address) ||
      (own !== undefined && resource.attributes.texts(arns).items.includes(own)),
  );
}

const textOf = (model: Model, resource: Resource): Policies => readPolicy(model, resource, ["policy"]);

function nameOf(resource: Resource): string {
  const name = resource.attributes.text("name");
  return name.known && name.value !== undefined ? name.value : resource.address;
}
