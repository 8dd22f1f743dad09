import { accountOf, naming } from "../../../posture/iam/principal-match";
import { findPrincipal, identityArn } from "../../../posture/iam/principal";
import type { Identity, Principal } from "../../../posture/iam/principal";
import { ACCOUNT, allow, identity, model, statements } from "./support";

const OTHER = "999999999999";
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const of = model({
  aws_iam_role: {
    known: { name: "r", arn: role("team/r"), assume_role_policy: "{}" },
    named: { name: "n", assume_role_policy: "{}" },
    later: { assume_role_policy: "{}" },
  },
  aws_iam_user: { ann: { name: "n" } },
});
const [KNOWN, NAMED, LATER] = ["known", "named", "later"].map((name) => identity(of, `aws_iam_role.${name}`)) as [
  Identity,
  Identity,
  Identity,
];
const OUTSIDE: Identity = { ...NAMED, resource: undefined, account: ACCOUNT };
const USER = identity(of, "aws_iam_user.ann");
const external = (kind: string, id: string) => ({ kind, id, called: id }) as Principal;
const COGNITO = "cognito-identity.amazonaws.com";
const guests = (kind: string) => ({ kind, called: "g" }) as Principal;

const named = (Principal: unknown, principal: Principal, not = false) => {
  const [one] = statements({ ...allow("a:b"), [not ? "NotPrincipal" : "Principal"]: Principal });
  const found = one?.principals && naming(one.principals, principal);
  return found && `${found.named} ${found.how}`;
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
test.each<[unknown, Principal, string]>([
  ["*", external("service", "sns.amazonaws.com"), "true everyone"],
  [{ AWS: "*" }, KNOWN, "true everyone"],
  [{ Federated: COGNITO }, guests("guests"), "true direct"],
  [{ Federated: COGNITO }, guests("signed-in"), "true direct"],
  [{ Federated: "accounts.google.com" }, guests("guests"), "false direct"],
  [{ Federated: "accounts.google.com" }, external("federated", "accounts.google.com"), "true direct"],
  [{ Federated: "accounts.google.com" }, external("federated", "graph.facebook.com"), "false direct"],
  [{ Federated: "accounts.google.com" }, external("account", "accounts.google.com"), "false direct"],
  [{ Service: "sns.amazonaws.com" }, external("federated", "sns.amazonaws.com"), "false direct"],
  [{ CanonicalUser: "abc" }, external("account", ACCOUNT), "unknown direct"],
  [{ CanonicalUser: "abc" }, KNOWN, "false direct"],
  [{ AWS: ACCOUNT }, external("account", ACCOUNT), "true direct"],
  [{ AWS: ACCOUNT }, external("account", OTHER), "false direct"],
  [{ AWS: role("team/r") }, external("account", ACCOUNT), "false direct"],
  [{ AWS: ACCOUNT }, external("organization", ACCOUNT), "false direct"],
  [{ AWS: ACCOUNT }, KNOWN, "true account"],
  [{ AWS: OTHER }, KNOWN, "false direct"],
  [{ AWS: ACCOUNT }, NAMED, "unknown account"],
  [{ AWS: role("team/r") }, KNOWN, "true direct"],
  [{ AWS: role("r") }, KNOWN, "false direct"],
  [{ AWS: role("n") }, NAMED, "unknown direct"],
  [{ AWS: role("x") }, NAMED, "false direct"],
  [{ AWS: role("n") }, USER, "false direct"],
  [{ AWS: role("x") }, LATER, "unknown direct"],
  [{ AWS: role("n") }, OUTSIDE, "true direct"],
  [{ AWS: `arn:aws:iam::${OTHER}:role/n` }, OUTSIDE, "false direct"],
  [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s` }, KNOWN, "unknown direct"],
  [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/n/s` }, OUTSIDE, "unknown direct"],
  [{ AWS: "AROAEXAMPLEID123" }, KNOWN, "false direct"],
  [{ AWS: "AROA" }, KNOWN, "unknown direct"],
  [{ AWS: "XAROAEXAMPLEID123" }, KNOWN, "unknown direct"],
  [{ AWS: [ACCOUNT, role("team/r"), "*"] }, KNOWN, "true everyone"],
  [{ AWS: [ACCOUNT, role("team/r")] }, KNOWN, "true direct"],
  [{ AWS: [role("x"), ACCOUNT] }, KNOWN, "true account"],
  [{ AWS: [role("x"), role("n")] }, NAMED, "unknown direct"],
])("%j names %j: %s", (principal, whom, answer) => expect(named(principal, whom)).toBe(answer));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
test.each<[unknown, Principal, string]>([
  [{ AWS: role("team/r") }, KNOWN, "false direct"],
  [{ AWS: role("x") }, KNOWN, "true direct"],
  [{ AWS: ACCOUNT }, KNOWN, "unknown direct"],
  [{ AWS: ACCOUNT }, external("account", ACCOUNT), "false direct"],
  [{ AWS: OTHER }, external("account", ACCOUNT), "true direct"],
  [{ AWS: role("n") }, NAMED, "unknown direct"],
  ["*", KNOWN, "false direct"],
])("everybody but %j is %j: %s", (principal, whom, answer) => expect(named(principal, whom, true)).toBe(answer));

