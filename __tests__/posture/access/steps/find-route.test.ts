import type { AccessRequest, Credentials } from "../../../../posture/access";
import { connectionStep, isHost } from "../../../../posture/access/steps/connection";
import { stagePath } from "../../../../posture/access/steps/find-route";
import { groupStep } from "../../../../posture/access/steps/handler";
import { keySteps } from "../../../../posture/access/steps/api-key";
import { isUndocumented, pathSpecificity } from "../../../../posture/access/steps/match";
import type { EntryPoint, Host, Model } from "../../../../posture/model";
import { known, unknown } from "../../../../posture/model";
import { readSynth } from "../../../../posture/model/read";
import { over, route } from "../../rules/support";
import { MODEL, NOTHING, NOW, ROUTE, bearer, good } from "../support";
import { decide, holdAnswers } from "../whole";

holdAnswers();

const add = (key: string, more: object = {}) => ({
  ...{ api_id: "${aws_apigatewayv2_api.api.id}", route_key: key, authorization_type: "NONE" },
  ...more,
});
const routes = (...keys: readonly string[]) =>
  good({ aws_apigatewayv2_route: Object.fromEntries(keys.map((key, i) => [`r${i}`, add(key)])) });
const first = (model: Model, request: AccessRequest, credentials: Credentials = NOTHING) => {
  const [step] = decide(model, request, credentials, { now: NOW }).steps;
  return step && `${step.check} ${step.result}${step.status === undefined ? "" : ` ${step.status}`}: ${step.text}`;
};
const GET_ITEMS = "aws_apigatewayv2_route.get_items";

