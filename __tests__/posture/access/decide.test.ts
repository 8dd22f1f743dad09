import { decide as decideOf } from "../../../posture/access";
import type { AccessRequest, Credentials } from "../../../posture/access";
import { allowedAt } from "../../../posture/access/decide";
import type { Model } from "../../../posture/model";
import { readSynth } from "../../../posture/model/read";
import { allowCalls, callerWith, over } from "../rules/support";
import { bearer, good, MODEL, NOTHING, NOW, ROUTE } from "./support";
import { decide, holdAnswers, ways } from "./whole";

holdAnswers();

const api_id = "${aws_apigatewayv2_api.ws.id}";
const target = "integrations/${aws_apigatewayv2_integration.i.id}";
const LATER = "${var.unset}";
/** A WebSocket API whose routes are these, each with what it adds; beside it another API that has a $connect route. */
const socket = (routes: Readonly<Record<string, object>>): Model => {
  const ws = { protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" };
  return readSynth({
    resource: {
      aws_apigatewayv2_api: { ws: { name: "ws", ...ws }, other: { name: "other", ...ws } },
      aws_apigatewayv2_route: {
        other: { api_id: "${aws_apigatewayv2_api.other.id}", route_key: "$connect", authorization_type: "NONE" },
        ...Object.fromEntries(
          Object.entries(routes).map(([name, one]) => [name, { api_id, route_key: name, target, ...one }]),
        ),
      },
      aws_apigatewayv2_integration: {
        i: { api_id, integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" },
      },
    },
  });
};
const send = { entryPoint: "aws_apigatewayv2_route.send" };
const connect = { entryPoint: "aws_apigatewayv2_route.connect" };
const CONNECT = { route_key: "$connect" };
const WANTS = (authorization_type: string) => good(over("aws_apigatewayv2_route", "get_items", { authorization_type }));
const KEY: Credentials = { ...NOTHING, apiKey: true };
const ITEMS = { entryPoint: "aws_apigatewayv2_route.get_items" };

test.each<[string, Model, AccessRequest, Credentials, string]>([
  ["a message over a connection of anybody", socket({ send: {} }), send, NOTHING, "allow"],
  [
    "one that $connect refuses",
    socket({ send: {}, connect: { ...CONNECT, authorization_type: "AWS_IAM" } }),
    send,
    NOTHING,
    "deny",
  ],
  [
    "one that $connect perhaps refuses",
    socket({ send: {}, connect: { ...CONNECT, authorization_type: LATER } }),
    send,
    NOTHING,
    "unknown",
  ],
  [
    "one that $connect takes with a key",
    socket({ send: {}, connect: { ...CONNECT, api_key_required: true } }),
    send,
    NOTHING,
    "deny",
  ],
  [
    "one where a route may be $connect",
    socket({ send: {}, connect: { route_key: LATER, authorization_type: "AWS_IAM" } }),
    send,
    NOTHING,
    "deny",
  ],
  ["a message whose route may be $connect", socket({ send: { route_key: LATER } }), send, NOTHING, "allow"],
  [
    "a connection without the key",
    socket({ connect: { ...CONNECT, api_key_required: true } }),
    connect,
    NOTHING,
    "deny",
  ],
  [
    "a connection that no backend is told of",
    socket({ connect: { ...CONNECT, target: undefined } }),
    connect,
    NOTHING,
    "allow",
  ],
  ["a connection with the key", socket({ connect: { ...CONNECT, api_key_required: true } }), connect, KEY, "allow"],
  ["a type that AWS doesn't have", WANTS("OTHER"), ROUTE, bearer(), "unknown"],
  ["a type that isn't known yet", WANTS(LATER), ROUTE, bearer(), "unknown"],
  ["none, and an authorizer that does nothing", WANTS("NONE"), ROUTE, NOTHING, "allow"],
  ["the route by its address", MODEL, ITEMS, bearer(), "allow"],
  ["an entry point that isn't there", MODEL, { entryPoint: "x.y" }, bearer(), "unknown"],
  ["a method in lower case", MODEL, { method: "get", path: "/items" }, bearer(), "allow"],
  ["a blank token", MODEL, ROUTE, { kind: "token", text: " " }, "deny"],
  ["another API", MODEL, { ...ROUTE, api: "api" }, bearer(), "allow"],
  ["an API that isn't there", MODEL, { method: "GET", path: "/items", api: "other" }, bearer(), "unknown"],
])("%s", (_, model, request, credentials, outcome) => {
  if (model !== MODEL) ways(model);
  expect(decide(model, request, credentials, { now: NOW }).outcome).toBe(outcome);
});

test("a message that isn't let in gets to no integration, and one that may be does", () => {
  const checks = (authorization_type: string) =>
    decide(socket({ send: {}, connect: { ...CONNECT, authorization_type } }), send, NOTHING).steps.map(
      ({ check, result }) => `${check} ${result}`,
    );
  expect(checks("AWS_IAM")).toEqual(["route pass", "authorization fail"]);
  expect(checks("NONE")).toEqual(["route pass", "authorization pass", "handler note"]);
});

describe("a method of a REST API that wants a signature and a key", () => {
  const rest_api_id = "${aws_api_gateway_rest_api.rest.id}";
  const model = (policy: object) =>
    readSynth({
      resource: {
        ...callerWith(allowCalls("*")),
        aws_api_gateway_rest_api: { rest: { name: "rest", ...policy } },
        aws_api_gateway_resource: {
          one: { rest_api_id, parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", path_part: "items" },
        },
        aws_api_gateway_method: {
          any: {
            rest_api_id,
            resource_id: "${aws_api_gateway_resource.one.id}",
            http_method: "ANY",
            authorization: "AWS_IAM",
            api_key_required: true,
          },
        },
      },
    });
  const document = (...Statement: object[]) => ({ policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
  const deny = (Resource: string) => ({ Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource });
  const at = { entryPoint: "aws_api_gateway_method.any" };
  const signs: Credentials = { kind: "principal", principal: "aws_iam_role.caller", apiKey: true };
  test.each<[string, object, AccessRequest, string]>([
    ["as a whole", {}, {}, "allow"],
    ["as a whole, where one of its requests is denied", document(deny("execute-api:/*/GET/items")), {}, "unknown"],
    [
      "by a request that is denied",
      document(deny("execute-api:/*/GET/items")),
      { method: "get", path: "/items" },
      "deny",
    ],
    ["by another one", document(deny("execute-api:/*/GET/items")), { method: "post", path: "/items" }, "allow"],
    ["as a whole, where each is denied", document(deny("*")), {}, "deny"],
    ["by a method alone", document(deny("execute-api:/*/GET/items")), { method: "GET" }, "unknown"],
  ])("is asked %s", (_, policy, request, outcome) =>
    expect(decide(model(policy), { ...at, ...request }, signs).outcome).toBe(outcome),
  );

  test("is allowed to who may sign, with a key as anybody may get it", () => {
    const of = (policy: object) => allowedAt(model(policy), { address: at.entryPoint }, {}).map(({ called }) => called);
    expect([of({}), of(document(deny("*")))]).toEqual([["aws_iam_role.caller"], []]);
  });
});

test("a later 401 is certain where an earlier check isn't known, another status isn't", () => {
  const mine = good(
    over("aws_apigatewayv2_authorizer", "jwt", { jwt_configuration: { issuer: LATER, audience: ["web"] } }),
  );
  const status = (claims: object) => decideOf(mine, ROUTE, bearer(claims), { now: NOW }).status;
  expect([status({ exp: 1 }), status({ scope: "none" })]).toEqual([401, undefined]);
});
