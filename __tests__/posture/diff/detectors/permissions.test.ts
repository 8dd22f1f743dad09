import { changesBetween } from "../../../../posture/diff/index";
import { readPlan, readSynth } from "../../../../posture/model/read";
import type { Resources } from "../../rules/support";

type Body = Record<string, unknown>;
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:f";
const elsewhere = (account: string, name = "f") => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;
const AROUND: Resources = {
  aws_lambda_function: {
    f: { function_name: "f", arn: ARN },
    g: { function_name: "g" },
  },
  aws_apigatewayv2_api: { api: { name: "orders", protocol_type: "HTTP" } },
  aws_cognito_user_pool: { people: { name: "people" } },
};
const stack = (bodies: Record<string, Body | undefined>, around = AROUND) => ({
  resource: {
    ...around,
    aws_lambda_permission: Object.fromEntries(
      Object.entries(bodies)
        .filter(([, body]) => body !== undefined)
        .map(([name, body]) => [
          name,
          { action: "lambda:InvokeFunction", function_name: "f", principal: "123456789012", ...body },
        ]),
    ),
  },
});
type Side = ReturnType<typeof stack>;
const told = (before: Side, after: Side) =>
  changesBetween(readSynth(before), readSynth(after))
    .filter(({ code }) => code.startsWith("permission-"))
    .map(
      ({ kind, code, address, summary, before: was = "-", after: is = "-" }) =>
        `${kind} ${code} ${address.replace("aws_lambda_permission.", "")}: ${summary} [${was} | ${is}]`,
    );
/** What is said of a change, and of its reversal. */
const bothWays = (before: Side, after: Side) => ({ forth: told(before, after), back: told(after, before) });

const service = (name: string, more: Body = {}): Body => ({ principal: `${name}.amazonaws.com`, ...more });
const api = (path = "/*/*"): Body =>
  service("apigateway", { source_arn: `\${aws_apigatewayv2_api.api.execution_arn}${path}` });
const byUrl = (more: Body): Body => ({ principal: "*", action: "lambda:InvokeFunctionUrl", ...more });

const PERMISSIONS: Record<string, Body> = {
  "an account": {},
  everybody: { principal: "*" },
  "an organization": { principal: "*", principal_org_id: "o-abc1234567" },
  "a service": service("s3"),
  "a bucket of an account": service("s3", { source_arn: "arn:aws:s3:::b", source_account: "123456789012" }),
  "an API": api(),
  "a route of an API": api("/*/GET/items"),
  "an API without a path": api(""),
  "an API with a bare path": api("stage/*/x"),
  "a pool": service("cognito-idp", { source_arn: "${aws_cognito_user_pool.people.arn}" }),
  "a load balancer": service("elasticloadbalancing"),
  "whoever has a token": { principal: "alexa-appkit.amazon.com", event_source_token: "amzn1.ask.skill.1" },
  "everybody by URL": byUrl({ function_url_auth_type: "NONE" }),
  "who signs, by URL": byUrl({ function_url_auth_type: "AWS_IAM" }),
  "invoked by URL": { principal: "*", invoked_via_function_url: true },
  "not invoked by URL": { principal: "*", invoked_via_function_url: false },
  "every action": { action: "lambda:*" },
  "an action in other letters": { action: "lambda:invokefunction" },
  "an action that begins alike": { action: "lambda:InvokeFunctionUrlX" },
  "an alias": { qualifier: "live" },
  "a role": { principal: "arn:aws:iam::123456789012:role/caller" },
  "the function of another account": { function_name: elsewhere("999999999999") },
  "this account's, by ARN": { function_name: elsewhere("123456789012") },
  "one that isn't here": { function_name: elsewhere("123456789012", "far") },
  "another function": { function_name: "g" },
  "an API that may do everything": { ...api(), action: "lambda:*" },
  "an API's path that isn't known": api("/${var.unset}"),
  "a path of an API that isn't known": service("apigateway", { source_arn: "${var.unset}/*/GET/x" }),
  "a service, its limits left empty": service("s3", { source_arn: "", source_account: "" }),
  "an action that ends alike": { action: "xlambda:InvokeFunction" },
  "a principal that isn't known": { principal: "${var.unset}" },
  "a source that isn't known": service("s3", { source_arn: "${var.unset}" }),
  "an account that isn't known": service("s3", { source_account: "${var.unset}" }),
  "an action that isn't known": { action: "${var.unset}" },
  "a function that isn't known": { function_name: "${var.unset}" },
  "a qualifier that isn't known": { qualifier: "${var.unset}" },
};

