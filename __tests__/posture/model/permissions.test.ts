import type { Link, LambdaFunction } from "../../../posture/model";
import { readSynth } from "../../../posture/model/read";
import { authorizerPath, callsAlias, isManaged, mayInvoke, type Caller } from "../../../posture/model/permissions";

const API = {
  aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" }, b: { name: "b", protocol_type: "HTTP" } },
};
const FUNCTIONS = { aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" } } };
const modelOf = (permission: object, more: object = {}) =>
  readSynth({ resource: { ...API, ...FUNCTIONS, aws_lambda_permission: { p: permission }, ...more } });
const invoking = {
  function_name: "${aws_lambda_function.f.function_name}",
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
};
const GATEWAY = "apigateway.amazonaws.com";
const external = (id: string): Link<never> => ({ kind: "external", id });

/** The answer for a call of the function by a route of the API a, or as `caller` and `fn` have it. */
function answer(
  permission: object,
  caller: Partial<Caller> = {},
  fn?: Link<LambdaFunction>,
): ReturnType<typeof mayInvoke> {
  const model = modelOf(permission);
  const [f] = model.functions;
  const [a] = model.apis;
  if (!f || !a) throw new RangeError("no function or API");
  const source = { kind: "resource", target: a } as const;
  return mayInvoke(model, fn ?? { kind: "resource", target: f }, { principal: GATEWAY, source, ...caller });
}

describe("a permission", () => {
  test.each<[string, object, ReturnType<typeof mayInvoke>, Partial<Caller>?]>([
    ["for everything of the API", { ...invoking }, true],
    ["of another function", { ...invoking, function_name: "${aws_lambda_function.g.function_name}" }, false],
    ["of a function that isn't known", { ...invoking, function_name: "${var.f}" }, true],
    ["for a pattern of actions", { ...invoking, action: "lambda:Invoke*" }, true],
    ["in other case", { ...invoking, action: "Lambda:INVOKEfunction" }, true],
    ["for the URL", { ...invoking, action: "lambda:InvokeFunctionUrl" }, false],
    ["for an action that isn't known", { ...invoking, action: "${var.a}" }, "unknown"],
    ["for another principal", { ...invoking, principal: "events.amazonaws.com" }, false],
    ["for everybody", { ...invoking, principal: "*" }, true],
    ["for an organization", { ...invoking, principal: "*", principal_org_id: "o-1" }, false],
    ["for the service, and an organization", { ...invoking, principal_org_id: "o-1" }, true],
    ["with an empty organization", { ...invoking, principal: "*", principal_org_id: "" }, true],
    ["for a principal that isn't known", { ...invoking, principal: "${var.p}" }, "unknown"],
    ["for the API", { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/*" }, true],
    ["for another API", { ...invoking, source_arn: "${aws_apigatewayv2_api.b.execution_arn}/*/*" }, false],
    ["for all APIs", { ...invoking, source_arn: "arn:aws:execute-api:eu-west-1:1:*" }, true],
    ["for everything", { ...invoking, source_arn: "*" }, true],
    ["for an API of another state", { ...invoking, source_arn: "arn:aws:execute-api:eu-west-1:1:abc/*" }, false],
    ["for a source that isn't known", { ...invoking, source_arn: "${var.arn}" }, "unknown"],
    ["for an account, where the API's isn't known", { ...invoking, source_account: "123456789012" }, true],
    ["for no account", { ...invoking, source_account: "" }, true],
    ["for an account that isn't known", { ...invoking, source_account: "${var.account}" }, true],
    [
      "for a route",
      { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/GET/x" },
      true,
      { path: "/s/GET/x" },
    ],
    [
      "for another route",
      { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/GET/y" },
      false,
      { path: "/s/GET/x" },
    ],
    [
      "for a part of a path",
      { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/GET/x" },
      false,
      { path: "/s/GET/x/y" },
    ],
    [
      "with a dot",
      { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/GET/x.y" },
      false,
      { path: "/s/GET/xzy" },
    ],
    ["of an alias for the function", { ...invoking, qualifier: "live" }, false, { qualified: false }],
    ["of an alias for the alias", { ...invoking, qualifier: "live" }, true, { qualified: true }],
    ["of the function for an alias", invoking, false, { qualified: true }],
    ["of a qualifier that isn't known", { ...invoking, qualifier: "${var.q}" }, true, { qualified: true }],
    [
      "for a source elsewhere",
      { ...invoking, source_arn: "arn:aws:execute-api:eu-west-1:1:abc/*/*" },
      true,
      { source: external("abc") },
    ],
    [
      "for another source elsewhere",
      { ...invoking, source_arn: "arn:aws:execute-api:eu-west-1:1:xyz/*/*" },
      false,
      { source: external("abc") },
    ],
    [
      "for a source that nobody knows",
      { ...invoking, source_arn: "arn:aws:execute-api:eu-west-1:1:xyz/*/*" },
      "unknown",
      { source: { kind: "unknown", why: "w", candidates: [] } },
    ],
    [
      "for an API, and a source elsewhere",
      { ...invoking, source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*" },
      "unknown",
      { source: external("abc") },
    ],
  ])("%s", (_, permission, expected, ...[caller]) => expect(answer(permission, caller)).toBe(expected));

  test.each<[string, string, boolean]>([
    ["f", "f", true],
    ["f", "g", false],
    ["arn:aws:lambda:eu-west-1:1:function:f", "arn:aws:lambda:eu-west-1:1:function:f:live", true],
    ["arn:aws:lambda:eu-west-1:1:function:f", "arn:aws:lambda:eu-west-1:2:function:f", false],
    ["arn:aws:lambda:eu-west-1:1:function:f", "arn:aws:lambda:eu-west-2:1:function:f", false],
    ["arn:aws:lambda:eu-west-1:1:function:f", "arn:aws:lambda:eu-west-1:1:function:g", false],
    ["f", "arn:aws:lambda:eu-west-1:1:function:f", true],
    ["arn:aws:lambda:eu-west-1:1:function:f", "f", true],
    ["g", "arn:aws:lambda:eu-west-1:1:function:f", false],
  ])("of the function %s of another state is one of %s: %s", (one, other, expected) => {
    const named = (id: string) => ({ ...invoking, function_name: id.replace(/\bf\b/, "other") });
    expect(answer(named(one), {}, external(other.replace(/\bf\b/, "other")))).toBe(expected);
  });

  test("of a function of another state is none of one that is here, nor the opposite", () => {
    expect(answer({ ...invoking, function_name: "elsewhere" })).toBe(false);
    expect(answer(invoking, {}, external("elsewhere"))).toBe(false);
  });

  test("for an account is held against the account of the API, where its ARN is known", () => {
    const state = (account: string) =>
      modelOf(
        { ...invoking, source_account: account },
        {
          aws_apigatewayv2_api: {
            a: { name: "a", protocol_type: "HTTP", execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:x" },
          },
        },
      );
    const answers = ["123456789012", "210987654321"].map((account) => {
      const model = state(account);
      const [f] = model.functions;
      const [a] = model.apis;
      return (
        f &&
        a &&
        mayInvoke(
          model,
          { kind: "resource", target: f },
          { principal: GATEWAY, source: { kind: "resource", target: a } },
        )
      );
    });
    expect(answers).toEqual([true, false]);
  });
});

describe("a function behind a URI", () => {
  const uri = (integration_uri: string, aliases: object = {}) => {
    const model = modelOf(invoking, {
      aws_apigatewayv2_integration: {
        i: { api_id: "${aws_apigatewayv2_api.a.id}", integration_type: "AWS_PROXY", integration_uri },
      },
      ...aliases,
    });
    const [integration] = model.integrations;
    const fn = model.functions.find(({ address }) => address === "aws_lambda_function.f");
    if (!integration || !fn) throw new RangeError("no integration");
    return callsAlias(integration.resource, "integration_uri", { kind: "resource", target: fn });
  };
  const alias = { aws_lambda_alias: { l: { name: "live", function_name: "${aws_lambda_function.f.function_name}" } } };

  test.each([
    ["arn:aws:lambda:eu-west-1:1:function:f", {}, false],
    ["arn:aws:lambda:eu-west-1:1:function:f:live", {}, true],
    ["arn:aws:lambda:eu-west-1:1:function:f:$LATEST", {}, true],
    ["${aws_lambda_function.f.invoke_arn}", alias, false],
    ["${aws_lambda_alias.l.invoke_arn}", alias, true],
    ["${var.x ? aws_lambda_alias.l.invoke_arn : aws_lambda_function.f.invoke_arn}", alias, undefined],
    ["${aws_lambda_alias.l.invoke_arn}", {}, false],
  ])("%s %j is called by an alias: %s", (text, more, expected) => expect(uri(text, more)).toBe(expected));

  test("belongs to the configuration where that manages it", () => {
    const model = modelOf(invoking, { aws_lambda_function: { f: { function_name: "f" } } });
    const [f] = model.functions;
    expect(f && isManaged({ kind: "resource", target: f })).toBe(true);
    expect(isManaged(external("f"))).toBe(false);
  });
});

test("an authorizer calls by its id, where that is known", () => {
  const path = (more: object) => {
    const [authorizer] = modelOf(invoking, {
      aws_apigatewayv2_authorizer: {
        a: { api_id: "${aws_apigatewayv2_api.a.id}", name: "n", authorizer_type: "REQUEST", ...more },
      },
    }).authorizers;
    return authorizer && authorizerPath(authorizer);
  };
  expect([path({}), path({ id: "abc" })]).toEqual(["/authorizers/ID", "/authorizers/abc"]);
});
