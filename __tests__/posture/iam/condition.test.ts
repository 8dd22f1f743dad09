import { conditionHolds, partsOf } from "../../../posture/iam/condition";
import { policiesIn, principalPattern, statementsOf } from "../../../posture/iam/document";
import { arnGlobOf, globOf, matches } from "../../../posture/iam/glob";
import { addressOf, blocksInclude, within } from "../../../posture/iam/ip";
import { operatorOf, ordered } from "../../../posture/iam/operator";
import { substituteVariables } from "../../../posture/iam/variables";
import type { Context } from "../../../posture/iam/variables";
import { listing } from "../../../posture/model";
import { allow, statements, when } from "./support";

/** `true`, `false` or `unknown`, of a request in which the key `k` has these values: null for none, undefined where nobody knows. */
const holds = (operator: string, wanted: unknown, k: readonly string[] | null | undefined, more: Context = {}) => {
  const [statement] = statements(allow("a:b", "*", when(operator, "K", wanted)));
  const [condition] = statement?.conditions.items ?? [];
  return condition && conditionHolds(condition, true, { ...(k !== undefined && { k }), ...more });
};

const SNS = "arn:aws:sns:eu-west-1:123456789012:topic";
/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
test.each<[string, unknown, string[] | null | undefined, unknown]>([
  ["StringEquals", "y*", ["yes"], false],
  ["StringEquals", "y*", ["y*"], true],
  ["StringEquals", ["x", "y"], ["y"], true],
  ["StringNotEquals", ["x", "y"], ["y"], false],
  ["StringNotEquals", ["x", "y"], ["z"], true],
  ["StringNotEqualsIgnoreCase", "Y", ["y"], false],
  ["StringLike", "y?s*", ["yes/no:x"], true],
  ["StringLike", "y?s", ["Yes"], false],
  ["StringNotLike", "y*", ["yes"], false],
  ["StringNotLike", "y*", null, true],
  ["StringLike", "y*", null, false],
  ["StringNotLikeIfExists", "y*", ["yes"], false],
  ["StringLikeIfExists", "y*", null, true],
  ["StringLikeIfExists", "y*", ["no"], false],
  ["StringLikeIfExists", "y*", undefined, "unknown"],
  ["StringLike", "y*", [], false],
  ["Bool", "TRUE", ["true"], true],
  ["Bool", "true", ["false"], false],
  ["BinaryEquals", "QQ==", ["QQ=="], true],
  ["NumericLessThan", "300", ["299.5"], true],
  ["NumericLessThan", "300", ["soon"], "unknown"],
  ["NumericNotEquals", "1", ["2"], true],
  ["NumericNotEquals", "1", ["one"], "unknown"],
  ["DateGreaterThan", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:00Z"], false],
  ["DateLessThanEquals", "2026-01-01T00:00:00Z", ["1767225600"], true],
  ["DateEquals", "2026", ["2026-01-01T00:00:00Z"], true],
  ["IpAddress", ["10.0.0.0/8", "2001:db8::/32"], ["2001:db8::1"], true],
  ["NotIpAddress", "10.0.0.0/8", ["10.1.1.1"], false],
  ["NotIpAddress", "10.0.0.0/8", ["11.1.1.1"], true],
  ["IpAddress", "somewhere", ["10.1.1.1"], "unknown"],
  ["ArnLike", "arn:aws:sns:*:123456789012:*", [SNS], true],
  ["ArnEquals", "arn:aws:sns:*:123456789012:t*", [SNS], true],
  ["ArnLike", "arn:*:topic", [SNS], "unknown"],
  ["ArnLike", "arn:aws:s*:topic:*:*:*", [SNS], false],
  ["ArnNotLike", "arn:aws:sns:*:123456789012:*", [SNS], false],
  ["ArnNotEquals", "arn:aws:sns:*:1:*", [SNS], true],
  ["ArnLike", "arn:aws:sns:*:1:*", ["topic"], "unknown"],
  ["Null", "false", ["x"], true],
  ["Null", "False", null, false],
  ["Null", ["true", "false"], null, true],
  ["Null", "true", [], true],
  ["Null", "true", undefined, "unknown"],
  ["ForAnyValue:StringEquals", "y", null, false],
  ["ForAnyValue:StringNotEquals", "y", null, false],
  ["ForAnyValue:StringEqualsIfExists", "y", null, true],
  ["ForAnyValue:StringNotEquals", "y", ["y", "z"], true],
  ["ForAnyValue:StringEquals", "y", ["x", "z"], false],
  ["ForAllValues:StringEquals", ["x", "y"], ["y", "x"], true],
  ["ForAllValues:StringEquals", "y", null, true],
  ["ForAllValues:StringNotEquals", "y", ["x", "y"], false],
  ["StringNotEquals", "y", ["x", "z"], "unknown"],
  ["stringequals", "y", ["y"], true],
])("%s %j in %j: %s", (operator, wanted, value, answer) => expect(holds(operator, wanted, value)).toBe(answer));

test.each<[string, string[], unknown]>([
  ["StringEquals", ["a"], true],
  ["StringEquals", ["b"], "unknown"],
  ["StringNotEquals", ["a"], false],
  ["StringNotEquals", ["b"], "unknown"],
  ["ForAnyValue:StringEquals", ["b", "a"], true],
])("%s of values that aren't all known, in %j: %s", (operator, k, answer) =>
  expect(conditionHolds({ operator, key: "k", values: listing(["a"], ["later"]) }, true, { k })).toBe(answer),
);
test("a test for a missing key whose wish isn't known", () => {
  const wish = { operator: "Null", key: "k", values: listing<string>([], ["later"]) };
  expect(conditionHolds(wish, true, { k: null })).toBe("unknown");
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
test.each<[string, string, string[], Context, unknown]>([
  ["StringEquals", "${aws:username}", ["ann"], { "aws:username": ["ann"] }, true],
  ["StringEquals", "${aws:username}", ["bob"], { "aws:username": ["ann"] }, false],
  ["StringEquals", "${AWS:UserName}", ["ann"], { "aws:username": ["ann"] }, true],
  ["StringLike", "home/${aws:username}/*", ["home/ann/x"], { "aws:username": ["ann"] }, true],
  ["StringLike", "${aws:username}", ["ann"], { "aws:username": ["*"] }, false],
  ["StringEquals", "${aws:username}", ["ann"], {}, "unknown"],
  ["StringEquals", "a-${aws:username}", ["ann"], {}, false],
  ["StringEquals", "${aws:username}", ["ann"], { "aws:username": null }, false],
  ["StringEquals", "${aws:username, 'nobody'}", ["nobody"], { "aws:username": null }, true],
  ["StringEquals", "${aws:username, 'nobody'}", ["nobody"], { "aws:username": ["ann"] }, false],
  ["StringEquals", "${aws:username}", ["ann"], { "aws:username": ["ann", "bob"] }, "unknown"],
  ["StringEqualsIgnoreCase", "${aws:username}", ["ANN"], { "aws:username": ["Ann"] }, true],
  ["StringLike", "${*}", ["*"], {}, true],
  ["StringLike", "${*}", ["x"], {}, false],
  ["StringLike", "${$}{x}", ["${x}"], {}, true],
  [
    "ArnLike",
    "arn:aws:sns:${aws:RequestedRegion}:123456789012:*",
    [SNS],
    { "aws:requestedregion": ["eu-west-1"] },
    true,
  ],
])("%s %s in %j with %j: %s", (operator, wanted, value, context, answer) =>
  expect(holds(operator, wanted, value, context)).toBe(answer),
);
test("variables are texts in a policy of the version before them", () =>
  expect(substituteVariables("${aws:username}", true, false, { "aws:username": ["ann"] })).toEqual({
    glob: [..."${aws:username}"],
    sure: true,
  }));

test.each<[string, string[] | undefined]>([
  [SNS, ["arn", "aws", "sns", "eu-west-1", "123456789012", "topic"]],
  ["arn:aws:s3:::b:c:d", ["arn", "aws", "s3", "", "", "b:c:d"]],
  ["arn:aws:sns:${aws:RequestedRegion}:1:t", ["arn", "aws", "sns", "${aws:RequestedRegion}", "1", "t"]],
  ["arn:aws:sns:eu-west-1:1", undefined],
])("the parts of %s", (arn, parts) => expect(partsOf(arn)).toEqual(parts));

describe("an operator", () => {
  test.each([
    ...["ForAllValue:Bool", "ForAnyValues:Bool", "ForSomeValues:Bool", "xForAnyValue:Bool", "IfExists", "Numeric"],
    ...["xNumericEquals", "DateLike", "constructor", "StringEqualsIfExist", "StringEqualsIfExistsx"],
  ])("%s is none", (name) => expect(operatorOf(name)).toBeUndefined());
  test.each<[string, object]>([
    [
      "ForAllValues:NumericNotEqualsIfExists",
      { comparison: "number", order: "=", negated: true, quantifier: "all", ifExists: true },
    ],
    ["DateGreaterThanEquals", { comparison: "date", order: ">=", negated: false, ifExists: false }],
    ["NumericGreaterThan", { comparison: "number", order: ">", negated: false, ifExists: false }],
    ["DateLessThan", { comparison: "date", order: "<", negated: false, ifExists: false }],
    ["Null", { comparison: "null", negated: false, ifExists: false }],
    ["NotIpAddressIfExists", { comparison: "ip", negated: true, ifExists: true }],
    ["ArnNotLike", { comparison: "arn", negated: true, ifExists: false }],
    ["ArnNotEquals", { comparison: "arn", negated: true, ifExists: false }],
    ["StringNotEqualsIgnoreCase", { comparison: "equals-ignore-case", negated: true, ifExists: false }],
  ])("%s", (name, operator) => expect(operatorOf(name)).toEqual(operator));
  test.each([
    ["NumericEquals", "+5", "5.0", true],
    ["NumericEquals", "5.", "5", undefined],
    ["NumericEquals", ".5", "0.5", undefined],
    ["DateEquals", "12345", "1970-01-01T03:25:45Z", true],
    ["DateLessThan", "2025-12-31", "2026-01-01", true],
    ["DateLessThan", "2026-01-01", "2026-01-01", false],
    ["DateEquals", "later", "2026-01-01", undefined],
    ["IpAddress", "here", "10.0.0.0/8", undefined],
  ])("%s %s %s: %s", (name, value, wanted, answer) => {
    const operator = operatorOf(name);
    expect(operator && ordered(operator, value, wanted)).toBe(answer);
  });
});

describe("an address", () => {
  test.each<[string, bigint | undefined]>([
    ["1.2.3.4", 0x01020304n],
    ["255.255.255.255", 0xffffffffn],
    ["1.2.3.256", undefined],
    ["1.2.3", undefined],
    ["1.2.3.4.5", undefined],
    ["1.2.3.x", undefined],
    ["1.2.3.0004", undefined],
    ["::", 0n],
    ["::1", 1n],
    ["1::", 1n << 112n],
    ["1:2:3:4:5:6:7:8", 0x00010002000300040005000600070008n],
    ["1:2:3:4:5:6:7", undefined],
    ["1:2:3:4::5:6:7:8", undefined],
    ["1::2::3", undefined],
    ["1:2:3:4:5:6:7::", 0x00010002000300040005000600070000n],
    ["abcd::ABCD", (0xabcdn << 112n) | 0xabcdn],
    ["1::g", undefined],
    ["x1::", undefined],
    ["12345::", undefined],
  ])("%s", (text, value) => expect(addressOf(text)?.value).toBe(value));
  test.each<[string, string, boolean | undefined]>([
    ["10.255.255.255", "10.0.0.0/8", true],
    ["9.255.255.255", "10.0.0.0/8", false],
    ["10.0.0.1", "10.0.0.0/31", true],
    ["10.0.0.2", "10.0.0.0/31", false],
    ["1.1.1.1", "0.0.0.0/0", true],
    ["1.1.1.1", "1.1.1.1/32", true],
    ["1.1.1.1", "1.1.1.1/-1", undefined],
    ["1.1.1.1", "1.1.1.1/8.5", undefined],
    ["1.1.1.1", "1.1.1.1/x", undefined],
    ["::1", "::/128", false],
    ["::1", "::/129", undefined],
    ["::1", "0.0.0.0/0", false],
  ])("%s in %s: %s", (text, block, answer) => {
    const address = addressOf(text);
    expect(address && within(address, block)).toBe(answer);
  });
  test("is in a list of blocks where one of them holds it", () =>
    expect(
      [["here", "10.0.0.0/8"], ["11.0.0.0/8"], ["10.0.0.0/33"]].map((blocks) => blocksInclude(blocks, "10.1.1.1")),
    ).toEqual([true, false, false]));
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
test.each([
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y:z", true],
  ["arn:aws:sqs:*:1:q", "arn:aws:sqs:eu:x:1:q", true],
  ["arn:aws:sqs:eu*x:1:q", "arn:aws:sqs:eu:x:1:q", false],
  ["arn:aws:s?s:eu:1:q", "arn:aws:sqs:eu:1:q", true],
  ["arn:aws:sqs:eu:1:a*z", "arn:aws:sqs:eu:1:a:z", true],
  ["*:q", "arn:aws:sqs:eu:1:q", true],
])("%s and %s: %s", (pattern, arn, answer) => expect(matches(arnGlobOf(globOf(pattern)), arn)).toBe(answer));

describe("a document", () => {
  const AT = { address: "p" };
  const read = (Statement: unknown) => statementsOf(JSON.stringify({ Version: "2012-10-17", Statement }), AT);
  test.each<[string, unknown]>([
    ["no effect", { Action: "*" }],
    ["another effect", { Effect: "allow", Action: "*" }],
    ["no action", { Effect: "Allow", Resource: "*" }],
    ["a principal that is a text", { Effect: "Allow", Action: "*", Principal: "x" }],
    ["a kind of principal that AWS hasn't", { Effect: "Allow", Action: "*", Principal: { Role: "r" } }],
    ["* of a service", { Effect: "Allow", Action: "*", Principal: { aws: "*" } }],
    ["conditions that are a text", { Effect: "Allow", Action: "*", Condition: "x" }],
    ["an operator without keys", { Effect: "Allow", Action: "*", Condition: { Bool: "x" } }],
    ["a statement that is a text", ["x"]],
  ])("with %s is none", (_, statement) => expect(read(statement)).toBeUndefined());
  test.each(["nonsense", "[]", "null", '"x"'])("%s is none", (text) => expect(statementsOf(text, AT)).toBeUndefined());

  test("may be of one statement or of none, and keep a name", () => {
    expect(read({ Sid: "S", Effect: "Deny", NotAction: ["a:b"], NotResource: "r" })).toEqual([
      {
        ...{ at: AT, sid: "S", effect: { known: true, value: "Deny" }, variables: true },
        actions: { not: true, list: { items: ["a:b"], missing: [] } },
        resources: { not: true, list: { items: ["r"], missing: [] } },
        conditions: { items: [], missing: [] },
      },
    ]);
    expect(read(undefined)).toEqual([]);
    expect(read({ Sid: "", Effect: "Allow", Action: "*" })?.[0]).not.toHaveProperty("sid");
    expect(policiesIn({ Statement: [] }, AT)).toEqual({ statements: [], unread: [] });
    const old = statementsOf(
      JSON.stringify({ Version: "2008-10-17", Statement: { Effect: "Allow", Action: "*" } }),
      AT,
    );
    expect(old?.[0]?.variables).toBe(false);
  });

  test("names its principals by kind", () => {
    const [one] = read({ Effect: "Allow", Action: "*", Principal: { AWS: ["1", "*"], CanonicalUser: "c" } }) ?? [];
    expect(one?.principals).toEqual({
      not: false,
      list: {
        items: [
          { kind: "AWS", id: "1" },
          { kind: "everyone", id: "*" },
          { kind: "CanonicalUser", id: "c" },
        ],
        missing: [],
      },
    });
    expect([principalPattern("*", "*"), principalPattern("Service", "*"), principalPattern("*", "x")]).toEqual([
      { kind: "everyone", id: "*" },
      { kind: "Service", id: "*" },
      undefined,
    ]);
  });
});