test("a list of which a part isn't known may name anybody whom the rest doesn't", () => {
  const one = (id: string) => ({ not: false, list: { items: [{ kind: "AWS", id } as const], missing: ["later"] } });
  expect(naming(one(role("x")), KNOWN)).toEqual({ named: "unknown", how: "direct" });
  expect(naming(one(role("team/r")), KNOWN)).toEqual({ named: true, how: "direct" });
  expect(naming({ ...one(role("x")), not: true }, KNOWN)).toEqual({ named: "unknown", how: "direct" });
});

test.each<[string, string | undefined]>([
  [ACCOUNT, ACCOUNT],
  [`arn:aws-cn:iam::${ACCOUNT}:root`, ACCOUNT],
  [`${ACCOUNT}1`, undefined],
  [`1${ACCOUNT}`, undefined],
  [`arn:aws:iam::${ACCOUNT}:role/r`, undefined],
])("the account that %s names", (id, account) => expect(accountOf(id)).toBe(account));

test.each<[string, object | undefined]>([
  [role("a/b/r"), { account: ACCOUNT, kind: "role", name: "r" }],
  [`arn:aws-us-gov:iam::${ACCOUNT}:user/ann`, { account: ACCOUNT, kind: "user", name: "ann" }],
  [`arn:aws:sts::${ACCOUNT}:assumed-role/r/s`, { account: ACCOUNT, kind: "role", name: "r", session: "s" }],
  [`arn:aws:iam::${ACCOUNT}:group/g`, undefined],
  [`arn:aws:iam::${ACCOUNT}:role/`, undefined],
  [`arn:aws:iam::1${ACCOUNT}:role/r`, undefined],
])("%s is taken apart", (arn, found) => expect(identityArn(arn)).toEqual(found));

test("what can't sign is refused with what can", () => {
  const problem = (text: string) => (findPrincipal(of, text) as { problem?: string }).problem;
  const MADE = "One that is made elsewhere is named by its ARN: arn:aws:iam::123456789012:role/NAME.";
  expect(problem("aws_iam_role.knwon")).toBe(
    `"aws_iam_role.knwon" is no role or user of this input, and no ARN of one. Is "aws_iam_role.known" meant? There are: aws_iam_role.known, aws_iam_role.named, aws_iam_role.later, aws_iam_user.ann. ${MADE}`,
  );
  expect((findPrincipal(model({}), "x") as { problem?: string }).problem).toBe(
    `"x" is no role or user of this input, and no ARN of one. There are: none. ${MADE}`,
  );
  expect(problem(`arn:aws:iam::${ACCOUNT}:root`)).toBe(
    `"arn:aws:iam::${ACCOUNT}:root" is a whole account; name the role or user whose credentials sign the request.`,
  );
});

test("of many roles the first five are named", () => {
  const many = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((i) => [`r${i}`, { name: `n${i}`, assume_role_policy: "{}" }]),
  );
  expect((findPrincipal(model({ aws_iam_role: many }), "x") as { problem?: string }).problem).toContain(
    "aws_iam_role.r4, aws_iam_role.r5. One that",
  );
});

test("who is named by an ARN is the one of the input, or one that is made elsewhere", () => {
  expect(findPrincipal(of, `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`)).toMatchObject({ called: KNOWN.called });
  expect(findPrincipal(of, `arn:aws:iam::${OTHER}:role/n`)).toMatchObject({ called: NAMED.called, account: OTHER });
  expect(findPrincipal(of, `arn:aws:iam::${OTHER}:role/r`)).toEqual({
    ...{ kind: "role", type: "aws_iam_role", name: "r", resource: undefined, managed: false, account: OTHER },
    called: `"arn:aws:iam::${OTHER}:role/r"`,
  });
});
