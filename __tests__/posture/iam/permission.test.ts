import { comparePolicies } from "../../../posture/iam";
import type { Permission } from "../../../posture/iam/permission";
import type { Policies } from "../../../posture/iam/statement";
import { listing } from "../../../posture/model";
import { allow, deny, policies, when } from "./support";

const on = (conditions: Permission["conditions"]) =>
  conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.items.join(" ")}`).join(", ");
const told = ({ action, resource, principal, wholly, inPart, conditions, otherwise, by, denied, except }: Permission) =>
  [
    `${action} on ${resource}`,
    ...(principal === undefined ? [] : [`for ${principal}`]),
    ...(wholly ? [] : ["other conditions"]),
    ...(inPart ? ["in part"] : []),
    ...(conditions.length > 0 ? [`where ${on(conditions)}`] : []),
    ...(otherwise.length > 0 ? [`before where ${on(otherwise)}`] : []),
    `by ${by.sid ?? "?"}`,
    ...except.map((one) => `except ${one.sid ?? "?"}`),
    ...(denied ? [`denied by ${denied.sid ?? "?"}`] : []),
  ].join("; ");

const named = (one: object, Sid: string) => ({ ...one, Sid });
const of = (...all: readonly object[]) => policies(...all.map((one, i) => named(one, `s${String(i)}`)));
const to = (one: object, Principal: unknown) => ({ ...one, Principal });
const SECURE = when("Bool", "aws:SecureTransport", "true");
const OFFICE = when("IpAddress", "aws:SourceIp", ["10.0.0.0/8", "192.0.2.0/24"]);
const [A, B] = ["111111111111", "222222222222"];
const later = ({ statements, unread }: Policies): Policies => ({
  statements: statements.map((one) => ({
    ...one,
    actions: { not: false, list: listing(one.actions.list.items, ["later"]) },
  })),
  unread,
});
const ONE = of(allow("s3:Get*", "arn:x/*"));

/** Everything that is said of each permission, in both directions. */
test.each<[string, Policies, Policies]>([
  ["a statement", of(), ONE],
  ["two actions and two resources", of(), of(allow(["a:b", "c:d"], ["arn:x", "arn:y"]))],
  ["a wider pattern", of(allow("s3:GetObject", "arn:x/1")), ONE],
  ["a wider resource", of(allow("s3:Get*", "arn:x/1")), of(allow("s3:Get*", ["arn:x/1", "*"]))],
  [
    "the same by two statements",
    of(),
    of(allow("s3:GetObject", "*"), allow("s3:Get*", "*"), allow("s3:getobject", "*")),
  ],
  ["everything but", of(), of({ Effect: "Allow", NotAction: ["iam:*", "sts:*", "iam:*"], Resource: "*" })],
  ["all resources but", ONE, of({ Effect: "Allow", Action: "s3:Get*", NotResource: "arn:x/secret" })],
  ["a Deny that ends", of(allow("s3:*"), deny("s3:Get*", "arn:x/*")), of(allow("s3:*"))],
  ["two Denies that end", of(allow("s3:*"), deny("s3:Get*"), deny("s3:Put*")), of(allow("s3:*"))],
  ["a condition", ONE, of(allow("s3:Get*", "arn:x/*", SECURE))],
  ["another condition", of(allow("s3:Get*", "*", OFFICE)), of(allow("s3:Get*", "*", SECURE))],
  [
    "a condition of a part",
    of(allow("s3:*", "*", OFFICE)),
    of(allow("s3:*", "*", OFFICE), allow("s3:Get*", "*", SECURE)),
  ],
  ["a Deny under a condition", of(allow("s3:*"), deny("s3:Put*", "*", OFFICE)), of(allow("s3:*"))],
  ["everybody", of(to(allow("a:b"), { AWS: A })), of(to(allow("a:b"), "*"))],
  ["an account more", of(to(allow("a:b"), { AWS: [A] })), of(to(allow("a:b"), { AWS: [A, B] }))],
  ["two accounts and a service", of(), of(to(allow("a:b"), { AWS: [A, B], Service: "sns.amazonaws.com" }))],
  ["all but an account", of(to(allow("a:b"), { AWS: A })), of({ ...allow("a:b"), NotPrincipal: { AWS: A } })],
  ["actions that aren't all known", of(), later(of(allow("a:b", ["arn:x", "arn:y"])))],
  [
    "a variable",
    of(),
    of(allow("s3:Get*", "arn:x/${aws:username}/*", when("StringLike", "s3:prefix", "${aws:username}/*"))),
  ],
])("%s", (_, before, after) => {
  const { gained, lost } = comparePolicies([before], [after]);
  const { gained: back, lost: gone } = comparePolicies([after], [before]);
  expect({ gained: gained.map(told), lost: lost.map(told) }).toMatchSnapshot();
  expect({ gained: gone.map(told).sort(), lost: back.map(told).sort() }).toEqual({
    gained: gained.map(told).sort(),
    lost: lost.map(told).sort(),
  });
});