describe("a permission", () => {
  test.each(Object.entries(PERMISSIONS))("for %s comes, goes, and differs from one for an account", (_, body) => {
    const [none, base, own] = [stack({}), stack({ p: {} }), stack({ p: body })];
    expect({ added: told(none, own), removed: told(own, none), ...bothWays(base, own) }).toMatchSnapshot();
    expect(told(own, own)).toEqual([]);
  });

  const NEIGHBOURS: readonly [string, Body, Body][] = [
    ["a route and all of them", PERMISSIONS["a route of an API"] ?? {}, api()],
    ["the API with and without a path", api(""), api()],
    ["a path with and without its slash", api("/stage/*/x"), api("stage/*/x")],
    [
      "signed and unsigned requests",
      byUrl({ function_url_auth_type: "AWS_IAM" }),
      byUrl({ function_url_auth_type: "NONE" }),
    ],
    ["an alias and another", { qualifier: "live" }, { qualifier: "next" }],
    ["an API and a pool", api(), PERMISSIONS["a pool"] ?? {}],
    [
      "two accounts' functions of one name",
      { function_name: elsewhere("111111111111") },
      { function_name: elsewhere("222222222222") },
    ],
    ["a name and the ARN of the same function", {}, { function_name: elsewhere("123456789012") }],
    [
      "a function whose account isn't known and one elsewhere",
      { function_name: "g" },
      { function_name: elsewhere("999999999999", "g") },
    ],
    [
      "a pool and a source that isn't known",
      PERMISSIONS["a pool"] ?? {},
      service("cognito-idp", { source_arn: "${var.unset}" }),
    ],
    ["two accounts, another may stay", { principal: "111111111111" }, { principal: "222222222222" }],
    [
      "a source and one that isn't known",
      service("s3", { source_arn: "arn:aws:s3:::b" }),
      service("s3", { source_arn: "${var.unset}" }),
    ],
    [
      "the name and the ARN of one that isn't here",
      { function_name: "far" },
      { function_name: elsewhere("123456789012", "far") },
    ],
    ["two functions that aren't here", { function_name: "far" }, { function_name: "away" }],
    ["two functions that aren't known", { function_name: "${var.unset}" }, { function_name: "${var.other}" }],
    ["actions that are and aren't known", {}, { action: "${var.unset}" }],
  ];
  test.each(NEIGHBOURS)("tells %s apart", (_, was, is) => {
    expect(bothWays(stack({ p: was }), stack({ p: is }))).toMatchSnapshot();
  });

  test("opens and closes nothing where another one gives the same already", () => {
    const open = { principal: "*" };
    const [alone, beside] = [stack({ open }), stack({ open, p: {} })];
    expect(bothWays(alone, beside)).toMatchSnapshot();
    expect(bothWays(stack({ open, p: {} }), stack({ open, p: { principal: "222222222222" } }))).toMatchSnapshot();
    expect(bothWays(stack({ open, p: {} }), stack({ open, p: { action: "lambda:GetFunction" } }))).toMatchSnapshot();
  });

  test("for a function that goes goes with it", () => {
    const { f, g } = AROUND["aws_lambda_function"] ?? {};
    const without = { ...AROUND, aws_lambda_function: { ...(g && { g }) } };
    const own = { function_name: "${aws_lambda_function.f.function_name}" };
    expect(f).toBeDefined();
    expect(bothWays(stack({ p: own }), stack({}, without))).toMatchSnapshot();
  });

  test("holds for the function and the API under other addresses", () => {
    const under = (name: string) => {
      const { api: http } = AROUND["aws_apigatewayv2_api"] ?? {};
      return stack(
        {
          p: {
            ...service("apigateway", { source_arn: `\${aws_apigatewayv2_api.${name}.execution_arn}/*/*` }),
            function_name: `\${aws_lambda_function.${name}.function_name}`,
          },
        },
        {
          aws_apigatewayv2_api: { [name]: { ...http, id: "a1" } },
          aws_lambda_function: { [name]: { function_name: "f", arn: ARN } },
        },
      );
    };
    expect(bothWays(under("one"), under("two"))).toEqual({ forth: [], back: [] });
  });
});

