import { referredTo } from "../by-reference";
import { comparePolicies, mayBeOpen, NO_POLICIES, statementText } from "../../iam/index";
import type { Policies, PolicyDifference, PolicyPermission, Statement } from "../../iam/index";
import { valueOr, type Resource } from "../../model/index";
import { broadened, unknown, narrowed, type ChangeKind, type Detector } from "../change";
import type { Comparison } from "../comparison";
import { causeOf, type Cause } from "../policies/cause";
import { holderPairs, holderText, type HolderPair, type HolderSide } from "../policies/holders";
import { namingFor } from "../policies/names";
import { permissionList } from "../policies/sentences";
import { textChanges } from "../policies/text-changes";
import { GroupedChanges, entityOf } from "../policies/grouped-changes";
import { trustChanges } from "../policies/trust-changes";
import { origin } from "../replaced";
import { groupBy } from "../../group-by";

/** What IAM lets roles, users and groups do, and who may assume a role. */
export const iam: Detector = {
  source:
    "IAM: Policy evaluation logic https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  codes: {
    "iam-policy-widened": { title: "An IAM policy allows more, or denies less", kinds: ["broadened", "neutral"] },
    "iam-policy-narrowed": { title: "An IAM policy allows less, or denies more", kinds: ["narrowed", "neutral"] },
    "iam-policy-added": { title: "A new IAM policy", kinds: ["broadened", "narrowed", "neutral"] },
    "iam-policy-removed": { title: "An IAM policy is removed", kinds: ["narrowed", "broadened", "neutral"] },
    "iam-policy-attached": {
      title: "A role, user or group gets one more policy, or a user joins a group",
      kinds: ["broadened", "narrowed", "neutral"],
    },
    "iam-policy-detached": {
      title: "A role, user or group loses a policy, or a user leaves a group",
      kinds: ["narrowed", "broadened", "neutral"],
    },
    "permissions-boundary-widened": broadened("A permissions boundary is removed or allows more"),
    "permissions-boundary-narrowed": narrowed("A permissions boundary is added or allows less"),
    "role-trust-widened": broadened("More principals may assume a role"),
    "role-trust-narrowed": narrowed("Fewer principals may assume a role"),
    "iam-policy-unknown": unknown("What an IAM policy allows isn't known before apply"),
  },
  compares: {
    aws_iam_role: "assume_role_policy permissions_boundary managed_policy_arns inline_policy inline_policy.policy",
    aws_iam_user: "permissions_boundary",
    aws_iam_role_policy: "policy role",
    aws_iam_user_policy: "policy user",
    aws_iam_group_policy: "policy group",
    aws_iam_policy: "policy",
    aws_iam_role_policy_attachment: "role policy_arn",
    aws_iam_user_policy_attachment: "user policy_arn",
    aws_iam_group_policy_attachment: "group policy_arn",
    aws_iam_policy_attachment: "roles users groups policy_arn",
    aws_iam_role_policy_attachments_exclusive: "role_name policy_arns",
    aws_iam_user_policy_attachments_exclusive: "user_name policy_arns",
    aws_iam_group_policy_attachments_exclusive: "group_name policy_arns",
    aws_iam_user_group_membership: "user groups",
    aws_iam_group_membership: "group users",
  },
  detect(comparison, report) {
    const told = new GroupedChanges();
    for (const pair of holderPairs(comparison)) compareHolder(comparison, pair, told);
    trustChanges(comparison, told);
    textChanges(comparison, told);
    for (const change of told.all()) report(change);
  },
};

function compareHolder(comparison: Comparison, pair: HolderPair, told: GroupedChanges): void {
  const { before, after, kind } = pair;
  const difference = comparePolicies(
    before?.layers ?? [NO_POLICIES],
    after?.layers ?? [NO_POLICIES],
    namingFor(comparison),
  );
  const side = after ?? before;
  if (!side) return;
  const subject = `${before ? "" : "the new "}${holderText(kind, side)}`;
  if (!before || !after) return arrived(comparison, pair, difference, subject, told);
  const common = commonGroups(before, after);
  const own = (list: readonly PolicyPermission[]) => list.filter(({ by }) => !isOfGroup(by, common));
  changes(comparison, own(difference.gained), "gained", { before, after }, subject, told);
  changes(comparison, own(difference.lost), "lost", { before, after }, subject, told);
  if (!difference.unknown) return boundaryOfNothing(before, after, subject, told);
  if (!boundaryAlone(difference.unknown, before, after, subject, told))
    changesUnknown(comparison, difference.unknown, side, subject, told);
  for (const { layers } of [before, after])
    for (const { address } of layers.flatMap(resourcesOf)) told.open.add(address);
}

