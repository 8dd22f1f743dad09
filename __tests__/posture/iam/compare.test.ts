import * as fc from "fast-check";
import { comparePolicies } from "../../../posture/iam";
import type { PolicyDifference } from "../../../posture/iam";
import { statementsOf } from "../../../posture/iam/document";
import { decide } from "../../../posture/iam/evaluate";
import type { Identity } from "../../../posture/iam/principal";
import type { Policies } from "../../../posture/iam/statement";

const TABLE = "arn:aws:dynamodb:eu-west-1:1:table/items";
const policy = (...statements: readonly object[]): Policies => ({
  statements: statementsOf(JSON.stringify({ Version: "2012-10-17", Statement: statements }), { address: "p" }) ?? [],
  unread: [],
});
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});
const trust = (Principal: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal,
  ...more,
});
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

const said = ({ gained, lost, unknown }: PolicyDifference) => ({
  gained: gained.map(({ action, resource, principal, wholly }) =>
    [action, resource, ...(principal === undefined ? [] : [principal]), ...(wholly ? [] : ["in part"])].join(" "),
  ),
  lost: lost.map(({ action, resource, principal, wholly }) =>
    [action, resource, ...(principal === undefined ? [] : [principal]), ...(wholly ? [] : ["in part"])].join(" "),
  ),
  ...(unknown && { unknown }),
});

const ORG = when("StringEquals", "aws:PrincipalOrgID", "o-1");

