import { some, someItem, type Answer, type Model, type Resource } from "../../model/index";
import { readDataSource, readPolicy, type Policies, type Statement } from "../../iam/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const POLICIES = ["aws_iam_role_policy", "aws_iam_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

/** cognito-idp:* lets its holder make itself an administrator of the pool, or delete it. */
export const iamCognitoWildcard: Rule = {
  code: "iam-cognito-wildcard",
  severity: "warning",
  title: "An IAM policy that allows cognito-idp:*",
  source: SOURCES.leastPrivilege,
  check(model, report) {
    const told = new Set<string>();
    const look = (resource: Resource, policies: Policies): void => {
      const all = allowsAll(resource, policies);
      // Where there is no pool, a policy that can't be read is not this rule's business.
      if (all === "unknown" && model.pools.length > 0) report.unknown(resource, "the policy's text");
      if (all !== true || told.has(resource.address)) return;
      told.add(resource.address);
      report({
        at: resource,
        message: "The policy allows every action of Cognito: its holder can change, read and delete all users.",
        remedy: 'Name the actions it needs, e.g. "cognito-idp:AdminGetUser", on the ARN of one pool.',
      });
    };
    for (const [resource, policies] of identityPolicies(model)) look(resource, policies);
  },
};

/** Policies of identities, each once: what a document says is told of at the document. */
export function identityPolicies(model: Model): readonly (readonly [Resource, Policies])[] {
  const policies = [
    ...model.ofType("aws_iam_policy_document").map((one) => [one, readDataSource(model, one)] as const),
    ...textsOf(model).map(([one, path]) => [one, readPolicy(model, one, path)] as const),
  ];
  return policies.flatMap(([resource, { statements, unread }]) => {
    const own = statements.filter(({ at }) => at.address === resource.address);
    return own.length > 0 || statements.length === 0 ? [[resource, { statements: own, unread }] as const] : [];
  });
}

type Place = readonly [Resource, readonly (string | number)[]];

function textsOf(model: Model): readonly Place[] {
  return [
    ...POLICIES.flatMap((type) => model.ofType(type).map((resource): Place => [resource, ["policy"]])),
    ...model
      .ofType("aws_iam_role")
      .flatMap((role) =>
        role.attributes.blocks("inline_policy").items.map((_, i): Place => [role, ["inline_policy", i, "policy"]]),
      ),
  ];
}

function allowsAll(resource: Resource, { statements, unread }: Policies): Answer {
  const all = some(statements.map(isAll));
  if (all === true || unread.length === 0) return all;
  return mayName(resource, /"cognito-idp:\*/);
}

/** A policy that isn't known as a whole may still show its actions as they were written: does it name one? */
export function mayName(resource: Resource, action: RegExp): Answer {
  const written = resource.attributes.written("policy");
  return written === undefined || !written.includes("jsonencode") ? "unknown" : action.test(written);
}

function isAll({ effect, actions }: Statement): Answer {
  const allows = !effect.known || effect.value === "Allow";
  return allows && !actions.not && someItem(actions.list, (action) => /^cognito-idp:\*$/i.test(action));
}
