import { changesBetween } from "../../../posture/diff/index";
import type { ChangeFinding } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";

type Resources = Record<string, Record<string, object>>;

const API = "arn:aws:execute-api:eu-west-1:123456789012:abc";
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Deny", Action, Resource });
const trust = (Principal: unknown, Condition?: object) =>
  document({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...(Condition && { Condition }) });

const LAMBDA = { Service: "lambda.amazonaws.com" };
const ORG = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
const role = (more: object = {}) => ({
  aws_iam_role: {
    r: { name: "r", arn: "arn:aws:iam::123456789012:role/r", assume_role_policy: trust(LAMBDA), ...more },
  },
});
const inline = (...statements: readonly object[]): Resources => ({
  ...role(),
  aws_iam_role_policy: { p: { name: "p", role: "r", policy: document(...statements) } },
});
const user = {
  aws_iam_user: { u: { name: "u", arn: "arn:aws:iam::123456789012:user/u" } },
};

const iamOf = (changes: readonly ChangeFinding[]) =>
  changes
    .filter(({ code }) => /iam|role|boundary|permission/.test(code))
    .map(({ kind, code, address, summary }) => `${kind} ${code} ${address}: ${summary}`);
const between = (before: object, after: object) =>
  iamOf(changesBetween(readSynth({ resource: before }), readSynth({ resource: after })));