/** What gives a holder its statements. */
const resourcesOf = ({ statements }: Policies) => statements.flatMap(({ through = [] }) => through);

type Both = { readonly before: HolderSide; readonly after: HolderSide };

function changes(
  comparison: Comparison,
  permissions: readonly PolicyPermission[],
  way: "gained" | "lost",
  { before, after }: Both,
  subject: string,
  told: GroupedChanges,
): void {
  const [on, other] = way === "gained" ? (["after", "before"] as const) : (["before", "after"] as const);
  const [own, theirs] = way === "gained" ? [after, before] : [before, after];
  const kind: ChangeKind = way === "gained" ? "broadened" : "narrowed";
  const groups = new Map<
    string,
    { readonly cause: Cause; readonly denial: boolean; readonly list: PolicyPermission[] }
  >();
  const add = (cause: Cause | undefined, permission: PolicyPermission, denial = false): void => {
    if (!cause) return;
    const key = `${cause.resource.address} ${cause.code} ${String(denial)}`;
    const known = groups.get(key);
    if (known) known.list.push(permission);
    else groups.set(key, { cause, denial, list: [permission] });
  };
  for (const permission of permissions) {
    const stood = stands(permission.by, theirs);
    const { denied } = permission;
    // A Deny of the other side is, or is one of, the reasons.
    if (denied) add(textBy(way, causeOf(comparison, denied, other, { own: theirs, other: own })), permission, true);
    if (!stood) add(causeOf(comparison, permission.by, on, { own, other: theirs }), permission);
    else if (!denied) add(boundaryCause(before, after, way), permission);
  }
  for (const { cause, denial, list } of groups.values()) {
    const text = permissionList(list, way);
    const says =
      way === "gained"
        ? "is now allowed"
        : list.every(({ wholly }) => wholly)
          ? "is no longer allowed"
          : "is allowed less";
    told.say(
      {
        at: entityOf(cause.resource),
        code: cause.code,
        kind,
        [way === "gained" ? "after" : "before"]: text,
        ...causedBy(comparison, cause.resource),
      },
      subject,
      `${says}${says === "is allowed less" ? ":" : ""} ${text}${denial ? `, which ${cause.resource.address} ${way === "gained" ? "denied" : "denies"}` : ""}.`,
    );
  }
}

/** The boundary of a holder that no policy here gives anything: what others give it, isn't part of the input. */
function boundaryOfNothing(before: HolderSide, after: HolderSide, subject: string, told: GroupedChanges): void {
  const isBare = ({ layers: [own] }: HolderSide) => own?.statements.length === 0 && own.unread.length === 0;
  const [was, is] = [boundaryText(before), boundaryText(after)];
  if (!after.entity || !isBare(before) || !isBare(after) || was === is) return;
  told.say(
    { at: after.entity, code: "iam-policy-unknown" },
    subject,
    `${is === undefined ? "is no longer" : "is"} limited by the permissions boundary${is ?? was ?? ""}${was !== undefined && is !== undefined ? ` (was:${was})` : ""}; no policy in this input allows it anything.`,
  );
}

/** ` ARN`, or the address of the policy while its ARN isn't known; undefined where there is none. */
function boundaryText({ entity, layers }: HolderSide): string | undefined {
  if (layers.length === 1) return undefined;
  const arn = entity && valueOr(entity.resource.attributes.text("permissions_boundary"), undefined);
  return ` ${arn ?? (entity ? referredTo(entity.resource.attributes, "permissions_boundary") : "(not known yet)")}`;
}

/**
 * A boundary of which nobody here knows what it says, before policies that are known: without it nothing can be lost,
 * and with it nothing gained.
 */
function boundaryAlone(
  { gained, lost, certain }: NonNullable<PolicyDifference["unknown"]>,
  before: HolderSide,
  after: HolderSide,
  subject: string,
  told: GroupedChanges,
): boolean {
  const had = before.layers.length > 1;
  const entity = after.entity ?? before.entity;
  if (!entity || had === after.layers.length > 1) return false;
  // One that can be read has been compared: it is the policies that aren't known.
  if ((had ? before : after).layers[1]?.unread.length === 0) return false;
  if (had ? lost || !certain.gained : gained || !certain.lost) return false;
  const [side, code, kind, verb] = had
    ? ([before, "permissions-boundary-widened", "broadened", "is no longer"] as const)
    : ([after, "permissions-boundary-narrowed", "narrowed", "is"] as const);
  told.say(
    { at: entity, code, kind },
    subject,
    `${verb} limited by the permissions boundary${boundaryText(side) ?? ""}; what that denies isn't part of this input.`,
  );
  return true;
}

