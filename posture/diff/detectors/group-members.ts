import type { Entity } from "../../model/index";
import { broadened, unknown, narrowed, type Detector, type Reporter } from "../change";
import { compareValue } from "../compare-values";
import { type MatchedPair, isMatched } from "../pairs";
import { managedPairs } from "../resource-pairs";
import { shown } from "../../redact/redact";

const PLACES = ["user_pool_id", "group_name", "username"];

/** Users that the configuration puts into groups: tokens carry the groups, and a group's role is its members'. */
export const groupMembers: Detector = {
  source:
    "Cognito: Adding groups to a user pool https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html",
  codes: {
    "group-member-added": broadened("A user is put into a group"),
    "group-member-removed": narrowed("A user is taken out of a group"),
    "group-member-unknown": unknown("Who is put into a group isn't known before apply"),
  },
  compares: { aws_cognito_user_in_group: PLACES.join(" ") },
  detect(comparison, report) {
    for (const pair of managedPairs(comparison, "aws_cognito_user_in_group", PLACES)) {
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
        summary: `Whether ${pair.after.address} puts the same user into the same group is unknown: ${one.why}.`,
      });
}

function added(member: Entity, report: Reporter): void {
  report({
    at: member,
    code: "group-member-added",
    summary: `The user ${text(member, "username")} is in the group ${text(member, "group_name")} and has that group's permissions.`,
  });
}

function removed(member: Entity, report: Reporter): void {
  report({
    at: member,
    code: "group-member-removed",
    summary: `The user ${text(member, "username")} is no longer put into the group ${text(member, "group_name")}.`,
  });
}

function text(member: Entity, name: string): string {
  const value = member.resource.attributes.text(name);
  return value.known && value.value !== undefined ? shown(member, [name], value.value) : "(not known yet)";
}
