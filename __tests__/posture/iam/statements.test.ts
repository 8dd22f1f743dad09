import { atomsOf } from "../../../posture/iam/atoms";
import { actionAxis, principalAxis, resourceAxis } from "../../../posture/iam/axis";
import { conditionHolds, conditionsHold, openConditions } from "../../../posture/iam/condition";
import { readDataSource } from "../../../posture/iam/data-source";
import { globOf } from "../../../posture/iam/glob";
import type { Glob } from "../../../posture/iam/glob";
import { addressOf, within } from "../../../posture/iam/ip";
import { canonical, namedStatements } from "../../../posture/iam/named-statements";
import { operatorOf, ordered } from "../../../posture/iam/operator";
import { requestsFor } from "../../../posture/iam/request-space";
import { AskedResources, listHolds } from "../../../posture/iam/resource-match";
import { NO_POLICIES, withAttachment, mergePolicies } from "../../../posture/iam/statement";
import type { Statement } from "../../../posture/iam/statement";
import { VariableSymbols } from "../../../posture/iam/variables";
import { listing } from "../../../posture/model";

import { ACCOUNT, document, statements, policies, allow, deny, when, model, at, actions, ROLES, said } from "./support";

describe("atoms", () => {
  test("texts are divided by which patterns match them, and no part is empty", () => {
    const atoms = atomsOf([globOf("*")], [globOf("a*"), globOf("*b")]);
    expect(atoms?.map((one) => [...one.in].sort().join()).sort()).toEqual(["", "0", "0,1", "1"]);
    const both = atoms?.find((one) => one.in.size === 2)?.example;
    expect(both).toMatch(/^a.*b$/);
    expect(atomsOf([globOf("a")], [globOf("b*")])?.map((one) => one.in.size)).toEqual([0]);
  });
});