/** What is a wider text of one side is a narrower Deny of the other. */
function textBy(way: "gained" | "lost", cause: Cause | undefined): Cause | undefined {
  if (!cause || !/^iam-policy-(widened|narrowed)$/.test(cause.code)) return cause;
  return { ...cause, code: way === "gained" ? "iam-policy-widened" : "iam-policy-narrowed" };
}

/** Is a statement on the other side just the same? Then it isn't the reason. */
function stands(statement: Statement, side: HolderSide): boolean {
  const text = statementText(statement);
  return (side.layers[0]?.statements ?? []).some((one) => statementText(one) === text);
}

function boundaryCause(before: HolderSide, after: HolderSide, way: "gained" | "lost"): Cause | undefined {
  const resource = (after.entity ?? before.entity)?.resource;
  return resource && { code: `permissions-boundary-${way === "gained" ? "widened" : "narrowed"}`, resource };
}

/**
 * Somebody new has everything that it may do as new. What a role of an AWS service may do opens nothing by itself, unless
 * it is everything or a call of an API; what goes with such a role takes nothing from anybody else.
 */
function arrived(
  comparison: Comparison,
  { kind, before, after }: HolderPair,
  { gained, lost, unknown: open }: PolicyDifference,
  subject: string,
  told: GroupedChanges,
): void {
  const way = after ? "gained" : "lost";
  const side = (after ?? before) as HolderSide;
  const model = after ? comparison.after : comparison.before;
  const isOpen = kind !== "role" || !side.entity || mayBeOpen(model, side.entity.resource);
  const caused = (way === "gained" ? gained : lost).flatMap((permission) => {
    const cause = causeOf(comparison, permission.by, after ? "after" : "before", { own: side, other: undefined });
    return cause ? [{ cause, permission }] : [];
  });
  for (const group of groupBy(caused, ({ cause }) => `${cause.code} ${cause.resource.address}`).values()) {
    const { cause } = group[0] as (typeof caused)[number];
    const list = group.map(({ permission }) => permission);
    const counts = isOpen || list.some(isFar);
    const text = permissionList(list, way);
    told.say(
      {
        at: entityOf(cause.resource),
        code: cause.code,
        kind: counts ? (after ? "broadened" : "narrowed") : "neutral",
        [after ? "after" : "before"]: text,
      },
      after ? subject : `the ${holderText(kind, side)}, which is removed,`,
      `${after ? "is allowed" : "was allowed"} ${text}.`,
    );
  }
  if (open && after) changesUnknown(comparison, open, side, subject, told, ["what", "isn't known"]);
  for (const { address } of side.layers.flatMap(resourcesOf)) told.withHolder.add(address);
}

/** Everything, everything of a service everywhere, or calls of an API. */
function isFar({ action, resource, by }: PolicyPermission): boolean {
  const actions = by.actions.not ? ["*"] : [action];
  return actions.some(
    (one) => one === "*" || (resource === "*" && one.endsWith("*")) || /^execute-api:(invoke|\*|i\w*\*)$/i.test(one),
  );
}

function changesUnknown(
  comparison: Comparison,
  { why, at }: NonNullable<PolicyDifference["unknown"]>,
  side: HolderSide,
  subject: string,
  told: GroupedChanges,
  [says, tail] = ["whether what", "changes is unknown"],
): void {
  for (const resource of at.length > 0 ? at : side.entity ? [side.entity.resource] : []) {
    const stood = comparison.after.resource(resource.address) ?? resource;
    told.say(
      { at: entityOf(stood), code: "iam-policy-unknown", ...causedBy(comparison, stood) },
      `${says} ${subject} is allowed`,
      `${tail}: ${why}.`,
    );
  }
}

function causedBy(comparison: Comparison, resource: Resource): { readonly cause?: string } {
  const cause = origin(comparison, entityOf(resource), ["policy"]);
  return cause === undefined ? {} : { cause };
}

/** Groups that a user is in on both sides: what they may is told of the group. */
function commonGroups(before: HolderSide, after: HolderSide): ReadonlySet<string> {
  const had = new Set(before.groups.map(({ name, resource }) => name ?? resource?.address));
  return new Set(
    after.groups.flatMap(({ name, resource }) => {
      const key = name ?? resource?.address;
      return key !== undefined && had.has(key) ? [key] : [];
    }),
  );
}

function isOfGroup({ through = [] }: Statement, groups: ReadonlySet<string>): boolean {
  const [first] = through;
  if (!first || !/_membership$/.test(first.type)) return false;
  const names = [first.attributes.text("group"), ...first.attributes.texts("groups").items];
  return names.some((one) => {
    const name = typeof one === "string" ? one : one.known ? one.value : undefined;
    return name !== undefined && groups.has(name);
  });
}