test.each<[string, object[], object[], string[], string[]]>([
  ["a Deny removed that nothing had allowed", [allow("s3:*"), deny("dynamodb:DeleteTable")], [allow("s3:*")], [], []],
  [
    "a Deny removed beside an Allow",
    [allow("dynamodb:*", TABLE), deny("dynamodb:DeleteTable")],
    [allow("dynamodb:*", TABLE)],
    [`dynamodb:DeleteTable ${TABLE}`],
    [],
  ],
  ["a list beside a star", [allow("*"), allow("s3:GetObject")], [allow("*")], [], []],
  ["a star written out", [allow(["s3:*"])], [allow(["s3:Get*", "s3:*"])], [], []],
  ["statements merged", [allow("s3:a"), allow("s3:b")], [allow(["s3:b", "s3:a"])], [], []],
  ["another case of the action", [allow("S3:getobject")], [allow("s3:GetObject")], [], []],
  ["one more action", [allow("s3:Get*")], [allow(["s3:Get*", "s3:PutObject"])], ["s3:PutObject *"], []],
  ["a wider pattern", [allow("s3:Get*")], [allow("s3:*")], ["s3:* *"], []],
  ["a narrower resource", [allow("s3:Get*")], [allow("s3:Get*", "arn:aws:s3:::a/*")], [], ["s3:Get* *"]],
  [
    "NotAction in place of Deny",
    [allow("*"), deny("iam:*")],
    [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    [],
    [],
  ],
  [
    "NotResource with one less",
    [{ Effect: "Allow", Action: "s3:*", NotResource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] }],
    [{ Effect: "Allow", Action: "s3:*", NotResource: ["arn:aws:s3:::a/*"] }],
    ["s3:* arn:aws:s3:::b/*"],
    [],
  ],
  ["a condition added", [allow("s3:Get*")], [allow("s3:Get*", "*", ORG)], [], ["s3:Get* * in part"]],
  ["a condition removed", [allow("s3:Get*", "*", ORG)], [allow("s3:Get*")], ["s3:Get* * in part"], []],
  [
    "a condition with one more value",
    [allow("s3:Get*", "*", ORG)],
    [allow("s3:Get*", "*", when("StringEquals", "aws:PrincipalOrgID", ["o-1", "o-2"]))],
    ["s3:Get* * in part"],
    [],
  ],
  [
    "the same condition by another operator",
    [allow("s3:Get*", "*", ORG)],
    [allow("s3:Get*", "*", when("StringLike", "aws:principalorgid", "o-1"))],
    [],
    [],
  ],
  [
    "a smaller network",
    [allow("s3:Get*", "*", when("IpAddress", "aws:SourceIp", "10.0.0.0/8"))],
    [allow("s3:Get*", "*", when("IpAddress", "aws:SourceIp", ["10.1.0.0/16", "10.2.0.0/16"]))],
    [],
    ["s3:Get* * in part"],
  ],
  [
    "IfExists added",
    [allow("s3:Get*", "*", ORG)],
    [allow("s3:Get*", "*", when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1"))],
    ["s3:Get* * in part"],
    [],
  ],
  [
    "an ARN beside a pattern whose star ends at a colon",
    [allow("s3:Get*", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111111111111:t"))],
    [allow("s3:Get*", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:us-east-1:x:111111111111:t"))],
    ["s3:Get* * in part"],
    ["s3:Get* * in part"],
  ],
  [
    "a value in another case where case is ignored",
    [allow("s3:Get*", "*", when("StringEqualsIgnoreCase", "aws:PrincipalTag/team", "Blue"))],
    [allow("s3:Get*", "*", when("StringEqualsIgnoreCase", "aws:PrincipalTag/team", "bLUE"))],
    [],
    [],
  ],
  [
    "a truth value in another case",
    [allow("s3:Get*", "*", when("Bool", "aws:SecureTransport", "true"))],
    [allow("s3:Get*", "*", when("Bool", "aws:SecureTransport", "True"))],
    [],
    [],
  ],
  [
    "a Deny gets a condition",
    [allow("s3:*"), deny("s3:Put*")],
    [allow("s3:*"), deny("s3:Put*", "*", when("Bool", "aws:MultiFactorAuthPresent", "false"))],
    ["s3:Put* *"],
    [],
  ],
  [
    "another policy variable",
    [allow("s3:*", "arn:aws:s3:::a/${aws:username}/*")],
    [allow("s3:*", "arn:aws:s3:::a/*")],
    ["s3:* arn:aws:s3:::a/*"],
    [],
  ],
  [
    "a Deny on part of what the last part of an ARN may hold",
    [allow("a:b", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:1:*x"))],
    [
      allow("a:b", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:1:*x")),
      deny("a:b", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:1:a:*")),
    ],
    [],
    ["a:b * in part"],
  ],
  [
    "a principal more",
    [trust({ AWS: "111111111111" })],
    [trust({ AWS: ["111111111111", "222222222222"] })],
    ["sts:AssumeRole * 222222222222"],
    [],
  ],
  [
    "an account in place of its role",
    [trust({ AWS: "arn:aws:iam::111111111111:role/a" })],
    [trust({ AWS: "arn:aws:iam::111111111111:root" })],
    ["sts:AssumeRole * arn:aws:iam::111111111111:root"],
    [],
  ],
  [
    "everyone narrowed to an account",
    [trust("*")],
    [trust({ AWS: "111111111111" })],
    [],
    ["sts:AssumeRole * everybody else"],
  ],
  ["everyone limited to an organization", [trust("*")], [trust("*", ORG)], [], ["sts:AssumeRole * * in part"]],
  [
    "guests in place of signed-in users",
    [
      trust(
        { Federated: "cognito-identity.amazonaws.com" },
        when("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "authenticated"),
      ),
    ],
    [
      trust(
        { Federated: "cognito-identity.amazonaws.com" },
        when("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "unauthenticated"),
      ),
    ],
    ["sts:AssumeRole * Federated cognito-identity.amazonaws.com in part"],
    ["sts:AssumeRole * Federated cognito-identity.amazonaws.com in part"],
  ],
])("%s", (_, before, after, gained, lost) => {
  const difference = comparePolicies([policy(...before)], [policy(...after)]);
  expect(said(difference)).toEqual({ gained, lost });
  const mirrored = comparePolicies([policy(...after)], [policy(...before)]);
  expect(mirrored.gained.length > 0).toBe(lost.length > 0);
  expect(mirrored.lost.length > 0).toBe(gained.length > 0);
});

test("a boundary removed gives what the policies allow beyond it", () => {
  const own = policy(allow(["s3:*", "iam:*"]));
  const limit = policy(allow("s3:*"));
  expect(said(comparePolicies([own, limit], [own]))).toEqual({ gained: ["iam:* *"], lost: [] });
  expect(said(comparePolicies([own], [own, limit]))).toEqual({ gained: [], lost: ["iam:* *"] });
  const narrow = policy(allow("s3:GetObject"));
  expect(said(comparePolicies([narrow, limit], [narrow]))).toEqual({ gained: [], lost: [] });
});

describe("what isn't known", () => {
  const open: Policies = { statements: [], unread: [{ text: "what p says isn't known yet" }] };
  const other: Policies = { statements: [], unread: [{ text: "what q says isn't known yet" }] };
  test("is the same by the same name only", () => {
    expect(said(comparePolicies([open], [open]))).toEqual({ gained: [], lost: [] });
    expect(comparePolicies([open], [other]).unknown).toMatchObject({ gained: true, lost: true });
  });
  test("hides neither what is gained beside it for certain nor that more may be", () => {
    const { gained, unknown } = comparePolicies([open], [{ ...open, ...policy(allow("s3:*")), unread: open.unread }]);
    expect(gained).toEqual([]);
    expect(unknown).toMatchObject({ gained: true, lost: false });
    const sure = comparePolicies(
      [policy()],
      [
        {
          ...policy(allow("s3:*")),
          unread: [{ ...other.unread[0], text: "q", actions: { not: false, list: { items: ["sqs:*"], missing: [] } } }],
        },
      ],
    );
    expect(said(sure).gained).toEqual(["s3:* *"]);
    expect(sure.unknown).toMatchObject({ gained: true, lost: false });
  });
});

describe("generated pairs of policies", () => {
  const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
  const list = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 2 });
  const conditions = one<object | undefined>(
    undefined,
    undefined,
    { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    { StringNotEquals: { "aws:PrincipalOrgID": ["o-1", "o-2"] } },
    { StringLikeIfExists: { "aws:PrincipalOrgID": "o-*" } },
    { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } },
    { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
    { NumericLessThan: { "aws:MultiFactorAuthAge": "300" } },
    { NumericGreaterThan: { "aws:MultiFactorAuthAge": "100" } },
    { Bool: { "aws:SecureTransport": "true" } },
    { Null: { "aws:PrincipalOrgID": "true" } },
    { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { NotIpAddress: { "aws:SourceIp": ["10.1.0.0/16"] } },
  );
  const statement = fc
    .record({
      Effect: one("Allow", "Allow", "Deny"),
      action: fc.tuple(one("Action", "Action", "NotAction"), list(one("*", "a:*", "a:b", "a:?", "c:d*"))),
      resource: fc.tuple(
        one("Resource", "Resource", "NotResource"),
        list(one("*", "arn:a:*", "arn:a:b", "arn:*:b", "arn:a:c*")),
      ),
      Condition: conditions,
    })
    .map(({ Effect, action, resource, Condition }) => ({
      Effect,
      [action[0]]: action[1],
      [resource[0]]: resource[1],
      ...(Condition && { Condition }),
    }));
  const document = fc.array(statement, { maxLength: 3 }).map((all) => policy(...all));
  const request = fc.record({
    action: one("a:b", "a:c", "a:bb", "c:d", "c:dd", "e:f"),
    resource: one("*", "arn:a:b", "arn:a:c", "arn:a:cc", "arn:d:b", "arn:d:e"),
    context: fc.record({
      "aws:principalorgid": one(null, ["o-1"], ["o-2"], ["x"]),
      "aws:tagkeys": one(null, ["a"], ["a", "b"], ["c"]),
      "aws:multifactorauthage": one(null, ["50"], ["200"], ["300"]),
      "aws:securetransport": one(["true"], ["false"]),
      "aws:sourceip": one(["10.1.1.1"], ["10.2.1.1"], ["8.8.8.8"]),
    }),
  });
  const principal: Identity = {
    kind: "role",
    type: "aws_iam_role",
    name: "r",
    resource: undefined,
    managed: true,
    account: undefined,
    called: "r",
  };

  test("a request that becomes allowed is gained, one that becomes denied is lost", () => {
    let [changed, silent] = [0, 0];
    fc.assert(
      fc.property(document, document, fc.array(request, { minLength: 8, maxLength: 8 }), (before, after, requests) => {
        const { gained, lost, unknown } = comparePolicies([before], [after]);
        expect(unknown).toBeUndefined();
        if (gained.length + lost.length > 0) changed += 1;
        else silent += 1;
        for (const { action, resource, context } of requests) {
          const answer = (own: Policies) =>
            decide({ principal, action, resource, asked: [resource], own, context }).outcome;
          const [was, is] = [answer(before), answer(after)];
          if (was === "deny" && is === "allow") expect(gained).not.toEqual([]);
          if (was === "allow" && is === "deny") expect(lost).not.toEqual([]);
        }
      }),
      { numRuns: 250 },
    );
    expect(changed).toBeGreaterThan(50);
    expect(silent).toBeGreaterThan(5);
  });

  test("a policy is no different from itself, in any order, and differences mirror", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const shuffled: Policies = { ...before, statements: [...before.statements].reverse() };
        expect(said(comparePolicies([before], [shuffled]))).toEqual({ gained: [], lost: [] });
        const [there, back] = [comparePolicies([before], [after]), comparePolicies([after], [before])];
        expect(back.gained.length > 0).toBe(there.lost.length > 0);
        expect(back.lost.length > 0).toBe(there.gained.length > 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe("open-resources", () => {
  const VALUES = ["arn:aws:s3:::a", "arn:aws:s3:::a/*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x"];
  interface Part {
    readonly effect: string;
    readonly action: string;
    readonly not: boolean;
    /** A pattern, or the name of what is known only after apply. */
    readonly resource: string;
  }
  const NAMES = ["aws_s3_bucket.x.arn", "aws_s3_bucket.y.arn", "aws_s3_bucket.z.arn"];
  const isName = (text: string) => NAMES.includes(text);
  const part = fc.record({
    effect: fc.constantFrom("Allow", "Allow", "Deny"),
    action: fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:*"),
    not: fc.boolean(),
    resource: fc.constantFrom("*", "arn:aws:s3:::a/*", "arn:aws:sqs:eu-west-1:1:q", ...NAMES),
  });
  const written = ({ effect, action, not, resource }: Part) => ({
    Effect: effect,
    Action: action,
    [not ? "NotResource" : "Resource"]: resource,
  });
  /** As a plan shows it: what refers to another resource isn't known. */
  const asPlanned = (parts: readonly Part[]): Policies => ({
    statements: policy(...parts.map(written)).statements.map((one, i) => {
      const { resource = "" } = parts[i] ?? {};
      if (!isName(resource)) return one;
      const list = { items: [], missing: [`known after apply, from ${resource}`] };
      const place = { address: resource, resource: {} as never, path: [resource] };
      return { ...one, at: place, resources: { ...one.resources, list } };
    }),
    unread: [],
  });
  const listAt = ({ address }: { readonly address: string }) => ({ key: address, from: [address] });

  test("what nobody gains before apply, nobody gains after it, whatever the ARNs turn out to be", () => {
    const sides = fc.array(part, { minLength: 1, maxLength: 3 });
    const values = fc.tuple(...NAMES.map(() => fc.constantFrom(...VALUES)));
    fc.assert(
      fc.property(sides, sides, values, (before, after, arns) => {
        const { gained, unknown } = comparePolicies([asPlanned(before)], [asPlanned(after)], { listAt });
        fc.pre(gained.length === 0 && unknown?.gained !== true);
        const applied = (parts: readonly Part[]) =>
          policy(
            ...parts.map((one) => written({ ...one, resource: arns[NAMES.indexOf(one.resource)] ?? one.resource })),
          );
        expect(comparePolicies([applied(before)], [applied(after)]).gained).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("the same list stands for itself, and another one for others", () => {
    const one = (action: string, resource: string): Part => ({ effect: "Allow", action, not: false, resource });
    const [x = "", y = ""] = NAMES;
    const of = (before: readonly Part[], after: readonly Part[]) =>
      said(comparePolicies([asPlanned(before)], [asPlanned(after)], { listAt }));
    expect(of([one("s3:GetObject", x)], [one("s3:GetObject", x)])).toEqual({ gained: [], lost: [] });
    expect(of([one("s3:GetObject", x)], [one("s3:*", x)])).toEqual({
      gained: [`s3:* what is known only after apply, from ${x}`],
      lost: [],
    });
    expect(of([one("s3:GetObject", x)], [one("s3:GetObject", x), one("s3:GetObject", y)]).gained).toEqual([
      `s3:GetObject what is known only after apply, from ${y}`,
    ]);
  });
});

test("what a boundary that nobody knows denies is gained, at most, without it", () => {
  const all = policy(allow("*"));
  const boundary: Policies = { statements: [], unread: [{ text: "what it says isn't known" }] };
  const { gained, unknown } = comparePolicies([all, boundary], [all]);
  expect([gained, unknown?.lost, unknown?.certain]).toEqual([[], false, { gained: true, lost: true }]);
});