const TABLE: readonly (readonly [string, Resources, Resources, readonly string[], readonly string[]])[] = [
  [
    "AdministratorAccess in managed_policy_arns",
    role({ managed_policy_arns: [] }),
    role({ managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
    ["broadened iam-policy-attached aws_iam_role.r: Role r is now allowed * on *."],
    ["narrowed iam-policy-detached aws_iam_role.r: Role r is no longer allowed * on *."],
  ],
  [
    "AdministratorAccess by aws_iam_policy_attachment",
    role(),
    {
      ...role(),
      aws_iam_policy_attachment: {
        a: { name: "a", roles: ["r"], policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
    },
    ["broadened iam-policy-attached aws_iam_policy_attachment.a: Role r is now allowed * on *."],
    ["narrowed iam-policy-detached aws_iam_policy_attachment.a: Role r is no longer allowed * on *."],
  ],
  [
    "a role added to the list of an attachment",
    {
      ...role(),
      aws_iam_policy_attachment: {
        a: { name: "a", roles: ["other"], policy_arn: "arn:aws:iam::aws:policy/AWSLambdaRole" },
      },
    },
    {
      ...role(),
      aws_iam_policy_attachment: {
        a: { name: "a", roles: ["other", "r"], policy_arn: "arn:aws:iam::aws:policy/AWSLambdaRole" },
      },
    },
    ["broadened iam-policy-attached aws_iam_policy_attachment.a: Role r is now allowed lambda:InvokeFunction on *."],
    [
      "narrowed iam-policy-detached aws_iam_policy_attachment.a: Role r is no longer allowed lambda:InvokeFunction on *.",
    ],
  ],
  [
    "an exclusive list of attachments",
    role(),
    {
      ...role(),
      aws_iam_role_policy_attachments_exclusive: {
        a: { role_name: "r", policy_arns: ["arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess"] },
      },
    },
    [
      "broadened iam-policy-attached aws_iam_role_policy_attachments_exclusive.a: Role r is now allowed execute-api:Invoke on arn:aws:execute-api:*:*:*; execute-api:ManageConnections on arn:aws:execute-api:*:*:*.",
    ],
    // What it attached stays: policies/holders.test.ts.
    [],
  ],
  [
    "everything inline",
    role({ inline_policy: [{}] }),
    role({ inline_policy: [{ name: "all", policy: document(allow("*")) }] }),
    ["broadened iam-policy-attached aws_iam_role.r: Role r is now allowed * on *."],
    ["narrowed iam-policy-detached aws_iam_role.r: Role r is no longer allowed * on *."],
  ],
  [
    "a permissions boundary removed",
    {
      ...inline(allow(["s3:*", "iam:*"])),
      ...role({ permissions_boundary: "${aws_iam_policy.limit.arn}" }),
      aws_iam_policy: { limit: { name: "limit", policy: document(allow("s3:*")) } },
    },
    {
      ...inline(allow(["s3:*", "iam:*"])),
      aws_iam_policy: { limit: { name: "limit", policy: document(allow("s3:*")) } },
    },
    ["broadened permissions-boundary-widened aws_iam_role.r: Role r is now allowed iam:* on *."],
    ["narrowed permissions-boundary-narrowed aws_iam_role.r: Role r is no longer allowed iam:* on *."],
  ],
  [
    "a new user that may call a route",
    {},
    { ...user, aws_iam_user_policy: { p: { name: "p", user: "u", policy: document(allow("execute-api:Invoke")) } } },
    ["broadened iam-policy-added aws_iam_user_policy.p: The new user u is allowed execute-api:Invoke on *."],
    [
      "narrowed iam-policy-removed aws_iam_user_policy.p: The user u, which is removed, was allowed execute-api:Invoke on *.",
    ],
  ],
  [
    "a user put into a group",
    {
      ...user,
      aws_iam_group: { g: { name: "g" } },
      aws_iam_group_policy: { p: { name: "p", group: "g", policy: document(allow("s3:*")) } },
    },
    {
      ...user,
      aws_iam_group: { g: { name: "g" } },
      aws_iam_group_policy: { p: { name: "p", group: "g", policy: document(allow("s3:*")) } },
      aws_iam_user_group_membership: { m: { user: "u", groups: ["g"] } },
    },
    ["broadened iam-policy-attached aws_iam_user_group_membership.m: User u is now allowed s3:* on *."],
    ["narrowed iam-policy-detached aws_iam_user_group_membership.m: User u is no longer allowed s3:* on *."],
  ],
  [
    "a Deny removed that nothing had allowed against",
    inline(allow("s3:GetObject"), deny("dynamodb:DeleteTable")),
    inline(allow("s3:GetObject")),
    [
      "neutral iam-policy-widened aws_iam_role_policy.p: The policy p no longer denies dynamodb:DeleteTable on *; nothing here allows that to its holder.",
    ],
    [
      "neutral iam-policy-narrowed aws_iam_role_policy.p: The policy p now denies dynamodb:DeleteTable on *; nothing here allows that to its holder.",
    ],
  ],
  [
    "a Deny removed beside an Allow",
    inline(allow("dynamodb:*"), deny("dynamodb:DeleteTable")),
    inline(allow("dynamodb:*")),
    [
      "broadened iam-policy-widened aws_iam_role_policy.p: Role r is now allowed dynamodb:DeleteTable on *, which aws_iam_role_policy.p denied.",
    ],
    [
      "narrowed iam-policy-narrowed aws_iam_role_policy.p: Role r is no longer allowed dynamodb:DeleteTable on *, which aws_iam_role_policy.p denies.",
    ],
  ],
  [
    "a condition added",
    inline(allow("s3:GetObject")),
    inline(allow("s3:GetObject", "*", { Condition: ORG })),
    [
      "narrowed iam-policy-narrowed aws_iam_role_policy.p: Role r is allowed less: s3:GetObject on *, only where StringEquals aws:PrincipalOrgID o-1.",
    ],
    [
      "broadened iam-policy-widened aws_iam_role_policy.p: Role r is now allowed s3:GetObject on *, no longer only where StringEquals aws:PrincipalOrgID o-1.",
    ],
  ],
  [
    "a trust condition from authenticated to unauthenticated",
    role({
      assume_role_policy: trust(
        { Federated: "cognito-identity.amazonaws.com" },
        { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
      ),
    }),
    role({
      assume_role_policy: trust(
        { Federated: "cognito-identity.amazonaws.com" },
        { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } },
      ),
    }),
    [
      "broadened role-trust-widened aws_iam_role.r: Role r may now be assumed by Federated cognito-identity.amazonaws.com, where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr unauthenticated (was: where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated).",
      "narrowed role-trust-narrowed aws_iam_role.r: Role r may be assumed in fewer cases by Federated cognito-identity.amazonaws.com, only where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr unauthenticated (was: where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated).",
    ],
    [
      "broadened role-trust-widened aws_iam_role.r: Role r may now be assumed by Federated cognito-identity.amazonaws.com, where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated (was: where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr unauthenticated).",
      "narrowed role-trust-narrowed aws_iam_role.r: Role r may be assumed in fewer cases by Federated cognito-identity.amazonaws.com, only where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated (was: where ForAnyValue:StringLike cognito-identity.amazonaws.com:amr unauthenticated).",
    ],
  ],
  [
    "trust in everybody narrowed to an organization",
    role({ assume_role_policy: trust("*") }),
    role({ assume_role_policy: trust("*", ORG) }),
    [
      "narrowed role-trust-narrowed aws_iam_role.r: Role r may be assumed in fewer cases by everybody with an AWS account, only where StringEquals aws:PrincipalOrgID o-1.",
    ],
    [
      "broadened role-trust-widened aws_iam_role.r: Role r may now be assumed by everybody with an AWS account, no longer only where StringEquals aws:PrincipalOrgID o-1.",
    ],
  ],
  ["a list beside a star", inline(allow("*"), allow("s3:*")), inline(allow("*")), [], []],
  [
    "the same by an attached policy",
    inline(allow("s3:*")),
    {
      ...role(),
      aws_iam_policy: { p: { name: "p", policy: document(allow("s3:*")), arn: "arn:aws:iam::123456789012:policy/p" } },
      aws_iam_role_policy_attachment: { a: { role: "r", policy_arn: "arn:aws:iam::123456789012:policy/p" } },
    },
    [
      "neutral iam-policy-removed aws_iam_role_policy.p: The policy p is removed; its holder loses no permission.",
      "neutral iam-policy-added aws_iam_policy.p: The policy p is new; whoever it is attached to is allowed nothing more by it.",
      "neutral iam-policy-attached aws_iam_role_policy_attachment.a: The attachment aws_iam_role_policy_attachment.a is new; as far as it is known here, it allows nothing that wasn't allowed.",
    ],
    [],
  ],
  [
    "another route",
    inline(allow("execute-api:Invoke", `${API}/*/GET/items`)),
    inline(allow("execute-api:Invoke", `${API}/*`)),
    [`broadened iam-policy-widened aws_iam_role_policy.p: Role r is now allowed execute-api:Invoke on ${API}/*.`],
    [
      `narrowed iam-policy-narrowed aws_iam_role_policy.p: Role r is no longer allowed execute-api:Invoke on ${API}/*, except what other statements allow.`,
    ],
  ],
];

test.each(TABLE)("%s", (_, before, after, forth, back) => {
  expect(between(before, after).sort()).toEqual([...forth].sort());
  if (back.length > 0 || forth.length === 0) expect(between(after, before).sort()).toEqual([...back].sort());
  expect(between(before, before)).toEqual([]);
  expect(between(after, after)).toEqual([]);
});

describe("permissions of a function", () => {
  test("one that stays as it was isn't reported for what another one opens", () => {
    const of = (principal: string): Resources => ({
      ...FN,
      aws_lambda_permission: {
        api: {
          action: "lambda:InvokeFunction",
          function_name: "f",
          principal: "apigateway.amazonaws.com",
          source_arn: `${API}/*`,
        },
        other: { action: "lambda:InvokeFunction", function_name: "f", principal },
      },
    });
    const [closed, open] = [of("123456789012"), of("*")];
    expect(between(closed, open)).toEqual([
      "broadened permission-widened aws_lambda_permission.other: Everybody with an AWS account may now invoke the function f (was: 123456789012).",
    ]);
    expect(between(open, closed)).toEqual([
      "narrowed permission-narrowed aws_lambda_permission.other: Only 123456789012 may now invoke the function f by this permission (was: everybody with an AWS account).",
    ]);
  });

  const FN = {
    aws_lambda_function: { f: { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f" } },
  };
  const permission = (more: object = {}): Resources => ({
    ...FN,
    aws_lambda_permission: {
      p: { action: "lambda:InvokeFunction", function_name: "f", principal: "apigateway.amazonaws.com", ...more },
    },
  });
  const at = (text: string) => `${text.replace(":", " aws_lambda_permission.p:")}`;

  test.each<[string, Resources, Resources, string, string]>([
    [
      "another action",
      permission({ principal: "123456789012" }),
      permission({ principal: "123456789012", action: "lambda:*" }),
      "broadened permission-widened: 123456789012 may now call lambda:* on the function f (was: 123456789012, who could invoke the function f).",
      "narrowed permission-narrowed: Only 123456789012 may now invoke the function f by this permission (was: 123456789012, who could call lambda:* on the function f).",
    ],
    [
      "everybody narrowed to one API",
      permission({ principal: "*" }),
      permission({ source_arn: `${API}/*` }),
      "narrowed permission-narrowed: Only apigateway.amazonaws.com for " +
        `${API}/* may now invoke the function f by this permission (was: everybody with an AWS account).`,
      "broadened permission-widened: Everybody with an AWS account may now invoke the function f (was: apigateway.amazonaws.com for " +
        `${API}/*).`,
    ],
    [
      "the organization removed beside everybody",
      permission({ principal: "*", principal_org_id: "o-1" }),
      permission({ principal: "*" }),
      "broadened permission-widened: Everybody with an AWS account may now invoke the function f (was: everybody with an AWS account of the organization o-1).",
      "narrowed permission-narrowed: Only everybody with an AWS account of the organization o-1 may now invoke the function f by this permission (was: everybody with an AWS account).",
    ],
    [
      "another service",
      permission(),
      permission({ principal: "sns.amazonaws.com" }),
      "broadened permission-changed: sns.amazonaws.com, from any source may invoke the function f, instead of apigateway.amazonaws.com, from any source.",
      "broadened permission-changed: apigateway.amazonaws.com, from any source may invoke the function f, instead of sns.amazonaws.com, from any source.",
    ],
    [
      "a wider source",
      permission({ source_arn: `${API}/*/GET/items` }),
      permission({ source_arn: `${API}/*/*` }),
      `broadened permission-widened: apigateway.amazonaws.com for ${API}/*/* may now invoke the function f (was: apigateway.amazonaws.com for ${API}/*/GET/items).`,
      `narrowed permission-narrowed: Only apigateway.amazonaws.com for ${API}/*/GET/items may now invoke the function f by this permission (was: apigateway.amazonaws.com for ${API}/*/*).`,
    ],
    [
      "only one account's source",
      permission({ principal: "s3.amazonaws.com" }),
      permission({ principal: "s3.amazonaws.com", source_account: "123456789012" }),
      "narrowed permission-narrowed: Only s3.amazonaws.com for the account 123456789012 may now invoke the function f by this permission (was: s3.amazonaws.com, from any source).",
      "broadened permission-widened: s3.amazonaws.com, from any source may now invoke the function f (was: s3.amazonaws.com for the account 123456789012).",
    ],
    [
      "a load balancer's removed",
      permission({ principal: "elasticloadbalancing.amazonaws.com" }),
      FN,
      "breaking permission-removed: elasticloadbalancing.amazonaws.com, from any source may no longer invoke the function f: the load balancer answers 502 where it needs it.",
      "broadened permission-added: elasticloadbalancing.amazonaws.com, from any source may invoke the function f, bypassing any authorizer.",
    ],
  ])("%s", (_, before, after, forth, back) => {
    expect(between(before, after)).toEqual([at(forth)]);
    expect(between(after, before)).toEqual([at(back)]);
    expect(between(after, after)).toEqual([]);
  });

  test("says nothing more of one that another covers", () => {
    const both = (more: object) => ({
      ...FN,
      aws_lambda_permission: {
        all: { action: "lambda:InvokeFunction", function_name: "f", principal: "*" },
        ...more,
      },
    });
    const p = { action: "lambda:InvokeFunction", function_name: "f", principal: "s3.amazonaws.com" };
    expect(between(both({}), both({ p }))).toEqual([
      "neutral permission-added aws_lambda_permission.p: The permission aws_lambda_permission.p is new; another one lets s3.amazonaws.com, from any source invoke the function f already.",
    ]);
    expect(between(both({ p }), both({}))[0]).toContain("neutral permission-removed");
  });
});

test("a denial counts where a resource's own policy may allow what it denies", () => {
  const rest = {
    aws_api_gateway_rest_api: {
      a: { name: "a", policy: document({ ...allow("execute-api:Invoke"), Principal: "*" }) },
    },
  };
  const denied = { ...rest, ...inline(deny("execute-api:Invoke")) };
  expect(between(denied, { ...rest, ...inline() })).toEqual([
    expect.stringMatching(/^broadened .*own policy may allow/),
  ]);
  expect(between(denied, { ...rest, ...role() })).toEqual([expect.stringMatching(/^broadened .*own policy may allow/)]);
  expect(between(inline(deny("execute-api:Invoke")), inline())).toEqual([
    expect.stringMatching(/^neutral .*nothing here allows that to its holder/),
  ]);
});

describe("a Deny on a condition", () => {
  const mfa = (operator: string) => ({
    ...deny("s3:*"),
    Condition: { [operator]: { "aws:MultiFactorAuthPresent": "false" } },
  });

  test("whose operator takes in fewer requests leaves out where it still denies", () => {
    const [wide, narrow] = [inline(allow("s3:*"), mfa("BoolIfExists")), inline(allow("s3:*"), mfa("Bool"))];
    expect(between(wide, narrow)).toEqual([
      "broadened iam-policy-widened aws_iam_role_policy.p: Role r is now allowed s3:* on *, also where BoolIfExists aws:MultiFactorAuthPresent false, except where Bool aws:MultiFactorAuthPresent false, which aws_iam_role_policy.p denied.",
    ]);
    expect(between(narrow, wide)).toEqual([
      "narrowed iam-policy-narrowed aws_iam_role_policy.p: Role r is allowed less: s3:* on *, not where BoolIfExists aws:MultiFactorAuthPresent false, which aws_iam_role_policy.p denies.",
    ]);
  });

  test("beside what is newly allowed is named", () => {
    expect(between(inline(mfa("Bool")), inline(allow("s3:*"), mfa("Bool")))).toEqual([
      "broadened iam-policy-widened aws_iam_role_policy.p: Role r is now allowed s3:* on *, except where Bool aws:MultiFactorAuthPresent false.",
    ]);
  });
});

test("what a trust policy allows beside assuming the role is told as that", () => {
  const other = { AWS: "arn:aws:iam::999999999999:root" };
  const assume = role({ assume_role_policy: trust(other) });
  const tagging = role({
    assume_role_policy: trust(other).replace('"sts:AssumeRole"', '["sts:AssumeRole","sts:TagSession"]'),
  });
  expect(between(assume, tagging)).toEqual([
    "broadened role-trust-widened aws_iam_role.r: Role r now allows sts:TagSession to arn:aws:iam::999999999999:root.",
  ]);
});
