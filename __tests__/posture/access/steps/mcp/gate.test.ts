import { accessOf, admissionOf, callerText, entryPointAt } from "../../../../../posture/access";
import { gateOf } from "../../../../../posture/access/steps/mcp/gate";
import { compareAccess } from "../../../../../posture/access-list";
import { accessListOf } from "../../../../../posture/access-list/from-model";
import { evaluateRules, RULES } from "../../../../../posture/rules";
import { changesBetween } from "../../../../../posture/diff";
import { NOW, ISSUER, RESOURCE, CONFIG, stack } from "./support";
import { decide, explain, holdAnswers, ways } from "../../whole";

holdAnswers();

const at = (model: ReturnType<typeof stack>, address = "aws_apigatewayv2_route.mcp") => {
  const route = model.routes.find((one) => one.address === address);
  if (!route) throw new Error(address);
  return route;
};

const GOOD = {
  iss: ISSUER,
  token_use: "access",
  aud: RESOURCE,
  client_id: "any",
  scope: "notes/use",
  iat: NOW,
  exp: NOW + 60,
};
const answer = (change: object | undefined, config: unknown = CONFIG) => {
  const model = stack(config);
  const credentials =
    change === undefined ? ({ kind: "none" } as const) : ({ kind: "token", claims: { ...GOOD, ...change } } as const);
  ways(model);
  const { outcome, status } = decide(model, { routeKey: "ANY /mcp" }, credentials, { now: NOW });
  return status === undefined ? outcome : `${outcome} ${status}`;
};

test.each<[string, object | undefined, unknown, string]>([
  ["nobody", undefined, CONFIG, "deny 401"],
  ["a token that is bound to it, of any client", {}, CONFIG, "allow"],
  ["one that is bound to another server", { aud: "https://other.example/mcp" }, CONFIG, "deny 401"],
  ["one that is bound to nothing", { aud: undefined }, CONFIG, "deny 401"],
  ["one without the scope", { scope: "openid" }, CONFIG, "deny 403"],
  ["one that has expired", { exp: NOW - 600 }, CONFIG, "deny 401"],
  ["an ID token", { token_use: "id" }, CONFIG, "deny 401"],
  ["a token where the configuration can't be read", {}, { ...CONFIG, issuers: [] }, "deny 500"],
  ["nobody where the configuration can't be read", undefined, { ...CONFIG, issuers: [] }, "deny 500"],
  ["a token where it isn't known yet", {}, "${aws_cognito_user_pool.pool.id}", "unknown"],
  ["nobody where it isn't known yet", undefined, "${aws_cognito_user_pool.pool.id}", "deny 401"],
  ["nobody at a function without it", undefined, null, "allow"],
  ["nobody at another project's function with a variable of that name", undefined, "/etc/mcp.json", "allow"],
  ["nobody where that holds JSON", undefined, { servers: [] }, "allow"],
  ["nobody where that holds a list", undefined, [CONFIG], "allow"],
])("%s", (_, change, config, expected) => expect(answer(change, config)).toBe(expected));

test.each(["${var.environment}", '${merge(var.environment, { STAGE = "prod" })}', "${var.a ? var.b : {}}"])(
  "a function whose variables may be anything (%s) verifies nothing: its route is open",
  (variables) => {
    const gate = { function_name: "gate", environment: { variables } };
    const model = stack(null, { aws_lambda_function: { gate } });
    expect(gateOf(at(model))).toBeUndefined();
    expect(callerText(accessOf(model, at(model)).caller)).toBe("public: no authorization");
    expect(evaluateRules(model, RULES).findings.map(({ code, kind }) => `${kind} ${code}`)).toContain(
      "mistake route-open",
    );
  },
);

test("show says that it is open at the gateway and verified in the function; metadata is public", () => {
  const model = stack();
  expect(callerText(accessOf(model, at(model)).caller)).toBe(
    `holders of notes/use from ${ISSUER} for ${RESOURCE}: open at the gateway, verified in mcp-gate`,
  );
  const entryPoint = entryPointAt(model, "aws_apigatewayv2_route.mcp");
  expect(entryPoint && admissionOf(model, entryPoint).open).toBe(false);
  expect(callerText(accessOf(model, at(model, "aws_apigatewayv2_route.metadata")).caller)).toBe(
    "public: no authorization",
  );
  expect(gateOf(at(model, "aws_apigatewayv2_route.metadata"))).toBeUndefined();
});

test("explain says that the function answers, not the gateway", () => {
  expect(explain(stack(), { routeKey: "ANY /mcp" }, undefined).summary).toMatch(
    /^The function answers 401: It finds no/,
  );
});

test("check raises no alarm at the server's route, and one at the same route without the gate", () => {
  const open = (model: ReturnType<typeof stack>) =>
    evaluateRules(model, RULES)
      .findings.filter(({ code }) => code === "route-open")
      .map(({ address }) => address);
  expect(open(stack())).toEqual([]);
  expect(open(stack(null))).toEqual(["aws_apigatewayv2_route.mcp", "aws_apigatewayv2_route.metadata"]);
});

