import { evaluate } from "../../../posture/iam";
import { decide } from "../../../posture/iam/evaluate";
import type { Given, IamDecision } from "../../../posture/iam/evaluate";
import type { Identity, Principal } from "../../../posture/iam/principal";
import type { Policies } from "../../../posture/iam/statement";
import { listing } from "../../../posture/model";
import { ACCOUNT, allow, deny, identity, model, policies, trusting, when } from "./support";

const OTHER = "999999999999";
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:q`;
const ARN = `arn:aws:iam::${ACCOUNT}:role/r`;
const of = model({
  aws_iam_role: { r: { name: "r", arn: ARN, assume_role_policy: trusting("*") }, later: { assume_role_policy: "{}" } },
  aws_iam_user: { ann: { name: "ann", arn: `arn:aws:iam::${ACCOUNT}:user/ann` } },
});
const ROLE = identity(of, "r");
const USER = identity(of, "ann");
const elsewhere = (account: string): Identity => ({ ...ROLE, resource: undefined, managed: false, account });
const account = (id: string): Principal => ({ kind: "account", id, called: id });
const SERVICE: Principal = { kind: "service", id: "sns.amazonaws.com", called: "sns" };
const EVERYONE: Principal = { kind: "everyone", id: "*", called: "everybody" };

type Parts = Partial<Omit<Given, "principal">> & { readonly principal?: Principal };
const ask = ({ principal = ROLE, ...more }: Parts): IamDecision =>
  decide({
    principal: principal as Given["principal"],
    action: "sqs:SendMessage",
    resource: QUEUE,
    asked: [QUEUE],
    own: policies(),
    ...more,
  });
const named = (Principal: unknown, more: object = {}) => policies({ ...allow("sqs:*"), Principal, ...more });
const refusing = (Principal: unknown) => policies({ ...deny("sqs:*"), Principal });
const unsure = ({ statements, unread }: Policies): Policies => ({
  statements: statements.map((one) => ({ ...one, principals: { not: false, list: listing([], ["later"]) } })),
  unread,
});
const ALL = policies(allow("*"));
const S3 = policies(allow("s3:*"));
const NONE = policies();
const DENIED = policies(allow("*"), deny("sqs:*"));
const UNREAD = { statements: [], unread: [{ text: "p isn't known" }] };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, and its pages on boundaries and other accounts */
test.each<[string, Parts, string]>([
  ["its own policy allows it", { own: ALL }, "allow allowed"],
  ["nothing allows it", {}, "deny nothing"],
  ["a Deny of its own overrides", { own: DENIED }, "deny denied"],
  ["a Deny of the resource overrides", { own: ALL, resourcePolicy: refusing("*") }, "deny denied"],
  ["a Deny of the boundary overrides", { own: ALL, boundary: DENIED }, "deny denied"],
  ["a Deny for whom isn't known may", { own: ALL, resourcePolicy: unsure(refusing({ AWS: ARN })) }, "unknown depends"],
  ["a Deny for somebody else doesn't", { own: ALL, resourcePolicy: refusing({ AWS: `${ARN}2` }) }, "allow allowed"],
  [
    "a Deny under a condition may",
    { own: policies(allow("*"), deny("*", "*", when("Bool", "aws:SecureTransport", "false"))) },
    "unknown depends",
  ],
  [
    "an Allow under a condition may",
    { own: policies(allow("*", "*", when("Bool", "aws:SecureTransport", "true"))) },
    "unknown depends",
  ],
  ["the boundary allows it too", { own: ALL, boundary: ALL }, "allow allowed"],
  ["the boundary doesn't", { own: ALL, boundary: S3 }, "deny boundary"],
  ["the boundary alone allows it", { boundary: ALL }, "deny nothing"],
  ["the boundary can't be read", { own: ALL, boundary: UNREAD }, "unknown unread"],
  ["its policies can't be read", { own: UNREAD }, "unknown unread"],
  [
    "what can't be read is about something else",
    { own: { statements: [], unread: [{ text: "p", actions: { not: false, list: listing(["s3:*"]) } }] } },
    "deny nothing",
  ],
  ["the resource names the role", { resourcePolicy: named({ AWS: ARN }) }, "allow allowed"],
  [
    "the resource names the role, which a boundary limits",
    { boundary: S3, resourcePolicy: named({ AWS: ARN }) },
    "deny boundary",
  ],
  [
    "the resource names a user, whom no boundary limits then",
    { principal: USER, boundary: S3, resourcePolicy: named({ AWS: `arn:aws:iam::${ACCOUNT}:user/ann` }) },
    "allow allowed",
  ],
  ["the resource names everyone, past the boundary", { boundary: S3, resourcePolicy: named("*") }, "allow allowed"],
  [
    "the resource names the account, which leaves it to the account's policies",
    { resourcePolicy: named({ AWS: ACCOUNT }) },
    "deny nothing",
  ],
  [
    "the same, and the account's policies allow it",
    { own: ALL, resourcePolicy: named({ AWS: ACCOUNT }) },
    "allow allowed",
  ],
  [
    "a key's policy doesn't name the role, whose own does",
    { own: ALL, resourcePolicy: NONE, resourceDecides: true },
    "deny nothing",
  ],
  [
    "a key's policy leaves it to the account",
    { own: ALL, resourcePolicy: named({ AWS: ACCOUNT }), resourceDecides: true },
    "allow allowed",
  ],
  [
    "it is of another account, and the resource has no policy",
    { principal: elsewhere(OTHER), own: ALL },
    "deny account",
  ],
  [
    "it is of another account, which the resource names",
    { principal: elsewhere(OTHER), own: ALL, resourcePolicy: named({ AWS: OTHER }) },
    "allow allowed",
  ],
  [
    "the same without a policy of its own",
    { principal: { ...elsewhere(OTHER), managed: true }, resourcePolicy: named({ AWS: OTHER }) },
    "deny nothing",
  ],
  [
    "the same within a boundary",
    {
      principal: { ...elsewhere(OTHER), managed: true },
      own: ALL,
      boundary: S3,
      resourcePolicy: named({ AWS: OTHER }),
    },
    "deny boundary",
  ],
  [
    "the same, and nobody sees its policies",
    { principal: elsewhere(OTHER), resourcePolicy: named({ AWS: OTHER }) },
    "unknown elsewhere",
  ],
  ["it is of this account, and nobody sees its policies", { principal: elsewhere(ACCOUNT) }, "unknown elsewhere"],
  [
    "an account that the resource names",
    { principal: account(OTHER), resourcePolicy: named({ AWS: OTHER }) },
    "allow allowed",
  ],
  [
    "an account that it doesn't name",
    { principal: account(OTHER), resourcePolicy: named({ AWS: ACCOUNT }) },
    "deny nothing",
  ],
  ["an account, and no policy of the resource", { principal: account(OTHER) }, "unknown elsewhere"],
  [
    "a service that the resource names",
    { principal: SERVICE, resourcePolicy: named({ Service: SERVICE.called + ".amazonaws.com" }) },
    "allow allowed",
  ],
  ["a service, and no policy of the resource", { principal: SERVICE }, "deny nothing"],
  ["anybody, whom the resource names", { principal: EVERYONE, resourcePolicy: named("*") }, "allow allowed"],
])("%s", (_, parts, outcome) => {
  const { outcome: found, why } = ask(parts);
  expect([found, why].join(" ")).toBe(outcome);
});

test("names the statement that decides it, and the conditions that leave it open", () => {
  const open = policies(allow("s3:*"), allow("sqs:*", "*", when("IpAddress", "aws:SourceIp", "10.0.0.0/8")));
  expect(ask({ own: open })).toMatchObject({ by: open.statements[1], conditions: ["IpAddress aws:SourceIp"] });
  expect(ask({ own: DENIED })).toMatchObject({ by: DENIED.statements[1], conditions: [] });
  const limit = policies(allow("*", "*", when("Bool", "aws:SecureTransport", "true")));
  expect(ask({ own: ALL, boundary: limit })).toMatchObject({ why: "depends", by: limit.statements[0] });
  const theirs = named({ AWS: OTHER }, when("Bool", "aws:SecureTransport", "true"));
  const principal = elsewhere(OTHER);
  expect(ask({ principal, own: ALL, resourcePolicy: theirs })).toMatchObject({
    why: "depends",
    by: theirs.statements[0],
  });
  expect(ask({ principal, own: open, resourcePolicy: named({ AWS: OTHER }) })).toMatchObject({
    by: open.statements[1],
  });
  const direct = named({ AWS: ARN });
  expect(ask({ resourcePolicy: direct }).by).toBe(direct.statements[0]);
  expect(ask({ own: ALL, resourcePolicy: named({ AWS: ACCOUNT }) }).by).toBe(ALL.statements[0]);
  // One that allows it for certain before one that may.
  const both = policies(...[when("Bool", "aws:SecureTransport", "true"), {}].map((more) => allow("sqs:*", "*", more)));
  expect(ask({ own: both }).by).toBe(both.statements[1]);
  expect(ask({ own: { ...ALL, unread: [...UNREAD.unread, ...UNREAD.unread] } }).unread).toEqual(["p isn't known"]);
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
describe("a request carries", () => {
  const holds = (principal: Principal, operator: string, key: string, value: string, resource = QUEUE) => {
    const statement = { ...allow("sqs:*", "*", when(operator, key, value)), Principal: "*" };
    const given =
      principal.kind === "role" || principal.kind === "user"
        ? { own: policies(allow("sqs:*", "*", when(operator, key, value))) }
        : { resourcePolicy: policies(statement) };
    return ask({ principal, asked: [resource], ...given }).outcome;
  };
  const LATER = identity(of, "aws_iam_role.later");
  test.each<[Principal, string, string, string, string]>([
    [ROLE, "StringEquals", "aws:PrincipalArn", ARN, "allow"],
    [ROLE, "StringEquals", "aws:PrincipalArn", `${ARN}2`, "deny"],
    [LATER, "StringEquals", "aws:PrincipalArn", ARN, "unknown"],
    [ROLE, "StringEquals", "aws:PrincipalAccount", ACCOUNT, "allow"],
    [ROLE, "StringEquals", "aws:PrincipalAccount", OTHER, "deny"],
    [LATER, "StringEquals", "aws:PrincipalAccount", ACCOUNT, "unknown"],
    [ROLE, "StringEquals", "aws:PrincipalType", "AssumedRole", "allow"],
    [USER, "StringEquals", "aws:PrincipalType", "User", "allow"],
    [ROLE, "Null", "aws:username", "true", "allow"],
    [USER, "StringEquals", "aws:username", "ann", "allow"],
    [{ ...USER, name: undefined }, "StringEquals", "aws:username", "ann", "unknown"],
    [ROLE, "Bool", "aws:PrincipalIsAWSService", "false", "allow"],
    [ROLE, "Null", "aws:SourceArn", "true", "allow"],
    [ROLE, "Null", "aws:SourceAccount", "true", "allow"],
    [ROLE, "StringEquals", "aws:PrincipalOrgID", "o-1", "unknown"],
    [ROLE, "StringEquals", "aws:ResourceAccount", ACCOUNT, "allow"],
    [ROLE, "StringEquals", "aws:ResourceAccount", OTHER, "deny"],
    [SERVICE, "Bool", "aws:PrincipalIsAWSService", "true", "allow"],
    [SERVICE, "Null", "aws:PrincipalOrgID", "true", "allow"],
    [SERVICE, "Null", "aws:SourceArn", "true", "unknown"],
    [SERVICE, "StringEquals", "aws:ResourceAccount", ACCOUNT, "allow"],
    [EVERYONE, "Bool", "aws:PrincipalIsAWSService", "false", "allow"],
    [EVERYONE, "Null", "aws:PrincipalOrgID", "true", "allow"],
    [EVERYONE, "Null", "aws:SourceArn", "true", "allow"],
    [EVERYONE, "Null", "aws:SourceAccount", "true", "allow"],
    [EVERYONE, "StringEquals", "aws:ResourceAccount", OTHER, "deny"],
    [account(OTHER), "StringEquals", "aws:ResourceAccount", ACCOUNT, "allow"],
    [account(OTHER), "Bool", "aws:PrincipalIsAWSService", "false", "unknown"],
  ])("of %j: %s %s %s: %s", (principal, operator, key, value, outcome) =>
    expect(holds(principal, operator, key, value)).toBe(outcome),
  );

  test("no account of a resource whose ARN has none", () =>
    expect(holds(ROLE, "StringEquals", "aws:ResourceAccount", ACCOUNT, "arn:aws:s3:::b/x")).toBe("unknown"));
});

describe("of a part of what is asked", () => {
  const SEGMENT = { gap: "segment" } as const;
  const at = (...own: readonly object[]) =>
    ask({ own: policies(...own), asked: [`arn:aws:sqs:eu-west-1:${ACCOUNT}:`, SEGMENT] });
  const prefix = `arn:aws:sqs:eu-west-1:${ACCOUNT}:`;
  test.each<[string, object[], [string, string, unknown, unknown]]>([
    ["all of it", [allow("sqs:*", `${prefix}*`)], ["allow", "allowed", true, true]],
    ["none of it", [allow("sqs:*", "arn:aws:s3:::b")], ["deny", "nothing", false, false]],
    ["one queue", [allow("sqs:*", `${prefix}q`)], ["unknown", "part", true, false]],
    ["all but one", [allow("sqs:*"), deny("sqs:*", `${prefix}q`)], ["unknown", "part", true, false]],
    ["nothing but a Deny of one", [deny("sqs:*", `${prefix}q`)], ["deny", "denied", false, false]],
    [
      "one, perhaps",
      [allow("sqs:*", `${prefix}q`, when("Bool", "aws:SecureTransport", "true"))],
      ["unknown", "depends", "unknown", false],
    ],
  ])("%s", (_, own, [outcome, why, some, all]) => expect(at(...own)).toMatchObject({ outcome, why, some, all }));

  test("the statement that gives the part is named", () => {
    const own = policies(deny("sqs:*", `${prefix}q`), allow("sqs:*", `${prefix}a*`));
    expect(ask({ own, asked: [prefix, SEGMENT] }).by).toBe(own.statements[1]);
  });
});

test("the model's own policies and boundary count", () => {
  const limited = model({
    aws_iam_role: {
      r: { name: "r", arn: ARN, assume_role_policy: "{}", permissions_boundary: "${aws_iam_policy.b.arn}" },
    },
    aws_iam_policy: { b: { name: "b", policy: JSON.stringify({ Statement: [allow("s3:*")] }) } },
    aws_iam_role_policy: { p: { role: "r", policy: JSON.stringify({ Statement: [allow("*")] }) } },
  });
  const at = (action: string) => evaluate(limited, { principal: identity(limited, "r"), action, resource: "*" }).why;
  expect([at("s3:GetObject"), at("sqs:SendMessage")]).toEqual(["allowed", "boundary"]);
});
