import type { Model, Resource } from "../../model/index";
import type { Statement } from "../../iam/index";
import { ARN_SERVICES } from "../../aws/action-resources";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { identityPolicies, mayName } from "./iam-cognito-wildcard";

/** Statements that allow these actions on these resources, which are all known. A policy that can't be read isn't judged. */
function* allowed(
  model: Model,
): Generator<readonly [at: Resource, statement: Statement, resources: readonly string[]]> {
  for (const [at, { statements }] of identityPolicies(model))
    for (const statement of statements) {
      const { effect, actions, resources } = statement;
      const all = resources.list.items.length > 0 && resources.list.missing.length === 0 && !resources.not;
      if (effect.known && effect.value === "Allow" && !actions.not && all) yield [at, statement, resources.list.items];
    }
}

/** IAM accepts such a statement, and it allows nothing: the call is denied when it is made. */
export const iamResourceMismatch: Rule = {
  code: "iam-resource-mismatch",
  severity: "error",
  title: "An IAM statement that allows an action on ARNs of another service only",
  source: SOURCES.actionResources,
  check(model, report) {
    for (const [at, { actions }, resources] of allowed(model))
      for (const action of actions.list.items) {
        const services = Object.entries(ARN_SERVICES).find(([start]) => action.toLowerCase().startsWith(start))?.[1];
        const fits = (arn: string): boolean => {
          const [prefix, , service = ""] = arn.split(":");
          return prefix !== "arn" || /[*?$]/.test(service) || services?.includes(service) === true;
        };
        if (services === undefined || resources.some(fits)) continue;
        report({
          at,
          message: `${action} is allowed on ${resources.join(", ")} only, and it takes no such ARN: the statement doesn't allow it.`,
          remedy: `Name what ${action} is to be allowed on (arn:aws:${services[0] ?? ""}:…, or * where the action takes no ARN), or leave the action out.`,
        });
      }
  },
};

/** With an action that gives a service something to do, whoever may pass any role has the rights of the most powerful one. */
export const iamPassRole: Rule = {
  code: "iam-pass-role",
  severity: "warning",
  title: "An IAM statement that allows iam:PassRole on every role, to every service",
  source: SOURCES.passRole,
  check(model, report) {
    for (const [at, { unread }] of identityPolicies(model))
      if (unread.length > 0 && mayName(at, /"(?:iam:(?:pass\w*\*?|\*)|\*)"/i) !== false)
        report.unknown(at, unread.map(({ text }) => text).join(", "));
    for (const [at, { actions, conditions }, resources] of allowed(model)) {
      const action = actions.list.items.find((one) => /^iam:(pass\w*\*?|\*)$/i.test(one));
      const every = resources.find((arn) => /^(\*|arn:[^:]+:iam::[^:]*:(role\/)?\*)$/.test(arn));
      const limited =
        conditions.missing.length > 0 || conditions.items.some(({ key }) => /^iam:PassedToService$/i.test(key));
      if (action === undefined || every === undefined || limited) continue;
      report({
        at,
        message: `${action} is allowed on ${every} without iam:PassedToService: its holder may pass each of these roles to any service.`,
        remedy: "Name the role's ARN, and the service in a condition on iam:PassedToService.",
      });
    }
  },
};
