import { comparePolicies } from "../../../posture/iam";
import { actionAxis, principalAxis, resourceAxis } from "../../../posture/iam/axis";
import { readDataSource } from "../../../posture/iam/data-source";
import { statementsOf } from "../../../posture/iam/document";
import { canonical, namedStatements } from "../../../posture/iam/named-statements";
import { mayMatch } from "../../../posture/iam/open-resources";
import type { OpenItem, Policies, Statement } from "../../../posture/iam/statement";
import { VariableSymbols } from "../../../posture/iam/variables";
import { listing } from "../../../posture/model";
import { ACCOUNT, allow, at, deny, document, model, policies, statements, when } from "./support";

describe("the text of statements", () => {
  const text = (all: Policies, side: "before" | "after" = "before") => canonical([namedStatements(all, side, {})]);
  const naming = (Principal: unknown) => ({ ...allow("a:b"), Principal });
  test.each<[string, object, object]>([
    ["actions in another case and order", allow(["a:b", "C:D"]), allow(["c:d", "A:b", "a:b"])],
    ["resources in another order", allow("a:b", ["r", "s"]), allow("a:b", ["s", "r"])],
    ["no resource and all", { Effect: "Allow", Action: "a:b" }, allow("a:b")],
    [
      "values in another order",
      allow("a:b", "*", when("StringEquals", "k", ["x", "y"])),
      allow("a:b", "*", when("stringequals", "K", ["y", "x", "y"])),
    ],
    ["names of statements", { ...allow("a:b"), Sid: "one" }, allow("a:b")],
    ["everybody, written otherwise", naming("*"), naming({ AWS: "*" })],
  ])("is the same for %s", (_, one, other) => expect(text(policies(one))).toBe(text(policies(other))));

  test.each<[string, object, object]>([
    ["effects", allow("a:b"), deny("a:b")],
    ["actions", allow("a:b"), allow("a:c")],
    ["actions and all but them", allow("a:b"), { ...allow("a:b"), Action: undefined, NotAction: "a:b" }],
    ["resources in another case", allow("a:b", "r"), allow("a:b", "R")],
    ["resources and all but them", allow("a:b", "r"), { ...allow("a:b"), Resource: undefined, NotResource: "r" }],
    [
      "values in another case",
      allow("a:b", "*", when("StringEquals", "k", "x")),
      allow("a:b", "*", when("StringEquals", "k", "X")),
    ],
    ["keys", allow("a:b", "*", when("StringEquals", "k", "x")), allow("a:b", "*", when("StringEquals", "l", "x"))],
    ["operators", allow("a:b", "*", when("StringEquals", "k", "x")), allow("a:b", "*", when("StringLike", "k", "x"))],
    ["principals", naming({ AWS: "1" }), naming({ AWS: "2" })],
    ["principals and none", naming({ AWS: "1" }), allow("a:b")],
    ["principals and all but them", naming({ AWS: "1" }), { ...allow("a:b"), NotPrincipal: { AWS: "1" } }],
  ])("is another one for other %s", (_, one, other) => expect(text(policies(one))).not.toBe(text(policies(other))));

  test("tells policy variables from the same text in an old policy", () => {
    const of = (Version: string, Resource: unknown, Condition?: object): Policies => ({
      statements:
        statementsOf(JSON.stringify({ Version, Statement: { ...allow("a:b", Resource), Condition } }), {
          address: "p",
        }) ?? [],
      unread: [],
    });
    const [OLD, NEW] = ["2008-10-17", "2012-10-17"] as const;
    expect(text(of(OLD, "r"))).toBe(text(of(NEW, "r")));
    expect(text(of(OLD, "${aws:username}"))).not.toBe(text(of(NEW, "${aws:username}")));
    expect(text(of(OLD, ["r", "${aws:username}"]))).not.toBe(text(of(NEW, ["r", "${aws:username}"])));
    const condition = when("StringEquals", "k", "${aws:username}").Condition;
    expect(text(of(OLD, "r", condition))).not.toBe(text(of(NEW, "r", condition)));
  });

  test("of what isn't known is the same by the name of its place only", () => {
    const place = (address: string) => ({ address, resource: { type: "x" } as never, path: ["policy"] });
    const open = (parts: Partial<Statement>): Policies => ({
      statements: statements(allow("a:b")).map((one) => ({ ...one, at: place("p"), ...parts })),
      unread: [],
    });
    const lists: Partial<Statement>[] = [
      { actions: { not: false, list: listing(["a:b"], ["later"]) } },
      { resources: { not: false, list: listing<string>([], ["later"]) } },
      { principals: { not: false, list: { items: [], missing: ["later"] } } },
      { conditions: { items: [], missing: ["later"] } },
      {
        conditions: {
          items: [{ operator: "StringEquals", key: "k", values: listing<string>([], ["later"]) }],
          missing: [],
        },
      },
      { effect: { known: false, why: "later" } },
    ];
    for (const parts of lists) {
      expect(text(open(parts), "before")).not.toBe(text(open(parts), "after"));
      const alike = { nameOf: ({ address }: { address: string }) => address };
      const named = (side: "before" | "after") => canonical([namedStatements(open(parts), side, alike)]);
      expect(named("before")).toBe(named("after"));
    }
    expect(text(open({}), "before")).toBe(text(open({}), "after"));
    const unread = (address: string): Policies => ({ statements: [], unread: [{ text: "t", at: place(address) }] });
    expect([text(unread("p")), text(unread("q"))].map((one) => one.includes("unread before"))).toEqual([true, true]);
    expect(text(unread("p"))).not.toBe(text(unread("q")));
    expect(text({ statements: [], unread: [{ text: "t" }] })).toContain("unread t");
  });
});

