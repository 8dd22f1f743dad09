import { comparePolicies, findPrincipal } from "../../../posture/iam";
import type { Identity } from "../../../posture/iam";
import { statementsOf } from "../../../posture/iam/document";
import type { Policies, Statement } from "../../../posture/iam/statement";
import type { Model, Resource } from "../../../posture/model/index";
import { readSynth } from "../../../posture/model/read";

export const ACCOUNT = "123456789012";
export const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
export const statements = (...all: readonly object[]): readonly Statement[] =>
  statementsOf(document(...all), { address: "p", path: [] } as never) ?? [];
export const policies = (...all: readonly object[]): Policies => ({ statements: statements(...all), unread: [] });
export const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  ...{ Effect: "Allow", Action, Resource },
  ...more,
});
export const deny = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});
export const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
export const trusting = (Principal: unknown, more: object = {}) =>
  document({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more });

export const model = (resource: object, data: object = {}): Model => readSynth({ resource, data });
export const at = (of: Model, address: string): Resource => {
  const found = of.resource(address);
  if (!found) throw new RangeError(`there is no ${address}`);
  return found;
};
export const identity = (of: Model, name: string) => findPrincipal(of, name) as Identity;
export const actions = (all: Policies | undefined) => all?.statements.flatMap((one) => one.actions.list.items);

export const ROLES = {
  aws_iam_role: {
    r: { name: "r", arn: `arn:aws:iam::${ACCOUNT}:role/r`, assume_role_policy: trusting({ AWS: ACCOUNT }) },
    made: { name_prefix: "made-", assume_role_policy: trusting({ Service: "lambda.amazonaws.com" }) },
  },
};

const COGNITO = "cognito-identity.amazonaws.com";
export const POOLED = model({
  aws_iam_role: {
    guest: {
      name: "guest",
      arn: `arn:aws:iam::${ACCOUNT}:role/guest`,
      assume_role_policy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: COGNITO },
        Condition: { "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "unauthenticated" } },
      }),
      inline_policy: [{ name: "p", policy: document(allow("s3:GetObject")) }],
    },
  },
  aws_cognito_identity_pool: {
    p: { id: "eu-west-1:p", identity_pool_name: "visitors", allow_unauthenticated_identities: true },
    closed: { identity_pool_name: "members", allow_unauthenticated_identities: false },
  },
  aws_cognito_identity_pool_roles_attachment: {
    p: { identity_pool_id: "eu-west-1:p", roles: { unauthenticated: "${aws_iam_role.guest.arn}" } },
  },
});

export const said = (before: readonly object[], after: readonly object[]) =>
  comparePolicies([policies(...before)], [policies(...after)]);
