import type { Entity, Model, Resource, Step, Value } from "../../model/index";
import type { Detector, Reporter } from "../change";
import type { Comparison } from "../comparison";
import { type Both, pairs } from "../pairs";
import { includes, rightText, rightsOf } from "../../iam/policy-statement";
import type { Right } from "../../iam/policy-statement";
import { origin } from "../replaced";
import { shown } from "../../redact/redact";
import { settle } from "../compare-values";

/** Resources that hold a policy as JSON text: where, what it is, and whether the holder is named by an attribute. */
const POLICIES: readonly (readonly [string, string, string?])[] = [
  ["aws_iam_role_policy", "policy", "role"],
  ["aws_iam_user_policy", "policy", "user"],
  ["aws_iam_group_policy", "policy", "group"],
  ["aws_iam_policy", "policy"],
  ["aws_iam_role", "assume_role_policy"],
];

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
];

/** What IAM lets principals do: functions, callers of IAM routes, and who may take on a role. */
export const iam: Detector = {
  source:
    "IAM: Policy evaluation logic https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  codes: {
    "iam-policy-widened": { title: "An IAM policy allows more, or a denial in it is gone", kinds: ["broadened"] },
    "iam-policy-narrowed": { title: "An IAM policy allows less, or denies more", kinds: ["narrowed"] },
    "iam-policy-added": { title: "A new IAM policy", kinds: ["broadened", "neutral"] },
    "iam-policy-removed": { title: "An IAM policy is gone", kinds: ["narrowed", "broadened"] },
    "iam-policy-attached": { title: "A role, user or group gets one more policy", kinds: ["broadened", "neutral"] },
    "iam-policy-detached": { title: "A role, user or group loses a policy", kinds: ["narrowed"] },
    "role-trust-widened": { title: "More principals may take on a role", kinds: ["broadened"] },
    "role-trust-narrowed": { title: "Fewer principals may take on a role", kinds: ["narrowed"] },
    "iam-policy-unknown": { title: "What an IAM policy allows isn't known before apply", kinds: ["unknown"] },
  },
  compares: {
    aws_iam_role: "assume_role_policy",
    aws_iam_role_policy: "policy role",
    aws_iam_user_policy: "policy user",
    aws_iam_group_policy: "policy group",
    aws_iam_policy: "policy",
    aws_iam_role_policy_attachment: "role policy_arn",
    aws_iam_user_policy_attachment: "user policy_arn",
    aws_iam_group_policy_attachment: "group policy_arn",
  },
  detect(comparison, report) {
    for (const [type, attribute, holder] of POLICIES)
      for (const { before, after } of pairsOf(comparison, [type])) {
        if (before && after) compared(comparison, report, { before, after }, attribute);
        else if (type === "aws_iam_role") continue;
        else if (after) added(comparison, report, after, attribute, holder);
        else if (before) removed(comparison, report, before, attribute, holder);
      }
    for (const { before, after } of pairsOf(comparison, ATTACHMENTS)) attachment(comparison, report, before, after);
  },
};

function pairsOf({ before, after, moved }: Comparison, types: readonly string[]) {
  const list = (model: Model) =>
    types
      .flatMap((type) => model.ofType(type))
      .filter((r) => r.mode === "managed")
      .map(entity);
  const key = ({ resource }: Entity) => {
    const names = ["name", "role", "user", "group", "policy_arn"].map((name) => resource.attributes.text(name));
    return names.every((name) => name.known) ? names.map((n) => (n.known ? n.value : "")).join("\n") : undefined;
  };
  return pairs(list(before), list(after), { moved, key });
}

function entity(resource: Resource): Entity {
  const { address, constructPath } = resource;
  return { address, resource, ...(constructPath !== undefined && { constructPath }) };
}

function compared(comparison: Comparison, report: Reporter, pair: Both<Entity>, attribute: string): void {
  const { before, after } = pair;
  const path: readonly Step[] = [attribute];
  const result = settle(text(before, attribute), text(after, attribute), { ...pair, path });
  if (result.is === "same") return;
  const cause = origin(comparison, after, path);
  const from = cause === undefined ? {} : { cause };
  const unknown = (why: string): void =>
    report({
      at: after,
      code: "iam-policy-unknown",
      kind: "unknown",
      summary: `What ${what(after, attribute)} allows can't be said: ${why}.`,
      ...from,
    });
  if (result.is === "unknown") return unknown(result.why);
  const [had, has] = [read(result.before), read(result.after)];
  if (!had || !has) return unknown("its text is no policy");
  const isIn = (rights: readonly Right[]) => (right: Right) => rights.some((other) => includes(other, right));
  const came = has.filter((right) => !isIn(had)(right));
  const went = had.filter((right) => !isIn(has)(right));
  const trust = attribute === "assume_role_policy";
  const say = (wider: boolean, rights: readonly Right[]): void => {
    if (rights.length === 0) return;
    const list = texts(after, path, rights);
    report({
      at: after,
      code: `${trust ? "role-trust" : "iam-policy"}-${wider ? "widened" : "narrowed"}`,
      kind: wider ? "broadened" : "narrowed",
      summary: `${cap(what(after, attribute))} ${wider ? "now allows" : "doesn't allow any more"}: ${list}.`,
      [wider ? "after" : "before"]: list,
      ...from,
    });
  };
  say(true, [...came.filter(allows), ...went.filter((r) => !allows(r)).map((r) => ({ ...r, effect: "Allow" }))]);
  say(false, [...went.filter(allows), ...came.filter((r) => !allows(r)).map((r) => ({ ...r, effect: "Allow" }))]);
}

