import { comparePolicies, trustOf, type PolicyPermission } from "../../iam/index";
import type { Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import { groupBy } from "../../group-by";
import { pairs } from "../pairs";
import { origin } from "../replaced";
import { namingFor } from "./names";
import { conditional, exceptionText, principalText } from "./sentences";
import { entityOf, type GroupedChanges } from "./grouped-changes";

/** Actions that assume a role, or patterns that hold them; the others (sts:TagSession) only say what may go with it. */
const ASSUMES = /^(?:\*|everything but |sts:(?:assumerole|\*|a\*|as))/i;

/** Everybody who may sts:AssumeRole: holders of an identity provider's tokens, for whom AWS has other actions, aren't among them. */
const isFederatedElsewhere = ({ action, principal = "", by }: PolicyPermission): boolean =>
  principal.startsWith("Federated ") &&
  /^sts:assumerole$/i.test(action) &&
  by.principals?.list.items.some(({ kind }) => kind === "Federated") !== true;

/** Who may assume roles that both sides make. */
export function trustChanges(comparison: Comparison, told: GroupedChanges): void {
  const { before, after, moved } = comparison;
  const roles = (resources: readonly Resource[]) => resources.filter(({ mode }) => mode === "managed").map(entityOf);
  const name = ({ resource }: { readonly resource: Resource }) => {
    const own = resource.attributes.text("name");
    return own.known ? own.value : undefined;
  };
  const found = pairs(roles(before.ofType("aws_iam_role")), roles(after.ofType("aws_iam_role")), { moved, key: name });
  for (const { before: was, after: is } of found) {
    if (!was || !is) continue;
    const difference = comparePolicies(
      [trustOf(before, was.resource)],
      [trustOf(after, is.resource)],
      namingFor(comparison),
    );
    const subject = `role ${name(is) ?? is.address}`;
    const cause = origin(comparison, is, ["assume_role_policy"]);
    const say = (wider: boolean, all: readonly PolicyPermission[]): void => {
      const possible = all.filter((one) => !isFederatedElsewhere(one));
      const assuming = possible.filter(({ action }) => ASSUMES.test(action));
      tell(wider, assuming);
      for (const [action, list] of groupBy(
        possible.filter((one) => !assuming.includes(one)),
        (one) => one.action,
      ))
        tell(wider, list, action);
    };
    const tell = (wider: boolean, list: readonly PolicyPermission[], action?: string): void => {
      if (list.length === 0) return;
      const way = wider ? "gained" : "lost";
      const whom = [
        ...new Set(
          list.map(
            (one) =>
              `${principalText(one.principal ?? "*", way)}${wider ? exceptionText(one, way, "whom") : ""}${conditional(one, way)}`,
          ),
        ),
      ].join("; ");
      const isWhole = list.every(({ wholly }) => wholly);
      const less = isWhole ? "may no longer be assumed by" : "may be assumed in fewer cases by";
      told.say(
        {
          at: is,
          code: wider ? "role-trust-widened" : "role-trust-narrowed",
          kind: wider ? "broadened" : "narrowed",
          [wider ? "after" : "before"]: whom,
          ...(cause !== undefined && { cause }),
        },
        subject,
        action === undefined
          ? `${wider ? "may now be assumed by" : less} ${whom}.`
          : `${wider ? "now allows" : isWhole ? "no longer allows" : "allows less:"} ${action} to ${whom}.`,
      );
    };
    say(true, difference.gained);
    say(false, difference.lost);
    if (difference.unknown)
      told.say(
        { at: is, code: "iam-policy-unknown", kind: "unknown", ...(cause !== undefined && { cause }) },
        `whether who may assume ${subject}`,
        `changes is unknown: ${difference.unknown.why}.`,
      );
  }
}
