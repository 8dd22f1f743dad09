import { isConfiguration } from "../../model/index";
import { breaking, broadened, unknown, narrowed, neutral, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { lifecycle } from "../replaced";
import { kept } from "../entity-diff";
import { roleChange } from "../policies/acting-role";

/** Groups: who is in them is data that only the pool holds, so a replaced group is empty. */
export const groups: Detector = {
  source:
    "Cognito: Adding groups to a user pool https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html",
  codes: {
    "group-added": neutral("A new group, without members yet"),
    "group-removed": breaking("A group is removed: its members lose what it allowed"),
    "group-replaced": { title: "A group is replaced, without its members", kinds: ["breaking", "unknown"] },
    "group-precedence-raised": broadened("A group's role takes precedence over more groups (0 is the highest)"),
    "group-precedence-lowered": narrowed("A group's role takes precedence over fewer groups"),
    "group-role-changed": {
      title: "Members of a group get another IAM role",
      kinds: ["broadened", "narrowed", "neutral", "unknown"],
    },
    "group-unknown": unknown("A group's settings aren't known before apply"),
  },
  compares: {
    aws_cognito_user_group: "user_pool_id name precedence role_arn",
  },
  detect(comparison, report) {
    lifecycle(comparison, report, comparison.groups, {
      added: (group) => ({ code: "group-added", summary: `The group ${nameOf(group)} is new.` }),
      removed: (group) => ({
        code: "group-removed",
        summary: `The group ${nameOf(group)} is removed: its members lose what it allowed.`,
      }),
      replaced: (after, before) => ({
        code: "group-replaced",
        summary: `The group ${nameOf(after)} is replaced: everybody in ${nameOf(before)} loses the membership.`,
        before: nameOf(before),
        after: nameOf(after),
      }),
    });
    for (const on of kept(comparison, report, comparison.groups, "group-unknown")) {
      const { pair } = on;
      const name = nameOf(pair.after);
      on.value(
        (g) => g.precedence,
        { path: ["precedence"], what: `the precedence of group ${name}` },
        (was, is) =>
          // A state holds 0 also where nothing was written down.
          was === 0 && is === undefined && !isConfiguration(comparison.before.origin)
            ? undefined
            : rank(is) < rank(was)
              ? {
                  code: "group-precedence-raised",
                  summary: `The group ${name} takes precedence over more groups: users in several groups get its role (0 is the highest).`,
                }
              : {
                  code: "group-precedence-lowered",
                  summary: `The group ${name} takes precedence over fewer groups: users in several groups get another group's role.`,
                },
      );
      const role = roleChange(comparison, pair, ["role_arn"]);
      if (role)
        on.say({
          code: "group-role-changed",
          kind: role.kind,
          summary: `Members of the group ${name} get ${role.has ?? "no role"} (was: ${role.had ?? "none"})${role.tail}.`,
        });
    }
  },
};

/** Without a precedence a group comes last. */
const rank = (precedence: number | undefined): number => precedence ?? Infinity;