test("a permission beside one that isn't known comes and goes without a claim about the other", () => {
  const open = { principal: "events.amazonaws.com", action: "${var.unset}" };
  const { forth, back } = bothWays(stack({ p: service("events"), open }), stack({ open }));
  const removed =
    "The permission aws_lambda_permission.p is removed: whether another one lets events.amazonaws.com, from any source invoke the function f is unknown: var.unset is not declared.";
  const added =
    "The permission aws_lambda_permission.p is new: it lets events.amazonaws.com, from any source invoke the function f; whether another one does already is unknown: var.unset is not declared.";
  expect(forth.filter((text) => text.includes(" p: "))).toEqual([
    `unknown permission-removed p: ${removed} [events.amazonaws.com, from any source | -]`,
  ]);
  expect(back.filter((text) => text.includes(" p: "))).toEqual([
    `unknown permission-added p: ${added} [- | events.amazonaws.com, from any source]`,
  ]);
});

test("a permission that a known one covers beside one that isn't known is covered", () => {
  const open = { principal: "sns.amazonaws.com", source_arn: "${var.unset}" };
  const { forth } = bothWays(
    stack({ p: service("events"), same: service("events"), open }),
    stack({ same: service("events"), open }),
  );
  expect(forth.filter((text) => text.includes("-removed"))).toEqual([
    "neutral permission-removed p: The permission aws_lambda_permission.p is removed; another one lets events.amazonaws.com, from any source invoke the function f. [events.amazonaws.com, from any source | -]",
  ]);
});

test.each(["lambda:GetFunction", "${var.unset}"])("a permission for the action %s isn't said to invoke", (action) => {
  const { forth, back } = bothWays(stack({ p: service("cognito-idp", { action }) }), stack({}));
  expect(forth.join()).toContain(": calls that need it are refused.");
  expect(back.join()).not.toContain("bypassing any authorizer");
});

test.each([
  [["delete", "create"], []],
  [["create", "delete"], []],
  [["update"], ["Whether others may invoke the function f is unknown: one side alone shows the function's account."]],
])(
  "the permission of a function with %j: its ARN isn't known, its account is where it is replaced",
  (actions, expected) => {
    const at = (type: string, values: Body) => ({ address: `${type}.f`, mode: "managed", type, name: "f", values });
    const fn = at("aws_lambda_function", { id: "f", function_name: "f", arn: ARN });
    const { arn, id, ...rest } = fn.values as Body & { arn: string; id: string };
    const permission = at("aws_lambda_permission", {
      ...{ id: "p", function_name: "f", action: "lambda:InvokeFunction" },
      ...{ principal: "events.amazonaws.com", source_arn: "arn:aws:events:eu-west-1:123456789012:rule/r" },
    });
    const noOp = { actions: ["no-op"], before: permission.values, after: permission.values, after_unknown: {} };
    const { before, after } = readPlan({
      format_version: "1.2",
      prior_state: { format_version: "1.0", values: { root_module: { resources: [fn, permission] } } },
      planned_values: { root_module: { resources: [{ ...fn, values: rest }, permission] } },
      resource_changes: [
        {
          ...fn,
          change: { actions, before: { ...rest, arn, id }, after: rest, after_unknown: { arn: true, id: true } },
        },
        { ...permission, change: noOp },
      ],
      configuration: { root_module: {} },
    });
    const found = changesBetween(before, after).filter(({ code }) => code.startsWith("permission-"));
    expect(found.map(({ summary }) => summary)).toEqual(expected);
  },
);
