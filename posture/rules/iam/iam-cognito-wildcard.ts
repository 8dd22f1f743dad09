import type { Answer, Resource } from "../../model/index";
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
    for (const resource of [
      ...POLICIES.flatMap((type) => model.ofType(type)),
      ...model.ofType("aws_iam_policy_document"),
    ]) {
      const all = allowsAll(resource);
      // Where there is no pool, a policy that can't be read is not this rule's business.
      if (all === "unknown" && model.pools.length > 0) report.unknown(resource, "the policy's text");
      if (all !== true) continue;
      report({
        at: resource,
        message: "The policy allows every action of Cognito: its holder can change, read and delete all users.",
        remedy: 'Name the actions it needs, e.g. "cognito-idp:AdminGetUser", on the ARN of one pool.',
      });
    }
  },
};

function allowsAll({ type, attributes }: Resource): Answer {
  if (type === "aws_iam_policy_document")
    return attributes
      .blocks("statement")
      .items.some((s) => !isDeny(s.text("effect")) && s.texts("actions").items.some(isAll));
  const policy = attributes.text("policy");
  // A policy that isn't known as a whole may still show its actions as they were written.
  if (!policy.known) {
    const written = attributes.written("policy");
    return written === undefined || !written.includes("jsonencode") ? "unknown" : /"cognito-idp:\*/.test(written);
  }
  try {
    const { Statement } = JSON.parse(policy.value ?? "{}") as { Statement?: unknown };
    return [Statement].flat().some((s) => {
      const { Effect, Action } = (s ?? {}) as { Effect?: unknown; Action?: unknown };
      return Effect === "Allow" && [Action].flat().some((a) => isAll(String(a)));
    });
  } catch {
    return false;
  }
}

function isAll(action: string): boolean {
  return /^cognito-idp:\*$/i.test(action);
}

function isDeny(effect: { readonly known: boolean; readonly value?: unknown }): boolean {
  return effect.known && effect.value === "Deny";
}
