import { requestsFor } from "../../../posture/iam/request-space";
import { VariableSymbols } from "../../../posture/iam/variables";
import { allow, statements, when } from "./support";

type Test = readonly [operator: string, value: unknown];
const requests = (key: string, tests: readonly Test[]) =>
  requestsFor(
    statements(...tests.map(([operator, value]) => allow("a:b", "*", when(operator, key, value)))),
    new VariableSymbols(),
  );
/** Values of one key, several joined by a space; null: the request has no such key. */
const valuesOf = (key: string, ...tests: readonly Test[]) =>
  requests(key, tests)?.map((one) => one[key.toLowerCase()]?.join(" ") ?? null);

/** Each boundary and a value on either side of it, and a request without the key unless every request has it. */
test.each<[string, Test[], (string | null)[]]>([
  ["k", [["NumericLessThan", "5"]], [null, "4", "5", "6"]],
  [
    "k",
    [
      ["NumericLessThan", ["9", "5"]],
      ["NumericEquals", "5"],
    ],
    [null, "4", "5", "7", "9", "10"],
  ],
  ["aws:EpochTime", [["NumericLessThan", "5"]], ["4", "5", "6"]],
  [
    "aws:CurrentTime",
    [["DateLessThan", ["2026-01-01T00:00:10Z", "1767225600"]]],
    [
      "2025-12-31T23:59:59.000Z",
      "2026-01-01T00:00:00.000Z",
      "2026-01-01T00:00:05.000Z",
      "2026-01-01T00:00:10.000Z",
      "2026-01-01T00:00:11.000Z",
    ],
  ],
  ["aws:SourceIp", [["IpAddress", "10.1.2.3/8"]], [null, "0.0.0.0", "0:0:0:0:0:0:0:0", "10.0.0.0", "11.0.0.0"]],
  ["aws:SourceIp", [["NotIpAddress", "255.255.255.255"]], [null, "0.0.0.0", "0:0:0:0:0:0:0:0", "255.255.255.255"]],
  [
    "aws:SourceIp",
    [["IpAddress", "2001:db8::/32"]],
    [null, "0.0.0.0", "0:0:0:0:0:0:0:0", "2001:db8:0:0:0:0:0:0", "2001:db9:0:0:0:0:0:0"],
  ],
  ["k", [["Bool", "true"]], [null, "true", "false"]],
  ["aws:ViaAWSService", [["StringEquals", "true"]], [null, "true", "false"]],
  ["aws:SecureTransport", [["Bool", "false"]], ["true", "false"]],
  ["aws:PrincipalType", [["StringEquals", "User"]], ["", "User"]],
  [
    "k",
    [
      ["StringEquals", "y"],
      ["Null", "true"],
    ],
    [null, "", "y"],
  ],
  ["k", [["Null", "true"]], [null, ""]],
  [
    "k",
    [
      ["StringEqualsIgnoreCase", "Ab"],
      ["Bool", "true"],
    ],
    [null, "true", "false"],
  ],
  ["k", [["ForAnyValue:StringEquals", "y"]], [null, "", "y", " y"]],
  ["k", [["Nonsense", "y"]], [null, ""]],
  ["k", [["ArnLike", "no ARN"]], [null, ":::::"]],
])("%s in %j: %j", (key, tests, values) => expect(valuesOf(key, ...tests)).toEqual(values));

test.each<[string, Test[]]>([
  [
    "texts and numbers under one key",
    [
      ["StringEquals", "1"],
      ["NumericEquals", "1"],
    ],
  ],
  [
    "dates and numbers under one key",
    [
      ["DateEquals", "1767225600"],
      ["NumericEquals", "1"],
    ],
  ],
  [
    "addresses and texts under one key",
    [
      ["IpAddress", "10.0.0.0/8"],
      ["StringLike", "10.*"],
    ],
  ],
  [
    "texts with and without case",
    [
      ["StringEqualsIgnoreCase", "a"],
      ["StringLike", "a*"],
    ],
  ],
  ["what is no number", [["NumericEquals", "five"]]],
  ["what is no date", [["DateEquals", "tomorrow"]]],
  ["what is no address", [["IpAddress", "here"]]],
  ["more than eight values of one key", [["ForAllValues:StringEquals", ["1", "2", "3", "4", "5", "6", "7", "8"]]]],
])("%s are given up", (_, tests) => expect(valuesOf("k", ...tests)).toBeUndefined());

test("a test for missing keys says nothing of their kind", () => {
  expect(valuesOf("k", ["Null", "true"], ["NumericEquals", "1"])).toEqual([null, "0", "1", "2"]);
  expect(valuesOf("k", ["ForAllValues:StringEquals", ["1", "2", "3", "4", "5", "6", "7"]])).toHaveLength(256);
});

test("the keys of several conditions are combined, up to three thousand", () => {
  const all = (...keys: readonly string[]) =>
    requestsFor(
      statements(...keys.map((key) => allow("a:b", "*", when("StringEquals", key, ["x", "y"])))),
      new VariableSymbols(),
    )?.length;
  expect([all("a", "A"), all("a", "b"), all("a", "b", "c", "d", "e"), all("a", "b", "c", "d", "e", "f")]).toEqual([
    4,
    16,
    1024,
    undefined,
  ]);
});

test("equal variables have equal values in every request, and wildcards of an ARN stay within its parts", () => {
  const symbols = new VariableSymbols();
  const of = statements(allow("a:b", "*", when("StringLike", "k", "${aws:username}/*")));
  const [first] = requestsFor(of, symbols) ?? [];
  expect(first?.["aws:username"]).toEqual(["\ue100"]);
  const arns = valuesOf("k", ["ArnLike", "arn:aws:s?s:*:1:a*"]) ?? [];
  const fits = /^arn:aws:s[^:]s:[^:]*:1:a.*$/s;
  expect(arns.filter((one) => one !== null && fits.test(one)).length).toBe(1);
  expect(arns.some((one) => one !== null && !fits.test(one))).toBe(true);
});