describe("a route is found", () => {
  const HINT = "A request is matched to its route by --request 'METHOD /path'.";
  test.each<[string, Model, AccessRequest, string]>([
    ["by its key", MODEL, ROUTE, `route pass: The route is GET /items (${GET_ITEMS}).`],
    ["by its address", MODEL, { entryPoint: GET_ITEMS }, `route pass: The route is ${GET_ITEMS}.`],
    [
      "by a request",
      MODEL,
      { method: "get", path: "/items" },
      `route pass: GET /items is answered by the route GET /items (${GET_ITEMS}).`,
    ],
    [
      "before a wider one",
      routes("ANY /{proxy+}"),
      { method: "GET", path: "/items" },
      `route pass: GET /items is answered by the route GET /items (${GET_ITEMS}). It is more specific than ANY /{proxy+}.`,
    ],
    [
      "not, by a near key",
      MODEL,
      { routeKey: "GET /itemz" },
      `route fail 404: No route is "GET /itemz". Is "GET /items" meant? ${HINT}`,
    ],
    ["not, by another key", MODEL, { routeKey: "$connect" }, `route fail 404: No route is "$connect". ${HINT}`],
    [
      "not, by a near request",
      MODEL,
      { method: "GET", path: "/itemz" },
      'route fail 404: No route matches "GET /itemz", and there is no $default route. The nearest is "GET /items".',
    ],
    [
      "not for certain, where a key isn't known",
      routes("${var.unset}"),
      { routeKey: "GET /x" },
      'route unknown: No known route is "GET /x", but the route key of aws_apigatewayv2_route.r0 isn\'t known (var.unset is not declared).',
    ],
    [
      "not for certain, by a request",
      routes("${var.unset}"),
      { method: "GET", path: "/x" },
      'route unknown: No known route matches "GET /x", but the route key of aws_apigatewayv2_route.r0 isn\'t known (var.unset is not declared).',
    ],
    [
      "with care, where a key isn't known",
      routes("${var.unset}"),
      { method: "GET", path: "/items" },
      `route pass: GET /items is answered by the route GET /items (${GET_ITEMS}). A more specific one may exist: the route key of aws_apigatewayv2_route.r0 isn't known (var.unset is not declared).`,
    ],
    [
      "not, among two of a key",
      routes("GET /x", "GET /x"),
      { routeKey: "GET /x" },
      'route unknown: Several routes answer "GET /x": aws_apigatewayv2_route.r0 of aws_apigatewayv2_api.api, aws_apigatewayv2_route.r1 of aws_apigatewayv2_api.api. Name the API with --api.',
    ],
    [
      "not, of two for a request",
      routes("GET /x", "GET /x"),
      { method: "GET", path: "/x" },
      'route unknown: Several routes answer "GET /x": aws_apigatewayv2_route.r0 of aws_apigatewayv2_api.api, aws_apigatewayv2_route.r1 of aws_apigatewayv2_api.api. Name the API with --api.',
    ],
    [
      "not, where AWS leaves it open",
      routes("ANY /x/{p+}"),
      { method: "GET", path: "/x/" },
      `route unknown: Whether the route ANY /x/{p+} matches "GET /x/" AWS doesn't document: a greedy variable matches child resources.`,
    ],
    ["of an API by its name", MODEL, { ...ROUTE, api: "api" }, `route pass: The route is GET /items (${GET_ITEMS}).`],
    [
      "of no API",
      MODEL,
      { ...ROUTE, api: "other" },
      'route unknown: There is no API "other". There are: aws_apigatewayv2_api.api.',
    ],
    [
      "not, where nothing has that name",
      MODEL,
      { entryPoint: "x" },
      "route unknown: x is neither a route nor another entry point of this input.",
    ],
  ])("%s", (_, model, request, text) => expect(first(model, request)).toBe(text));

  test("behind the name of a stage, but for $default", () => {
    const staged = good(over("aws_apigatewayv2_stage", "stage", { name: "prod" }));
    expect(first(staged, { method: "GET", path: "/prod/items" })).toBe(
      `route pass: GET /items is answered by the route GET /items (${GET_ITEMS}).`,
    );
    expect(first(staged, { method: "GET", path: "/test/items" })).toMatch(/^route fail 404/);
    expect([
      stagePath(staged, "/prod"),
      stagePath(staged, "/prod/"),
      stagePath(staged, "prod/x"),
      stagePath(MODEL, "/$default/x"),
    ]).toEqual([{ stage: "prod", rest: "/" }, { stage: "prod", rest: "/" }, undefined, undefined]);
  });

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
  test("but for preflights, which CORS answers where no guarded route takes them", () => {
    const cors = over("aws_apigatewayv2_api", "api", { cors_configuration: { allow_origins: ["https://a.example"] } });
    const preflight = { method: "OPTIONS", path: "/items" };
    const with_ = (...keys: readonly object[]) =>
      good(cors, { aws_apigatewayv2_route: Object.fromEntries(keys.map((one, i) => [`r${i}`, one])) as never });
    const ANSWERED =
      "preflight pass: The API has a CORS configuration, so it answers a preflight itself (204): without a route or an authorizer.";
    expect(first(good(cors), preflight)).toBe(ANSWERED);
    expect(first(with_(add("ANY /{proxy+}")), preflight)).toBe(ANSWERED);
    expect(first(with_(add("ANY /{proxy+}", { authorization_type: "AWS_IAM" })), preflight)).toMatch(/^route pass/);
    expect(first(MODEL, preflight)).toMatch(/^route fail 404/);
    expect(first(good(cors), { method: "GET", path: "/x" })).toMatch(/^route fail 404/);
  });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
test.each<[string, string, boolean, readonly number[] | undefined]>([
  ["/items", "/items", false, [0]],
  ["/items", "/items/", false, undefined],
  ["/items/", "/items/", false, [0]],
  ["/items", "/Items", false, undefined],
  ["/{id}", "/items", false, [1]],
  ["/{id}", "/", false, undefined],
  ["/{id}/x", "/7/x", false, [1, 0]],
  ["/{id}/x", "/7/y", false, undefined],
  ["/{id}", "/7/x", false, undefined],
  ["/{p+}", "/", false, [2]],
  ["/{p+}", "/", true, undefined],
  ["/a/{p+}", "/a", false, undefined],
  ["/a/{p+}", "/a/b/c", true, [0, 2]],
  ["/a/{p+}", "/a/", true, undefined],
  ["/x{id}", "/x7", false, undefined],
])("%s and %s, greedy variables wanting something %s: %j", (pattern, path, wants, ranks) =>
  expect(pathSpecificity(pattern, path, wants)).toEqual(ranks),
);
test("a greedy variable of a REST API wants something, which of an HTTP API isn't documented", () => {
  const paths = {
    "/a/{p+}": { get: { "x-amazon-apigateway-integration": { type: "http_proxy", uri: "https://x.example" } } },
  };
  const body = JSON.stringify({ openapi: "3.0.1", info: {}, paths });
  const stacks = {
    http: { aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP", body } } },
    rest: { aws_api_gateway_rest_api: { a: { name: "a", body } } },
  };
  for (const resource of [...Object.values(stacks), { ...stacks.http, ...stacks.rest }])
    for (const path of ["/a/", "/a/b", "/b"]) decide(readSynth({ resource }), { method: "GET", path }, NOTHING);
});

test("what AWS doesn't document is a prefix with nothing behind it, at HTTP APIs", () => {
  const of = (path: string | undefined, rest = false) => ({
    key: known("x"),
    method: known("GET"),
    path: known(path),
    rest,
  });
  expect(
    [
      of("/a/{p+}"),
      of("/a/{p+}", true),
      of("/{p+}"),
      of("/a/{p}"),
      of(undefined),
      { ...of("x"), path: unknown("later") },
    ].map((one) => isUndocumented(one, "/a/")),
  ).toEqual([true, false, false, false, false, false]);
  expect([isUndocumented(of("/a/{p+}"), "/a/b"), isUndocumented(of("/a/{p+}"), "/a/b/")]).toEqual([false, false]);
});

describe("a connection", () => {
  const HOST: Host = { name: "*.api.example", private: false, mutualTls: false };
  const at = (host: Partial<Host>, more: Partial<AccessRequest> = {}, credentials = NOTHING) => {
    const step = connectionStep(() => [{ ...HOST, ...host }], { host: "x.api.example", ...more }, credentials);
    return step && `${step.result}: ${step.text}`;
  };
  const NAME = "*.api.example";
  test.each<[Partial<Host>, Partial<AccessRequest>, Credentials, string | undefined]>([
    [{}, {}, NOTHING, undefined],
    [{ private: true }, {}, NOTHING, `fail: ${NAME} answers inside its network only: nobody outside can connect.`],
    [{ private: true }, { inside: true }, NOTHING, undefined],
    [{ private: "unknown" }, {}, NOTHING, `unknown: Whether ${NAME} answers inside its network only isn't known.`],
    [
      { mutualTls: true },
      {},
      NOTHING,
      `fail: ${NAME} requires a client certificate that its truststore accepts: the TLS handshake fails.`,
    ],
    [
      { mutualTls: true },
      {},
      { ...NOTHING, certificate: true },
      `pass: ${NAME} requires a client certificate, and one that its truststore accepts is presented.`,
    ],
    [{ mutualTls: "unknown" }, {}, NOTHING, `unknown: Whether ${NAME} requires a client certificate isn't known.`],
    [{ mutualTls: true }, { host: "other.example" }, NOTHING, undefined],
  ])("to %j by %j with %j: %s", (host, request, credentials, text) =>
    expect(at(host, request, credentials)).toBe(text),
  );
  test.each([
    ["api.example", "API.example", true],
    ["*.api.example", "x.API.example", true],
    ["*.api.example", "api.example", false],
    ["*.api.example", "x.y.api.example", false],
    ["xapi.example", "api.example", false],
  ])("%s is called as %s: %s", (name, called, is) => expect(isHost(name, called)).toBe(is));
});

describe("an API key", () => {
  const of = (from: string, authorization: object = { kind: "none" }, sent = false) => {
    const [step] = keySteps({ apiKey: { from } as EntryPoint["apiKey"], authorization } as EntryPoint, {
      kind: "none",
      apiKey: sent,
    });
    return step && `${step.result}${step.status === undefined ? "" : ` ${step.status}`}: ${step.text}`;
  };
  const CUSTOM = { kind: "route", route: { authorization: known("CUSTOM") } };
  const RETURNED = "note: Its Lambda authorizer returns the API key.";
  test("comes in a header, or from an authorizer", () => {
    expect(of("header")).toBe("fail 403: It requires an API key of a usage plan, and none is sent.");
    expect(of("header", {}, true)).toBe("pass: The API key is valid; it doesn't identify the caller.");
    expect([of("authorizer", { kind: "authorizer" }), of("authorizer", CUSTOM)]).toEqual([RETURNED, RETURNED]);
    expect(of("authorizer")).toMatch(
      /^unknown: It requires the API key that a Lambda authorizer returns, and has no such authorizer/,
    );
    expect(of("authorizer", { ...CUSTOM, route: { authorization: known("NONE") } })).toMatch(/^unknown: It requires/);
    expect(of("unknown")).toBe("unknown: Whether the caller or an authorizer has to supply the API key isn't known.");
    expect(keySteps({ authorization: { kind: "none" } }, { kind: "none" })).toEqual([]);
  });
});

describe("behind a route", () => {
  const handler = (change: Record<string, unknown>, claims: object = {}, model?: Model) =>
    decide(model ?? good(route(change)), ROUTE, bearer(claims), { now: NOW })
      .steps.filter(({ check }) => check === "handler")
      .map(({ result, text }) => `${result}: ${text}`);
  const FN = "aws_lambda_function.items";
  test("is what the request goes on to", () => {
    expect(handler({})[0]).toBe(`note: The request goes on to ${FN}, which may still refuse it by its own rules.`);
    expect(handler({ target: undefined })[0]).toBe("fail: The route has no integration, so nothing answers.");
    expect(handler({ target: "${var.unset}" })[0]).toBe(
      "note: The request goes on to an integration that isn't known yet.",
    );
    const http = { integration_type: "HTTP_PROXY", integration_uri: "https://backend.example/x" };
    expect(handler({}, {}, good(over("aws_apigatewayv2_integration", "items", http)))[0]).toBe(
      'note: The request goes on to "https://backend.example/x".',
    );
    const none = good(over("aws_lambda_permission", "items", { principal: "cognito-idp.amazonaws.com" }));
    expect(handler({}, {}, none)[0]).toBe(
      `fail: The request goes to ${FN}, but no aws_lambda_permission lets API Gateway invoke it: the answer is 500.`,
    );
  });

  test("is given the claims as texts", () => {
    const SCOPES = 'and the scopes "https://api.example/read".';
    expect(handler({})[2]).toBe(`note: It gets the claims as strings, without sub, ${SCOPES}`);
    expect(handler({}, { sub: "somebody-long" })[2]).toMatch(
      /^note: It gets the claims as strings, sub .+, and the scopes/,
    );
    expect(handler({ authorization_scopes: undefined })[2]).toBe(
      "note: It gets the claims as strings, without sub, and no list of scopes (jwt.scopes is null on a route without scopes).",
    );
  });

  const POOLED = good({
    aws_cognito_user_group: { a: { name: "admins", user_pool_id: "${aws_cognito_user_pool.pool.id}" } },
  });
  const groups = (claims: object, model = POOLED) => groupStep(model, claims as never).text;
  const NONE = "The token names no group";
  test.each<[object, string]>([
    [
      { token_use: "access" },
      `${NONE} (a machine's never does): a handler that requires one refuses it. Groups of the pool: "admins".`,
    ],
    [
      { token_use: "access", username: "u" },
      `${NONE}: a handler that requires one refuses it. Groups of the pool: "admins".`,
    ],
    [
      { token_use: "id", "cognito:username": "u", "cognito:groups": [] },
      `${NONE}: a handler that requires one refuses it. Groups of the pool: "admins".`,
    ],
    [{ "cognito:groups": ["admins"] }, 'The handler sees the groups "admins", as one string: "[admins]".'],
    [{ "cognito:groups": "[admins]" }, 'The handler sees the groups "admins", as one string: "[admins]".'],
    [
      { "cognito:groups": ["admin"] },
      'The handler sees the groups "admin", as one string: "[admin]". "admin" is no group of this configuration (is "admins" meant?).',
    ],
    [
      { "cognito:groups": ["a", "unlike-any"] },
      'The handler sees the groups "a", "unlike-any", as one string: "[a unlike-any]". "a" is no group of this configuration; "unlike-any" is no group of this configuration.',
    ],
  ])("groups %j", (claims, text) => expect(groups(claims)).toBe(text));
  test("groups where none is declared", () => {
    expect(groups({ "cognito:groups": ["x"] }, MODEL)).toBe('The handler sees the groups "x", as one string: "[x]".');
    expect(groups({ token_use: "id" }, MODEL)).toBe(`${NONE}: a handler that requires one refuses it.`);
  });
});
