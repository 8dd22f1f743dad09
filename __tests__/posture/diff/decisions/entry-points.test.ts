import { partition } from "../../../../posture/access/partition";
import { compare } from "../../../../posture/diff/index";
import { elsewhereModel } from "../../access/stacks-elsewhere";
import type { Elsewhere } from "../../access/stacks-elsewhere";

jest.mock<object>("../../../../posture/access/partition", () => {
  const actual = jest.requireActual<{ partition: typeof partition }>("../../../../posture/access/partition");
  return { ...actual, partition: jest.fn(actual.partition) };
});

const STACK: Elsewhere = {
  methods: ["signature", "id token", "key"],
  policy: { allows: "nothing said", deniesCaller: false },
  url: "AWS_IAM",
  permissions: [],
  statements: [{ Effect: "Allow", Action: "lambda:*", Resource: "*" }],
  secure: false,
  pool: { guests: false, trusts: "authenticated" },
  balancer: { signIn: true, openRule: false },
  graphql: { main: "AWS_IAM", marked: false },
  http: { cors: false, options: false, catchAll: "ANY /{proxy+}" },
};

/** Who gains and who loses at a method of the REST API. */
function differs(
  id: string,
  change: Partial<Elsewhere>,
): readonly [gained: readonly string[], lost: readonly string[], unclear: readonly string[]] {
  const comparison = compare(elsewhereModel(STACK), elsewhereModel({ ...STACK, ...change }));
  const [was, is] = [comparison.before, comparison.after].map((model) =>
    model.entryPoints.find((one) => one.id === id),
  );
  if (!was || !is) throw new Error(`There is no ${id}.`);
  const { gained, lost, unclear } = comparison.decisions.compareAt(was, is);
  return [gained, lost, unclear];
}

const GET = "aws_api_gateway_method.items_GET";

describe("what decisions show of entry points", () => {
  test("nothing differs of what stays", () => {
    expect(differs(GET, {})).toEqual([[], [], []]);
  });

  test("an Allow of the API's own policy lets in who signs, whatever policies of their own say", () => {
    const [gained, lost] = differs(GET, { policy: { allows: "items", deniesCaller: false } });
    expect(gained).toEqual(expect.arrayContaining(["requests signed by aws_iam_role.caller"]));
    expect(lost).toEqual([]);
  });

  test("tokens in place of signatures are both told", () => {
    const statements = [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] as const;
    expect(differs(GET, { methods: ["scope", "id token", "key"], statements })[0]).toEqual([
      "holders of an access token from pool eu-west-1_A, with the scope read",
    ]);
    expect(differs("aws_api_gateway_method.items_ANY", { methods: ["signature", "scope", "key"] })).toEqual([
      ["holders of an access token from pool eu-west-1_A, with the scope read"],
      ["holders of an ID token from pool eu-west-1_A"],
      [],
    ]);
  });

  test("what everybody gains is told of nobody else", () => {
    expect(differs(GET, { methods: ["open", "id token", "key"] })).toEqual([["everybody"], [], []]);
  });

  test("it isn't clear who gets in where requests are too many to be told apart and the policy changes", () => {
    jest.mocked(partition).mockReturnValue(undefined);
    expect(differs(GET, {})).toEqual([[], [], []]);
    expect(differs(GET, { policy: { allows: "items", deniesCaller: true } })[2]).toContain("other callers than before");
  });
});