describe("an axis", () => {
  const labels = (axis: ReturnType<typeof actionAxis>) =>
    Object.fromEntries(
      (axis?.labels ?? []).map(({ text, atoms }) => [text, [...atoms].map((atom) => axis?.name(atom)).sort()]),
    );
  const [get, others] = statements(allow(["s3:Get*", "s3:GetObject"]), {
    ...allow("x"),
    Action: undefined,
    NotAction: "s3:*",
  });
  if (!get || !others) throw new RangeError("no statements");

  test("of actions names each part by its shortest example, and what is left out by what is", () => {
    const axis = actionAxis([get, others], new VariableSymbols());
    expect(labels(axis)).toEqual({
      "s3:*": ["s3:g", "s3:get", "s3:getobject"],
      "s3:Get*": ["s3:get", "s3:getobject"],
      "s3:GetObject": ["s3:getobject"],
      "everything but s3:*": ["s:x"],
    });
    const held = (one: Statement) =>
      [...Array(axis?.size).keys()]
        .filter((atom) => axis?.holds(one, atom))
        .map((atom) => axis?.name(atom))
        .sort();
    expect([held(get), held(others)]).toEqual([["s3:get", "s3:getobject"], ["s:x"]]);
    expect(axis?.open({ ...get, open: "p", actions: { not: false, list: listing(["a"], ["later"]) } }, 0)).toEqual([
      "p action",
    ]);
    const [none] = statements({ ...allow("x"), Action: undefined, NotAction: [] });
    expect(none && labels(actionAxis([none], new VariableSymbols()))).toEqual({
      "everything but what isn't known": ["x:x"],
    });
  });

  test("of resources tells a policy variable from a text", () => {
    const all = statements(allow("a:b", ["arn:${aws:username}", "arn:x*"]));
    const old = all.map((one) => ({ ...one, variables: false }));
    expect(Object.keys(labels(resourceAxis(all, new VariableSymbols())))).toEqual(["arn:${aws:username}", "arn:x*"]);
    const both = resourceAxis([...all, ...old], new VariableSymbols());
    expect(both?.labels.map(({ text }) => text)).toEqual([
      "arn:${aws:username}",
      "arn:x*",
      "arn:${aws:username} (these very characters)",
    ]);
  });

  test("of principals: an account holds its roles and users, a role its sessions, everybody all", () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/r`;
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`;
    const other = `arn:aws:sts::${ACCOUNT}:assumed-role/q/s`;
    const ids = [role, session, other, ACCOUNT, "999999999999"];
    const all = statements({
      ...allow("a:b"),
      Principal: { AWS: [...ids, "*"], Service: "sns.amazonaws.com", Federated: "f" },
    });
    const ELSE = "everybody else";
    expect(labels(principalAxis(all))).toEqual({
      [role]: [role, session].sort(),
      [session]: [session],
      [other]: [other],
      [ACCOUNT]: [ACCOUNT, role, session, other].sort(),
      "999999999999": ["999999999999"],
      "sns.amazonaws.com": ["sns.amazonaws.com"],
      "Federated f": ["Federated f"],
      "*": [...ids, "sns.amazonaws.com", "Federated f", ELSE].sort(),
    });
  });
});

