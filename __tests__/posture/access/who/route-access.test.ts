import { accesses } from "../../../../posture/access/index";
import { readPlan, readSynth } from "../../../../posture/model/read";
import { fixture, planned } from "../../fixtures";

/** The same value with the members of every list of that name, wherever it is, in the opposite order. */
function reversed(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => reversed(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === name && Array.isArray(inner) ? [...inner].reverse() : reversed(inner, name),
    ]),
  );
}

const named = (plan: unknown) =>
  accesses(readPlan(plan).after).map(({ address, clients }) => [address, clients.map((client) => client.address)]);

test("names the clients of a route in one order, whatever ids AWS gave them", () => {
  const plan = fixture("changes/api");
  const several = accesses(planned("changes/api")).filter(({ clients }) => clients.length > 1);
  expect(several.length).toBeGreaterThan(0);
  expect(named(reversed(plan, "audience"))).toEqual(named(plan));
});

test.each<[unknown, string]>([
  ["${aws_apigatewayv2_api.a.id}", "orders"],
  ["abc123", "abc123"],
  ["${var.unset}", "(not known yet)"],
  [undefined, "(none)"],
])("a route of the API %s is of %s", (api_id, api) => {
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: { r: { api_id, route_key: "GET /x", authorization_type: "NONE" } },
    },
  });
  expect(accesses(model).map((one) => one.api)).toEqual([api]);
});

const LAMBDA = "aws_apigatewayv2_authorizer.guard";
test.each<[string, string | undefined, unknown]>([
  ["JWT", undefined, { kind: "nobody", why: "its type is JWT, but it names no authorizer" }],
  ["CUSTOM", undefined, { kind: "nobody", why: "its type is CUSTOM, but it names no authorizer" }],
  ["JWT", "abc123", { kind: "unknown", why: "its authorizer abc123 isn't in this configuration" }],
  ["CUSTOM", "abc123", { kind: "unknown", why: "its authorizer abc123 isn't in this configuration" }],
  ["CUSTOM", "${var.unset}", { kind: "unknown", why: "its authorizer isn't known (var.unset is not declared)" }],
  ["JWT", `\${${LAMBDA}.id}`, { kind: "nobody", why: `its authorizer ${LAMBDA} isn't a JWT authorizer` }],
])("a route of type %s with the authorizer %s", (authorization_type, authorizer_id, caller) => {
  const api_id = "${aws_apigatewayv2_api.a.id}";
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: { guard: { api_id, name: "guard", authorizer_type: "REQUEST" } },
      aws_apigatewayv2_route: { r: { api_id, route_key: "GET /x", authorization_type, authorizer_id } },
    },
  });
  expect(accesses(model).map((one) => one.caller)).toEqual([caller]);
});

test.each<[unknown, string]>([
  ["https://id.example", "https://id.example"],
  ["https://${aws_cognito_user_pool.p.endpoint}", "pool people"],
  ["${var.unset}", "an issuer that isn't known yet"],
])("tokens of the issuer %s are from %s", (issuer, from) => {
  const api_id = "${aws_apigatewayv2_api.a.id}";
  const authorizer_id = "${aws_apigatewayv2_authorizer.j.id}";
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        j: { api_id, name: "j", authorizer_type: "JWT", jwt_configuration: { issuer, audience: ["web"] } },
      },
      aws_apigatewayv2_route: { r: { api_id, route_key: "GET /x", authorization_type: "JWT", authorizer_id } },
      aws_cognito_user_pool: { p: { name: "people" } },
    },
  });
  expect(accesses(model).map(({ caller }) => caller)).toMatchObject([
    { kind: "token", issuer: from, audiences: ["web"] },
  ]);
});
