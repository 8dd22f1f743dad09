import { toEachOther } from "../to-each-other";

const trust = (...statements: object[]) => ({ assume_role_policy: JSON.stringify({ Statement: statements }) });
const by = (Principal: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal,
  ...more,
});
const ACCOUNT = { AWS: "arn:aws:iam::111111111111:root" };
const external = { Condition: { StringEquals: { "sts:ExternalId": "x" } } };
const PROVIDER = { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" };
const web = (sub: string) => ({
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringLike: { "token.actions.githubusercontent.com:sub": sub } },
});

const TRUSTS: Record<string, object> = {
  nobody: trust(),
  "a service": trust(by({ Service: "lambda.amazonaws.com" })),
  "two services": trust(by({ Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] })),
  "an account": trust(by(ACCOUNT)),
  "an account by its number": trust(by({ AWS: "111111111111" })),
  "an account on a condition": trust(by(ACCOUNT, external)),
  "another account": trust(by({ AWS: "arn:aws:iam::222222222222:root" })),
  "a role of the account": trust(by({ AWS: "arn:aws:iam::111111111111:role/caller" })),
  everybody: trust(by("*")),
  "everybody of an organization": trust(
    by("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } } }),
  ),
  "everybody but an account": trust(by("*"), { ...by(ACCOUNT), Effect: "Deny" }),
  "an account that may tag sessions": trust(by(ACCOUNT, { Action: ["sts:AssumeRole", "sts:TagSession"] })),
  "a branch of a repository": trust(by(PROVIDER, web("repo:o/r:ref:refs/heads/main"))),
  "a repository": trust(by(PROVIDER, web("repo:o/r:*"))),
  "an expression": { assume_role_policy: "${var.unset}" },
  "a principal that isn't known": trust(by({ AWS: "${var.unset}" })),
};

describe("a role's trust", () => {
  const all = Object.fromEntries(
    Object.entries(TRUSTS).map(([name, own]) => [name, { aws_iam_role: { r: { name: "r", ...own } } }]),
  );
  test.each(Object.keys(TRUSTS))("in %s becomes each other", (name) => {
    expect(toEachOther(all, name)).toMatchSnapshot();
  });
});