describe("what is known only after apply", () => {
  const symbol = (text: string, from: string, services?: string[]): OpenItem => ({ text, from: [from], services });
  const X = symbol("of x", "aws_s3_bucket.x.arn", ["s3"]);
  test.each<[string, OpenItem | undefined, boolean, boolean]>([
    ["of x", X, true, false],
    ["*", undefined, true, false],
    ["arn:aws:s3:::b/*", undefined, false, true],
    ["arn:aws:sqs:*:*:q", undefined, true, false],
    ["arn:aws:*:*:*:q", undefined, false, true],
    ["arn:aws:s?:::b", undefined, false, true],
    ["arn*", undefined, false, true],
    ["of y", symbol("of y", "aws_s3_bucket.y.arn", ["s3"]), false, false],
    ["of y", symbol("of y", "aws_s3_bucket.y.arn", ["s3"]), true, true],
    ["of y", symbol("of y", "aws_sqs_queue.y.arn", ["sqs"]), true, false],
    ["of y", symbol("of y", "var.y"), true, true],
    ["of x too", symbol("of x too", "aws_s3_bucket.x.arn", ["s3"]), false, true],
    ["arn:aws:sqs:*:*:q", symbol("of y", "var.y"), false, false],
  ])("may be what %s matches (%j, taking away %s): %s", (pattern, own, takesAway, answer) =>
    expect(mayMatch(pattern, own, X, takesAway)).toBe(answer),
  );
  test("may be of any service where its type doesn't tell", () =>
    expect(mayMatch("arn:aws:sqs:*:*:q", undefined, symbol("of v", "var.v"), false)).toBe(true));

  const open = (resource: string, action = "s3:GetObject"): Policies => ({
    statements: statements(allow(action)).map((one) => ({
      ...one,
      at: { address: resource, resource: {} as never, path: [] },
      resources: { not: false, list: listing<string>([], ["later"]) },
    })),
    unread: [],
  });
  const listAt = ({ address }: { address: string }) => ({ key: address, from: address.split("+") });
  const gained = (before: Policies, after: Policies) => {
    const { gained: found, unknown } = comparePolicies([before], [after], { listAt });
    return [found.map(({ action, resource }) => `${action} ${resource}`), unknown && [unknown.gained, unknown.why]];
  };
  test("is told by what it is made of", () => {
    expect(gained(policies(), open("aws_s3_bucket.x.arn+aws_s3_bucket.y.arn"))).toEqual([
      ["s3:GetObject what is known only after apply, from aws_s3_bucket.x.arn and aws_s3_bucket.y.arn"],
      undefined,
    ]);
    const LATER = "whether arn:aws:s3:::b matches what is known only after apply, from aws_s3_bucket.x.arn";
    expect(gained(policies(allow("s3:*", "arn:aws:s3:::b")), open("aws_s3_bucket.x.arn"))).toEqual([[], [true, LATER]]);
    expect(gained(policies(allow("s3:*", "arn:aws:sqs:::b")), open("module.m.aws_s3_bucket.x.arn"))[1]).toBeUndefined();
    expect(gained(policies(allow("s3:*", "arn:aws:sqs:::b")), open("var.x"))[1]).toEqual([true, expect.any(String)]);
    expect(gained(policies(allow("s3:*", "arn:aws:sqs:::b")), open("data.aws_s3_bucket.x.arn"))[1]).toEqual([
      true,
      expect.any(String),
    ]);
    expect(gained(policies(allow("s3:*", "arn:aws:sqs:::b")), open("module.m.data.aws_s3_bucket.x.arn"))[1]).toEqual([
      true,
      expect.any(String),
    ]);
  });

  test("is unknown all the same where something else of its statement is", () => {
    const conditions = { items: [], missing: ["later"] };
    const value = { operator: "StringEquals", key: "k", values: listing<string>([], ["later"]) };
    const list = listing<string>([], ["later"]);
    const parts: Partial<Statement>[] = [
      { conditions },
      { conditions: { items: [{ ...value, values: listing(["x"]) }, value], missing: [] } },
      { actions: { not: false, list: listing(["s3:GetObject"], ["later"]) } },
      { principals: { not: false, list: { ...list, items: [] } } },
    ];
    const side = (name: string, more: Partial<Statement>): Policies => ({
      statements: open("aws_s3_bucket.x.arn").statements.map((one) => ({
        ...{ ...one, ...more },
        at: { address: name, resource: {} as never, path: [] },
      })),
      unread: [],
    });
    const alike = { listAt: () => ({ key: "x", from: ["aws_s3_bucket.x.arn"] }) };
    const unknown = (more: Partial<Statement>) =>
      comparePolicies([side("p", more)], [side("q", more)], alike).unknown !== undefined;
    expect(parts.map(unknown)).toEqual([true, true, true, true]);
    expect(unknown({})).toBe(false);
  });

  test("of statements of one list those are the same that say the same, in any order", () => {
    const side = (...names: readonly string[]): Policies => ({
      statements: names.flatMap((name) => open("aws_s3_bucket.x.arn", name).statements),
      unread: [],
    });
    const [one, other] = ["s3:GetObject", "s3:PutObject"];
    expect(gained(side(one, other), side(other, one))).toEqual([[], undefined]);
    expect(gained(side(one), side("s3:*"))).toEqual([[expect.stringMatching(/^s3:\* .*x\.arn$/)], undefined]);
    // Of two it can't be told which became the third.
    expect(gained(side(one, other), side("s3:List*"))[0]).toEqual([expect.stringMatching(/^s3:List\* /)]);
  });

  test.each([
    ["aws_api_gateway_rest_api", "execute-api"],
    ["aws_apigatewayv2_api", "execute-api"],
    ["aws_dynamodb_table", "dynamodb"],
    ["aws_lambda_function", "lambda"],
    ["aws_sqs_queue", "sqs"],
    ["aws_sns_topic", "sns"],
    ["aws_kms_key", "kms"],
    ["aws_secretsmanager_secret", "secretsmanager"],
    ["aws_iam_role", "iam"],
    ["aws_cloudwatch_log_group", "logs"],
    ["aws_kinesis_stream", "kinesis"],
    ["aws_sfn_state_machine", "states"],
    ["aws_ssm_parameter", "ssm"],
    ["aws_s3_bucket", "s3"],
  ])("an ARN of %s is of %s", (type, service) => {
    const known = (name: string) =>
      gained(policies(allow("x:y", `arn:aws:${name}:::b`)), open(`${type}.x.arn`, "x:y"))[1];
    expect([known(service) !== undefined, known("other")]).toEqual([true, undefined]);
  });
});

