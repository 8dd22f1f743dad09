import type { Entity, Model } from "../../model/index";
import type { Detector, Reporter } from "../change";
import { compareValue } from "../compare-values";
import { type MatchedPair, isMatched, pairs } from "../pairs";
import { shown } from "../../redact/redact";

const PLACES = ["user_pool_id", "group_name", "username"];

/** Users that the configuration puts into groups: tokens carry the groups, and a group's role is its members'. */
export const groupMembers: Detector = {
  source:
    "Cognito: Adding groups to a user pool https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html",
  codes: {
    "group-member-added": { title: "A user is put into a group", kinds: ["broadened"] },
    "group-member-removed": { title: "A user is taken out of a group", kinds: ["narrowed"] },
    "group-member-unknown": { title: "Who is put into a group isn't known before apply", kinds: ["unknown"] },
  },
  compares: { aws_cognito_user_in_group: PLACES.join(" ") },
  detect(comparison, report) {
    const list = (model: Model): Entity[] =>
      model
        .ofType("aws_cognito_user_in_group")
        .filter(({ mode }) => mode === "managed")
        .map((resource) => ({ address: resource.address, resource }));
    const key = ({ resource }: Entity) => {
      const parts = PLACES.map((name) => resource.attributes.text(name));
      return parts.every((part) => part.known) ? JSON.stringify(parts) : undefined;
    };
    for (const pair of pairs(list(comparison.before), list(comparison.after), { moved: comparison.moved, key })) {
      if (isMatched(pair)) kept(pair, report);
      else if (pair.after) added(pair.after, report);
      else removed(pair.before, report);
    }
  },
};

function kept(pair: MatchedPair<Entity>, report: Reporter): void {
  const settled = PLACES.map((name) =>
    compareValue(pair.before.resource.attributes.text(name), pair.after.resource.attributes.text(name), {
      ...pair,
      path: [name],
    }),
  );
  if (settled.some(({ is }) => is === "changed")) {
    removed(pair.before, report);
    added(pair.after, report);
    return;
  }
  for (const one of settled)
    if (one.is === "unknown")
      report({
        at: pair.after,
        code: "group-member-unknown",
        kind: "unknown",
        summary: `Whether ${pair.after.address} puts the same user into the same group is unknown: ${one.why}.`,
      });
}

function added(member: Entity, report: Reporter): void {
  report({
    at: member,
    code: "group-member-added",
    kind: "broadened",
    summary: `The user ${text(member, "username")} is in the group ${text(member, "group_name")} and has that group's permissions.`,
  });
}

function removed(member: Entity, report: Reporter): void {
  report({
    at: member,
    code: "group-member-removed",
    kind: "narrowed",
    summary: `The user ${text(member, "username")} is no longer put into the group ${text(member, "group_name")}.`,
  });
}

function text(member: Entity, name: string): string {
  const value = member.resource.attributes.text(name);
  return value.known && value.value !== undefined ? shown(member, [name], value.value) : "(not known yet)";
}