describe("axis", () => {
  const all = statements(allow("s3:Get*", "arn:aws:s3:::a/*"), { ...allow("x"), Action: undefined, NotAction: "s3:*" });
  const [get, others] = all as [Statement, Statement];
  const atomOf = (axis: ReturnType<typeof actionAxis>, text: string) => [
    ...(axis?.labels.find((one) => one.text === text)?.atoms ?? []),
  ];

  test("actions are divided without regard to case, and negation turns a list round", () => {
    const axis = actionAxis(all, new VariableSymbols());
    const [of] = atomOf(axis, "s3:Get*");
    expect(of !== undefined && axis?.holds(get, of)).toBe(true);
    expect(of !== undefined && axis?.holds(others, of)).toBe(false);
    expect(axis?.labels.map(({ text }) => text)).toContain("everything but s3:*");
    expect(axis?.open({ ...get, open: "" }, 0)).toBeUndefined();
  });

  test("resources are ARNs, whose wildcards stay within their parts", () => {
    const axis = resourceAxis(all, new VariableSymbols());
    expect(axis?.labels.map(({ text }) => text)).toEqual(expect.arrayContaining(["arn:aws:s3:::a/*", "*"]));
    expect(atomOf(axis, "*")).toHaveLength(axis?.size ?? -1);
  });

  test("an account holds its roles, and everybody holds all", () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/r`;
    const [one, account, star] = statements(
      ...[role, ACCOUNT, "*"].map((AWS) => ({ ...allow("a:b"), Principal: { AWS } })),
    ) as [Statement, Statement, Statement];
    const axis = principalAxis([one, account, star]);
    const [ofRole] = [...(axis.labels.find(({ text }) => text === role)?.atoms ?? [])];
    expect([one, account, star].map((each) => ofRole !== undefined && axis.holds(each, ofRole))).toEqual([
      true,
      true,
      true,
    ]);
    const [ofElse] = [...Array(axis.size).keys()].filter((atom) => axis.name(atom) === "everybody else");
    expect([one, account, star].map((each) => ofElse !== undefined && axis.holds(each, ofElse))).toEqual([
      false,
      false,
      true,
    ]);
    const later = { ...one, open: "s", principals: { not: false, list: listing([], ["later"]) } };
    expect([later, { ...one, open: "s" }].map((each) => axis.open(each, 0))).toEqual([["s principal"], undefined]);
  });
});

describe("operator", () => {
  test.each([
    ["StringEquals", { comparison: "equals", negated: false, ifExists: false }],
    ["stringNotLikeIfExists", { comparison: "like", negated: true, ifExists: true }],
    ["ForAnyValue:ArnLike", { comparison: "arn", quantifier: "any" }],
    ["ForAllValues:StringEquals", { quantifier: "all" }],
    ["NumericLessThanEquals", { comparison: "number", order: "<=" }],
    ["DateGreaterThan", { comparison: "date", order: ">" }],
  ])("%s", (name, operator) => expect(operatorOf(name)).toMatchObject(operator));

  test("one that AWS doesn't have is none", () =>
    expect(["StringMatches", "NumericLike", "toString"].map(operatorOf)).toEqual([undefined, undefined, undefined]));

  test.each([
    ["NumericLessThan", "5", "10", true],
    ["NumericGreaterThanEquals", "5", "5", true],
    ["NumericEquals", "5", "five", undefined],
    ["NumericEquals", "5x", "5", undefined],
    ["NumericEquals", "x5", "5", undefined],
    ["NumericEquals", "5.25", "5.25", true],
    ["NumericEquals", "-5", "-5", true],
    ["NumericEquals", "5", "6", false],
    ["NumericGreaterThan", "5", "5", false],
    ["NumericGreaterThan", "6", "5", true],
    ["NumericGreaterThan", "4", "5", false],
    ["NumericLessThanEquals", "5", "5", true],
    ["NumericLessThanEquals", "6", "5", false],
    ["NumericLessThan", "5", "5", false],
    ["DateLessThan", "2026-01-01T00:00:00Z", "1800000000", true],
    ["IpAddress", "10.1.2.3", "10.0.0.0/8", true],
  ])("%s %s %s: %s", (name, value, wanted, answer) => {
    const operator = operatorOf(name);
    expect(operator && ordered(operator, value, wanted)).toBe(answer);
  });
});

describe("ip", () => {
  test.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["2001:db8::1", "2001:db8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
    ["2001:db8::1", "2001:db8::2", false],
    ["2001:db8:8000::", "2001:db8::/33", false],
    ["10.1.2.3", "::/0", false],
    ["10.1.2.3", "10.0.0.0/33", undefined],
    ["10.1.2.3", "somewhere", undefined],
  ])("%s in %s: %s", (text, block, answer) => {
    const address = addressOf(text);
    expect(address && within(address, block)).toBe(answer);
  });

  test("what is no address is none", () =>
    expect(["10.1.2", "256.1.1.1", "1::2::3", "12345::"].map(addressOf)).toEqual(Array(4).fill(undefined)));
});

describe("condition", () => {
  const [one] = statements(allow("a:b", "*", when("StringEquals", "aws:X", "y")));
  const hold = (operator: string, value: unknown, context: Record<string, readonly string[] | null>) => {
    const [statement] = statements(allow("a:b", "*", when(operator, "aws:X", value)));
    const [condition] = statement?.conditions.items ?? [];
    return condition && conditionHolds(condition, true, context);
  };
  test.each<[string, unknown, Record<string, readonly string[] | null>, unknown]>([
    ["StringEquals", "y", { "aws:x": ["y"] }, true],
    ["StringEquals", "y", { "aws:x": ["Y"] }, false],
    ["StringEqualsIgnoreCase", "y", { "aws:x": ["Y"] }, true],
    ["StringEquals", "y", {}, "unknown"],
    ["StringEquals", "y", { "aws:x": null }, false],
    ["StringNotEquals", "y", { "aws:x": null }, true],
    ["StringEqualsIfExists", "y", { "aws:x": null }, true],
    ["StringEquals", "y", { "aws:x": ["y", "z"] }, "unknown"],
    ["ForAnyValue:StringEquals", "y", { "aws:x": ["y", "z"] }, true],
    ["ForAllValues:StringEquals", "y", { "aws:x": ["y", "z"] }, false],
    ["Null", "true", { "aws:x": null }, true],
    ["Null", "true", { "aws:x": ["y"] }, false],
    ["Nonsense", "y", { "aws:x": ["y"] }, "unknown"],
  ])("%s %j in %j: %s", (operator, value, context, answer) => expect(hold(operator, value, context)).toBe(answer));

  test("all have to hold, and those that leave it open are named", () => {
    if (!one) throw new Error("no statement");
    expect(conditionsHold(one, { "aws:x": ["y"] })).toBe(true);
    expect([conditionsHold(one, {}), openConditions(one, {})]).toEqual(["unknown", ["StringEquals aws:X"]]);
    const open = { ...one, conditions: { ...one.conditions, missing: ["later"] } };
    expect(conditionsHold(open, { "aws:x": ["y"] })).toBe("unknown");
    expect(conditionsHold(open, { "aws:x": ["z"] })).toBe(false);
  });
});

describe("variables", () => {
  test.each<[string, boolean, Glob]>([
    ["a*", true, globOf("a*")],
    ["a*", false, ["a", "*"]],
    ["a${*}${?}", true, ["a", "*", "?"]],
    ["${aws:username}${aws:username}", true, ["\ue100", "\ue100"]],
    ["${aws:username}${aws:userid}", true, ["\ue100", "\ue101"]],
  ])("%s, wildcards %s", (text, wild, glob) => {
    const symbols = new VariableSymbols();
    expect(symbols.glob(text, true, wild)).toEqual(glob);
    expect(Object.values(symbols.context).flat()).toEqual([
      ...new Set(glob.filter((one) => typeof one === "string" && one >= "\ue100")),
    ]);
  });
});

describe("data-source", () => {
  const read = (body: object, others: Readonly<Record<string, object>> = {}) => {
    const of = model({}, { aws_iam_policy_document: { d: body, ...others } });
    return readDataSource(of, at(of, "data.aws_iam_policy_document.d"));
  };

  test("its JSON counts where that is known", () => {
    expect(actions(read({ json: document(allow("a:b")), statement: [{ actions: ["c:d"] }] }))).toEqual(["a:b"]);
    expect(read({ json: "nonsense" }).unread).toHaveLength(1);
  });

  test("its blocks are statements, &{…} a policy variable, and an effect left out is Allow", () => {
    const {
      statements: [one],
    } = read({
      statement: [
        {
          sid: "S",
          actions: ["s3:*"],
          resources: ["arn:aws:s3:::&{aws:username}/*"],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        },
      ],
    });
    expect(one).toMatchObject({
      sid: "S",
      effect: { value: "Allow" },
      resources: { list: { items: ["arn:aws:s3:::${aws:username}/*"] } },
      principals: { list: { items: [{ kind: "everyone" }] } },
      conditions: { items: [{ operator: "Bool", key: "aws:SecureTransport", values: { items: ["true"] } }] },
    });
    const excepted = [{ type: "AWS", identifiers: ["*"] }];
    expect(
      read({ statement: [{ actions: ["a:b"], not_principals: excepted, principals: [] }] }).statements[0],
    ).toMatchObject({ principals: { not: true, list: { items: [{ kind: "everyone" }] } } });
    const later = read({ statement: [{ actions: ["a:b"], not_principals: "${var.unset}" }] }).statements[0];
    expect(later?.principals).toMatchObject({ not: true, list: { items: [] } });
    expect(read({ statement: [{ not_actions: ["s3:*"] }] }).statements[0]).toMatchObject({
      actions: { not: true },
      resources: { list: { items: ["*"] } },
    });
  });

  test("what it is put over and under is read as well, and what can't be read is said", () => {
    const both = read({ source_policy_documents: [document(allow("a:b"))], statement: [{ actions: ["c:d"] }] });
    expect(actions(both)?.sort()).toEqual(["a:b", "c:d"]);
    expect(read({ source_policy_documents: ["nonsense"] }).unread).toHaveLength(1);
    expect(read({ source_policy_documents: ["${var.unset}"] }).unread[0]?.text).toContain("isn't known yet");
  });

  test("other data sources are read where they aren't known as a whole, as far as it is sure which they are", () => {
    const json = (name: string) => `\${data.aws_iam_policy_document.${name}.json}`;
    const saying = (...names: readonly string[]) => ({ statement: [{ sid: "s", actions: names }] });
    const others = { one: saying("a:one"), two: { source_json: json("three") }, three: saying("a:three") };
    const known = document(allow("a:known"));
    expect(actions(read({ source_policy_documents: [json("one"), known] }, others))?.sort()).toEqual([
      "a:known",
      "a:one",
    ]);
    expect(actions(read({ override_policy_documents: [json("one"), json("two")] }, others))).toEqual(["a:three"]);
    for (const body of [
      { override_policy_documents: [json("one"), known] },
      { source_policy_documents: [json("one"), "${var.unset}"] },
      { source_json: json("d") },
    ])
      expect(read(body, others).unread[0]?.text).toContain("isn't known yet");
  });
});

describe("named-statements", () => {
  test("the same statements in another order are one text, and an effect makes another", () => {
    const text = (...all: object[]) => canonical([namedStatements(policies(...all), "before", {})]);
    expect(text(allow(["a:b", "c:d"]), deny("e:f"))).toBe(text(deny("e:f"), allow(["c:d", "a:b", "a:b"])));
    expect(text(allow("a:b"))).not.toBe(text(deny("a:b")));
  });

  test("what couldn't be read is a statement that may say anything", () => {
    const [one] = namedStatements(
      { statements: [], unread: [{ text: "later", at: { address: "p", path: [] } as never }] },
      "before",
      {},
    );
    expect(one).toMatchObject({ open: expect.stringMatching(/./), effect: { known: false } });
  });
});

describe("permission", () => {
  test("a permission is told by the narrowest words of the policies, once", () => {
    const { gained } = said([allow("s3:List*")], [allow("s3:*"), allow("s3:*")]);
    expect(gained.map(({ action, resource, wholly }) => [action, resource, wholly])).toEqual([["s3:*", "*", true]]);
  });

  test("a permission on everything hides none to do something else", () => {
    const { gained } = said([], [allow("a:b"), allow("c:d", "arn:aws:s3:::x")]);
    expect(gained.map(({ action, resource }) => [action, resource])).toEqual([
      ["a:b", "*"],
      ["c:d", "arn:aws:s3:::x"],
    ]);
  });

  test("where only conditions differ it is no whole one, and both are given", () => {
    const { gained } = said([allow("a:b", "*", when("Bool", "aws:SecureTransport", "true"))], [allow("a:b")]);
    expect(gained).toMatchObject([
      { action: "a:b", wholly: false, conditions: [], otherwise: [{ key: "aws:SecureTransport" }] },
    ]);
  });

  test("a Deny that took it away is named", () =>
    expect(said([allow("a:*"), deny("a:b")], [allow("a:*")]).gained).toMatchObject([
      { action: "a:b", denied: { effect: { value: "Deny" } } },
    ]));
});

describe("request-space", () => {
  const of = (...all: object[]) => requestsFor(statements(...all), new VariableSymbols());

  test("has a request for each way in which the conditions may turn out", () => {
    const values = of(allow("a:b", "*", when("StringEquals", "aws:X", ["y", "z"])))?.map(
      (one) => one["aws:x"]?.[0] ?? null,
    );
    expect(values).toEqual(expect.arrayContaining([null, "y", "z"]));
    expect(values?.some((one) => one !== null && !["y", "z"].includes(one ?? ""))).toBe(true);
    expect(
      of(allow("a:b", "*", when("Bool", "aws:SecureTransport", "true")))
        ?.map((one) => one["aws:securetransport"]?.[0])
        .sort(),
    ).toEqual(["false", "true"]);
  });

  test("texts that are compared without case come in one spelling, and only beside their like", () => {
    const ignoring = allow("a:b", "*", when("StringEqualsIgnoreCase", "k", ["Ab", "aB"]));
    const values = of(ignoring)?.map((one) => one["k"]?.[0]);
    expect(values).toContain("ab");
    expect(values).not.toContain("Ab");
    expect(of(ignoring, allow("a:b", "*", when("StringEquals", "k", "Ab")))).toBeUndefined();
    expect(
      of(allow("a:b", "*", when("Bool", "k", "true")), allow("a:b", "*", when("StringEquals", "k", "x"))),
    ).toBeUndefined();
  });

  test("a wildcard of an ARN stays within its part, but for the last", () => {
    const values = of(allow("a:b", "*", when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:1:*")))?.map(
      (one) => one["aws:sourcearn"]?.[0],
    );
    const fits = /^arn:aws:sns:[^:]*:1:.*$/s;
    expect(values?.some((one) => fits.test(one ?? ""))).toBe(true);
    expect(values?.some((one) => one !== undefined && !fits.test(one))).toBe(true);
  });

  test("is given up where there would be too many, or texts and numbers under one key", () => {
    const keys = Array.from({ length: 9 }, (_, i) => allow("a:b", "*", when("StringEquals", `aws:K${i}`, ["x", "y"])));
    expect(of(...keys)).toBeUndefined();
    expect(
      of(allow("a:b", "*", when("StringEquals", "k", "1")), allow("a:b", "*", when("NumericEquals", "k", "1"))),
    ).toBeUndefined();
  });
});

describe("resource-match", () => {
  test("a list holds what one of its items matches; unknown items leave it open, negation turns it round", () => {
    const list = (items: string[], missing: string[] = []) => ({ items, missing });
    const is = (text: string) => text === "a";
    expect(listHolds({ not: false, list: list(["b", "a"]) }, is)).toBe(true);
    expect(listHolds({ not: false, list: list(["b"], ["later"]) }, is)).toBe("unknown");
    expect(listHolds({ not: true, list: list(["b"]) }, is)).toBe(true);
  });

  test("what is asked for is divided by the patterns of the statements", () => {
    const all = statements(allow("a:b", "arn:aws:s3:::a/*"), allow("a:b", "*"));
    expect(new AskedResources(["arn:aws:s3:::a/x"], all, {}).parts).toHaveLength(1);
    expect(new AskedResources(["arn:aws:s3:::", { gap: "rest" }], all, {}).parts.length).toBeGreaterThan(1);
  });
});

describe("statement", () => {
  test("policies are put together, what is unread said once, and each knows the way it came", () => {
    const unread = { text: "later", at: { address: "p", path: [] } as never };
    const all = mergePolicies([
      policies(allow("a:b")),
      { statements: [], unread: [unread] },
      { statements: [], unread: [unread] },
      NO_POLICIES,
    ]);
    expect([all.statements.length, all.unread.length]).toEqual([1, 1]);
    const of = model(ROLES);
    const role = at(of, "aws_iam_role.r");
    expect(withAttachment(role, withAttachment(role, all)).statements[0]?.through).toEqual([role]);
  });
});