describe("a policy document", () => {
  const read = (body: object, others: object = {}) => {
    const of = model({}, { aws_iam_policy_document: { d: body, ...others } });
    return readDataSource(of, at(of, "data.aws_iam_policy_document.d"));
  };
  const saying = (sid: string, name: string, more: object = {}) => ({ sid, actions: [name], ...more });
  test("stands where its JSON stands", () =>
    expect(read({ json: document(allow("a:b")) }).statements[0]?.at).toMatchObject({ path: ["json"] }));

  test("puts overriding statements in the place of those of the same name", () => {
    const all = read({
      source_policy_documents: [document({ ...allow("source:x"), Sid: "s" }), document(allow("source:y"))],
      statement: [saying("own", "own:x"), saying("", "own:y")],
      override_policy_documents: [
        document({ ...allow("over:x"), Sid: "s" }),
        document({ ...allow("over:y"), Sid: "own" }),
      ],
    });
    expect(all.statements.map(({ sid, actions }) => [sid, actions.list.items[0]])).toEqual([
      ["s", "over:x"],
      [undefined, "source:y"],
      ["own", "over:y"],
      [undefined, "own:y"],
    ]);
    const unsure = read({ statement: [saying("own", "own:x")], override_policy_documents: ["${var.unset}"] });
    expect([unsure.statements, unsure.unread.length]).toEqual([[], 1]);
    expect(read({ source_policy_documents: [""], override_json: "" })).toEqual({ statements: [], unread: [] });
  });

  test("reads documents that it refers to, those whose JSON is known beside those whose isn't", () => {
    const json = (name: string) => `\${data.aws_iam_policy_document.${name}.json}`;
    const items = (body: object, others: object) =>
      read(body, others).statements.flatMap(({ actions }) => actions.list.items);
    const others = { one: { json: document(allow("one:x")) }, two: { statement: [saying("s", "two:x")] } };
    expect(items({ source_policy_documents: [json("one"), json("two")] }, others)).toEqual(["one:x", "two:x"]);
    expect(items({ override_policy_documents: [json("two")] }, others)).toEqual(["two:x"]);
    // Which of two overrides the other, nobody can tell where one is a text.
    const unsure = read({ override_policy_documents: [json("one"), json("two")] }, others);
    expect([unsure.statements, unsure.unread.length]).toEqual([[], 1]);
    // One that refers to itself says nothing that could be read.
    expect(read({ source_policy_documents: [json("d")] }).unread.length).toBe(1);
  });

  test.each([
    ["a text that is no policy", { source_policy_documents: ["no"], override_policy_documents: ["[]"] }],
    ["what isn't known", { source_policy_documents: ["${var.unset}"], override_policy_documents: ["${var.unset}"] }],
    ["itself", { source_policy_documents: ["${data.aws_iam_policy_document.d.json}"] }],
    ["a statement that isn't known", { statement: "${var.unset}" }],
  ])("says what of it can't be read: %s", (_, body) => {
    const all = read({ statement: [saying("s", "own:x")], ...body });
    expect(all.unread.map(({ text, at: place }) => [text, { ...place, resource: undefined }])).toMatchSnapshot();
    expect(all.statements.map(({ sid }) => sid)).toMatchSnapshot();
  });

  test("says what of a condition or principal isn't known", () => {
    const of = (block: object) => {
      const [one] = read({ statement: [saying("s", "a:b", block)] }).statements;
      return [
        one?.conditions.items.length,
        one?.conditions.missing,
        one?.principals?.list.items.length,
        one?.principals?.list.missing,
      ];
    };
    const condition = (more: object) => ({ condition: [{ test: "Bool", variable: "k", values: ["true"], ...more }] });
    const WHY = ["var.unset is not declared"];
    expect(of(condition({}))).toEqual([1, [], undefined, undefined]);
    expect(of(condition({ test: "${var.unset}" }))).toEqual([0, WHY, undefined, undefined]);
    expect(of(condition({ variable: "${var.unset}" }))).toEqual([0, WHY, undefined, undefined]);
    const principal = (type: string, identifiers: unknown = ["x"]) => ({ principals: [{ type, identifiers }] });
    expect(of(principal("AWS"))).toEqual([0, [], 1, []]);
    expect(of(principal("*", ["*"]))).toEqual([0, [], 1, []]);
    expect(of(principal("${var.unset}"))).toEqual([0, [], 0, WHY]);
    expect(of(principal("Robot"))).toEqual([0, [], 0, ["there is no type of principal Robot"]]);
    expect(of(principal("AWS", ["${var.unset}", "y"]))).toEqual([0, [], 1, WHY]);
  });

  test("of the version before variables has none", () => {
    const variables = (version: unknown) => read({ version, statement: [saying("s", "a:b")] }).statements[0]?.variables;
    expect(["2008-10-17", "2012-10-17", undefined, "${var.unset}"].map(variables)).toEqual([false, true, true, true]);
  });
});
