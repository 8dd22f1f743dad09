import type { Resources } from "../../rules/support";
import { toEachOther } from "../to-each-other";

const text = (...statements: object[]) => JSON.stringify({ Statement: statements });
const READ = text({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const role = (own: object = {}): Resources => ({
  aws_iam_role: { r: { name: "r", assume_role_policy: text(), ...own } },
});
const kept: Resources = { ...role(), aws_iam_policy: { read: { name: "read", policy: READ } } };
const ARN = "${aws_iam_policy.read.arn}";
const attachment = (own: object): Resources => ({
  aws_iam_role_policy_attachment: { a: { role: "r", policy_arn: ARN, ...own } },
});
const boundary = { permissions_boundary: ARN };
const far = { permissions_boundary: "arn:aws:iam::123456789012:policy/far" };
const own = (policy = READ): Resources => ({ aws_iam_role_policy: { p: { name: "p", role: "r", policy } } });
const user: Resources = { aws_iam_user: { u: { name: "u" } } };
const group: Resources = {
  aws_iam_group: { g: { name: "g" } },
  aws_iam_group_policy: { p: { name: "p", group: "g", policy: READ } },
};

const ROLES: Record<string, Resources> = {
  nothing: kept,
  "its own policy": { ...kept, ...own() },
  "an inline block": { ...kept, ...role({ inline_policy: [{ name: "p", policy: READ }] }) },
  "a managed policy": { ...kept, ...attachment({}) },
  "a managed policy by its own argument": { ...kept, ...role({ managed_policy_arns: [ARN] }) },
  "a managed policy by the attachment of several": {
    ...kept,
    aws_iam_policy_attachment: { a: { name: "a", roles: ["r"], policy_arn: ARN } },
  },
  "a managed policy and no other": {
    ...kept,
    aws_iam_role_policy_attachments_exclusive: { a: { role_name: "r", policy_arns: [ARN] } },
  },
  "a policy of AWS": { ...kept, ...attachment({ policy_arn: ADMIN }) },
  "a policy that isn't known": { ...kept, ...attachment({ policy_arn: "${var.unset}" }) },
  "a boundary": { ...kept, ...role(boundary) },
  "its own policy and a boundary": {
    ...kept,
    ...own(text({ Effect: "Allow", Action: "*", Resource: "*" })),
    ...role(boundary),
  },
  "its own policy and a boundary that isn't here": { ...kept, ...own(), ...role(far) },
  "a boundary that isn't here": { ...kept, ...role(far) },
  "an attachment to a role that isn't here": { ...kept, ...attachment({ role: "far" }) },
};

const DENY = text({ Effect: "Deny", Action: "s3:*", Resource: "*" });
const GONE: Record<string, Resources> = {
  "no role": { aws_iam_policy: { read: { name: "read", policy: READ } } },
  "neither role nor policy": {},
  "its own policy": { ...kept, ...own() },
  "its own policy, which only denies": { ...kept, ...own(DENY) },
  "a managed policy": { ...kept, ...attachment({}) },
  "an inline block": { ...kept, ...role({ inline_policy: [{ name: "p", policy: READ }] }) },
};

const USERS: Record<string, Resources> = {
  nothing: { ...user, ...group },
  "a membership": { ...user, ...group, aws_iam_user_group_membership: { m: { user: "u", groups: ["g"] } } },
  "a membership of the group": {
    ...user,
    ...group,
    aws_iam_group_membership: { m: { name: "m", group: "g", users: ["u"] } },
  },
  "a membership of a group that isn't here": {
    ...user,
    ...group,
    aws_iam_user_group_membership: { m: { user: "u", groups: ["far"] } },
  },
  "a membership that isn't known": {
    ...user,
    ...group,
    aws_iam_user_group_membership: { m: { user: "u", groups: "${var.unset}" } },
  },
  "its own policy": { ...user, ...group, aws_iam_user_policy: { p: { name: "p", user: "u", policy: READ } } },
  "no user": group,
  "no group": user,
};

describe("a role with", () => {
  test.each(Object.keys(ROLES))("%s becomes one with each other", (name) => {
    expect(toEachOther(ROLES, name)).toMatchSnapshot();
  });
});

describe("a user with", () => {
  test.each(Object.keys(USERS))("%s becomes one with each other", (name) => {
    expect(toEachOther(USERS, name)).toMatchSnapshot();
  });
});

// What is said of its permissions is said of a role that is gone, not of one that loses nothing.
describe("a role comes and goes with", () => {
  test.each(Object.keys(GONE))("%s", (name) => {
    expect(toEachOther(GONE, name)).toMatchSnapshot();
  });
});