/** A policy of a role that is new as well opens nothing that its role's own arrival doesn't. */
function added(
  comparison: Comparison,
  report: Reporter,
  after: Entity,
  attribute: string,
  holder: string | undefined,
): void {
  const policy = text(after, attribute);
  const rights = policy.known ? read(policy.value) : undefined;
  const wild = (rights ?? []).some(
    (r) => allows(r) && (r.action === "*" || (r.resource === "*" && /\*$/.test(r.action))),
  );
  const held = holder !== undefined && holderStood(comparison, after, holder);
  report({
    at: after,
    code: "iam-policy-added",
    kind: (held && (!rights || rights.some(allows))) || wild ? "broadened" : "neutral",
    summary: rights
      ? `${cap(what(after, attribute))} is new and allows: ${texts(after, [attribute], rights)}.`
      : `${cap(what(after, attribute))} is new; what it allows isn't known before apply.`,
    ...(rights && { after: texts(after, [attribute], rights) }),
  });
}

function removed(
  comparison: Comparison,
  report: Reporter,
  before: Entity,
  attribute: string,
  holder: string | undefined,
): void {
  if (holder !== undefined && !holderStays(comparison, before, holder)) return;
  const policy = text(before, attribute);
  const rights = (policy.known ? read(policy.value) : undefined) ?? [];
  const denied = rights.some((r) => !allows(r));
  report({
    at: before,
    code: "iam-policy-removed",
    kind: denied ? "broadened" : "narrowed",
    summary: `${cap(what(before, attribute))} is gone${denied ? ", and what it denied may be allowed now" : ""}: ${texts(before, [attribute], rights)}.`,
    before: texts(before, [attribute], rights),
  });
}

function attachment(
  comparison: Comparison,
  report: Reporter,
  before: Entity | undefined,
  after: Entity | undefined,
): void {
  const holder = (e: Entity) =>
    ["role", "user", "group"].find((name) => e.resource.type.includes(`_${name}_`)) ?? "role";
  const arn = (e: Entity) => e.resource.attributes.text("policy_arn");
  const name = (e: Entity, value: Value<string | undefined>) =>
    value.known ? shown(e, ["policy_arn"], value.value ?? "") : "a policy not known yet";
  if (before && after) {
    const result = settle(arn(before), arn(after), { before, after, path: ["policy_arn"] });
    if (result.is === "same") return;
  }
  if (after && (!before || name(before, arn(before)) !== name(after, arn(after))))
    report({
      at: after,
      code: "iam-policy-attached",
      kind: holderStood(comparison, after, holder(after)) ? "broadened" : "neutral",
      summary: `${cap(holderText(after, holder(after)))} gets the policy ${name(after, arn(after))}.`,
      after: name(after, arn(after)),
    });
  if (before && !after && holderStays(comparison, before, holder(before)))
    report({
      at: before,
      code: "iam-policy-detached",
      kind: "narrowed",
      summary: `${cap(holderText(before, holder(before)))} loses the policy ${name(before, arn(before))}.`,
      before: name(before, arn(before)),
    });
}

/** Was the role there before? One that this source doesn't hold was. */
function holderStood({ before, after }: Comparison, policy: Entity, holder: string): boolean {
  const type = `aws_iam_${holder}`;
  const referred = policy.resource.attributes
    .references(holder)
    .flatMap(({ address }) => after.resource(address) ?? []);
  const name = policy.resource.attributes.text(holder);
  const own = referred[0] ?? after.ofType(type).find((r) => named(r, name));
  return (
    !own ||
    before.resource(own.address) !== undefined ||
    before.ofType(type).some((r) => named(r, own.attributes.text("name")))
  );
}

function holderStays({ before, after }: Comparison, policy: Entity, holder: string): boolean {
  const type = `aws_iam_${holder}`;
  const name = policy.resource.attributes.text(holder);
  const own = before.ofType(type).find((r) => named(r, name));
  return !own || after.resource(own.address) !== undefined || after.ofType(type).some((r) => named(r, name));
}

function named(resource: Resource, name: Value<string | undefined>): boolean {
  const own = resource.attributes.text("name");
  return own.known && name.known && own.value !== undefined && own.value === name.value;
}

function holderText(e: Entity, holder: string): string {
  const name = e.resource.attributes.text(holder);
  return `the ${holder} ${name.known ? shown(e, [holder], name.value ?? "") : "of " + e.address}`;
}

function what(e: Entity, attribute: string): string {
  const name = e.resource.attributes.text("name");
  const called = name.known && name.value !== undefined ? shown(e, ["name"], name.value) : e.resource.name;
  return attribute === "assume_role_policy"
    ? `the role ${called}, to those who may take it on,`
    : `the IAM policy ${called}`;
}

function text(e: Entity, attribute: string): Value<string | undefined> {
  return e.resource.attributes.text(attribute);
}

function read(policy: string | undefined): readonly Right[] | undefined {
  try {
    return policy === undefined ? [] : rightsOf(policy);
  } catch {
    return undefined;
  }
}

function allows({ effect }: Right): boolean {
  return effect === "Allow";
}

function texts(e: Entity, path: readonly Step[], rights: readonly Right[]): string {
  const all = [...new Set(rights.map((right) => shown(e, path, rightText(right))))];
  return all.length > 6 ? `${all.slice(0, 6).join("; ")}; and ${all.length - 6} more` : all.join("; ") || "nothing";
}

function cap(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