test("an access list is written from it, holds it, and is broken by other scopes and by its loss", () => {
  const list = accessListOf(stack());
  expect(list.routes.find(({ route }) => route === "ANY /mcp")?.allow).toEqual({
    authorizer: "aws_lambda_function.gate",
    tokens: [{ issuer: ISSUER, clients: [RESOURCE], scopes: ["notes/use"] }],
  });
  expect(compareAccess(stack(), list)).toEqual([]);
  const wider = { ...CONFIG, issuers: [{ issuer: ISSUER }] };
  expect(compareAccess(stack(wider), list).map(({ code }) => code)).toEqual(["access-authorizer"]);
  expect(compareAccess(stack(null), list).map(({ code }) => code)).toEqual(["access-authorization"]);
});

const wider = { ...CONFIG, issuers: [{ issuer: ISSUER }] };
const withTools = (tools: object) => ({ ...CONFIG, tools });

test.each<[string, unknown, unknown, readonly string[]]>([
  ["its loss opens the route", CONFIG, null, ["broadened"]],
  ["its coming closes it", null, CONFIG, ["narrowed"]],
  ["a scope less broadens", CONFIG, wider, ["broadened"]],
  ["a scope more narrows", wider, CONFIG, ["narrowed"]],
  [
    "another resource does both",
    CONFIG,
    { ...CONFIG, resource: "https://two.example.com/mcp" },
    ["broadened", "narrowed"],
  ],
  ["nothing is nothing", CONFIG, CONFIG, []],
])("diff: %s", (_, before, after, kinds) => {
  const found = changesBetween(stack(before), stack(after)).filter(({ address }) => address.includes("route.mcp"));
  expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual(kinds);
});

test("diff: other scopes for a tool aren't taken for the same", () => {
  const found = changesBetween(stack(withTools({ "*": ["a"] })), stack(withTools({ "*": [] })));
  expect(found.map(({ kind }) => kind)).toContain("unknown");
});

test("a route that the gateway itself guards is no gate, whatever is behind it", () => {
  const guarded = (authorization_type: string) => {
    const route = { ...(stack().routes[0]?.resource.attributes.plain().values as object), authorization_type };
    const model = stack(CONFIG, { aws_apigatewayv2_route: { mcp: { ...route, route_key: "ANY /mcp" } } });
    return gateOf(at(model));
  };
  expect([guarded("NONE") !== undefined, guarded("AWS_IAM"), guarded("${var.unset}")]).toEqual([
    true,
    undefined,
    undefined,
  ]);
});

test("what it checks is told, and which tools ask for more", () => {
  const texts = (config: unknown) =>
    decide(stack(config), { routeKey: "ANY /mcp" }, { kind: "token", claims: GOOD }, { now: NOW }).steps.flatMap(
      ({ check, text }) => (check === "function" || check === undefined ? [text] : []),
    );
  const OPEN =
    "The route is open at the gateway, verified in the function: aws_lambda_function.gate checks each token itself, as its MCP_CONFIG says.";
  expect(texts(CONFIG)).toEqual([OPEN]);
  expect(texts(withTools({ list: [], write: ["notes/write"] }))).toEqual([
    OPEN,
    'A tools/call requires in addition: "list" without another scope; "write" for "notes/write". Other tools can\'t be called.',
  ]);
});

describe("behind a route for every path", () => {
  const at = (path: string, config: unknown = CONFIG) => {
    const own = stack().routes[0]?.resource.attributes.plain().values as object;
    const model = stack(config, { aws_apigatewayv2_route: { mcp: { ...own, route_key: "ANY /{proxy+}" } } });
    const { outcome, status } = decide(model, { method: "GET", path }, { kind: "none" }, { now: NOW });
    return status === undefined ? outcome : `${outcome} ${status}`;
  };
  test.each([
    ["/mcp", "deny 401"],
    ["/other", "deny 404"],
    ["/.well-known/oauth-protected-resource/mcp", "allow"],
    ["/.well-known/oauth-protected-resource", "allow"],
    ["/.well-known/oauth-protected-resources", "deny 404"],
  ])("%s: %s", (path, answer) => expect(at(path)).toBe(answer));

  test("a function that can't read its configuration answers nothing but 500, metadata neither", () =>
    expect(
      ["/mcp", "/.well-known/oauth-protected-resource"].map((path) => at(path, { ...CONFIG, issuers: [] })),
    ).toEqual(["deny 500", "deny 500"]));
});

test("whose tokens it takes is told of each issuer, and masked where the author marked it", () => {
  const other = { issuer: "https://id.example", groups: ["staff"] };
  const of = (isSensitive: boolean) => {
    const model = stack({ ...CONFIG, issuers: [...CONFIG.issuers, other] });
    const attributes = model.functions[0]?.resource.attributes;
    if (attributes) jest.spyOn(attributes, "sensitive").mockReturnValue(isSensitive);
    return callerText(accessOf(model, at(model)).caller);
  };
  const GATE = "open at the gateway, verified in mcp-gate";
  expect(of(false)).toBe(`holders of notes/use from ${ISSUER}; staff from https://id.example for ${RESOURCE}: ${GATE}`);
  expect(of(true)).toBe("holders of tokens for (sensitive): open at the gateway, verified in (sensitive)");
});
