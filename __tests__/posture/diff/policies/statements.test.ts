import { toEachOther } from "../to-each-other";

const text = (...statements: object[]) => JSON.stringify({ Statement: statements });
const allow = (Action: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });
const deny = (Action: unknown, more: object = {}) => ({ ...allow(Action, more), Effect: "Deny" });
const secure = { Bool: { "aws:SecureTransport": "true" } };
const READ = allow("s3:GetObject");

const POLICIES: Record<string, string> = {
  nothing: text(),
  "an action": text(READ),
  "an action of one bucket": text(allow("s3:GetObject", { Resource: "arn:aws:s3:::b/*" })),
  "two actions": text(allow(["s3:GetObject", "s3:PutObject"])),
  "every action of a service": text(allow("s3:*")),
  everything: text(allow("*")),
  "every action but one": text({ Effect: "Allow", NotAction: "s3:GetObject", Resource: "*" }),
  "every bucket but one": text({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" }),
  "an action on a condition": text(allow("s3:GetObject", { Condition: secure })),
  "an action that a statement denies": text(READ, deny("s3:GetObject")),
  "an action that is denied on a condition": text(
    READ,
    deny("s3:GetObject", { Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  ),
  "an action that is denied for one bucket": text(READ, deny("s3:GetObject", { Resource: "arn:aws:s3:::b/*" })),
  "a denial alone": text(deny("s3:PutObject")),
  "an expression": "${var.unset}",
  "a resource that isn't known": text(allow("s3:GetObject", { Resource: "${var.unset}" })),
};

const states = (resources: (policy: string) => Parameters<typeof toEachOther>[0][string]) =>
  Object.fromEntries(Object.entries(POLICIES).map(([name, policy]) => [name, resources(policy)]));

describe("a role's own policy", () => {
  const all = states((policy) => ({
    aws_iam_role: { r: { name: "r", assume_role_policy: text() } },
    aws_iam_role_policy: { p: { name: "p", role: "r", policy } },
  }));
  test.each(Object.keys(POLICIES))("with %s becomes each other", (name) => {
    expect(toEachOther(all, name)).toMatchSnapshot();
  });
});

describe("a policy that nobody here holds", () => {
  const all = states((policy) => ({ aws_iam_policy: { p: { name: "p", policy } } }));
  test.each(["an action", "an action on a condition", "a denial alone", "an expression"])(
    "with %s becomes each other",
    (name) => {
      expect(toEachOther(all, name)).toMatchSnapshot();
    },
  );
});
