import { accesses, accessOf } from "../../../../posture/access/index";
import { readPlan, readSynth } from "../../../../posture/model/read";
import { fixture, planned } from "../../fixtures";
import { holdAnswers, ways } from "../whole";

holdAnswers();

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
  [
    "JWT",
    "abc123",
    { kind: "unknown", why: "a token is required, and its authorizer abc123 isn't in this configuration" },
  ],
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

test.each(["changes/api", "every-entry-point"])("the callers and clients of each route of %s are told whole", (name) =>
  expect(ways(planned(name))).toBeGreaterThan(0),
);

const POOL = { aws_cognito_user_pool: { p: { name: "people" } } };
const client = (name: string, more: object = {}) => ({
  ...{ name, user_pool_id: "${aws_cognito_user_pool.p.id}", allowed_oauth_flows_user_pool_client: true },
  ...{ allowed_oauth_flows: ["code"], allowed_oauth_scopes: ["read", "openid"] },
  ...more,
});
const CLIENTS = {
  web: client("web", { explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
  machine: client("machine", {
    allowed_oauth_flows: ["client_credentials"],
    allowed_oauth_scopes: ["read"],
    generate_secret: true,
  }),
  later: client("later", { allowed_oauth_scopes: "${var.unset}" }),
  plain: client("plain", { allowed_oauth_flows_user_pool_client: false, explicit_auth_flows: ["ALLOW_USER_AUTH"] }),
  short: client("short", {
    access_token_validity: 5,
    id_token_validity: 5,
    refresh_token_validity: 1,
    token_validity_units: [{ access_token: "minutes", id_token: "minutes" }],
  }),
};
const of = (name: string) => `\${aws_cognito_user_pool_client.${name}.id}`;
const READ = "${data.aws_cognito_user_pool_client.read.id}";
test.each<[string, unknown, unknown]>([
  ["every client", Object.keys(CLIENTS).map(of), undefined],
  ["every client, and a scope", Object.keys(CLIENTS).map(of), ["read"]],
  ["nobody", [], undefined],
  ["a resource, and a scope", ["https://api.example", of("web")], ["read"]],
  ["a client that isn't here, and a scope", ["abc", of("web")], ["read"]],
  ["a client that is only read, and a scope", [READ], ["read"]],
  ["a client whose scopes come later, and a scope", [of("later")], ["read"]],
  ["what isn't known", "${var.unset}", undefined],
  ["what isn't known, and a scope", [of("web"), "${var.unset}"], ["read"]],
  ["a client, and scopes that aren't known", [of("web")], "${var.unset}"],
  ["a client, and a scope that it doesn't have", [of("web")], ["write"]],
  ["a client, and the scope of signing in by itself", [of("plain")], ["aws.cognito.signin.user.admin"]],
])("a route for tokens of %s", (_, audience, authorization_scopes) => {
  const [api_id, authorizer_id] = ["${aws_apigatewayv2_api.a.id}", "${aws_apigatewayv2_authorizer.j.id}"];
  const jwt_configuration = { issuer: "https://${aws_cognito_user_pool.p.endpoint}", audience };
  const model = readSynth({
    data: { aws_cognito_user_pool_client: { read: { client_id: "r", user_pool_id: "${aws_cognito_user_pool.p.id}" } } },
    resource: {
      ...POOL,
      aws_cognito_user_pool_client: CLIENTS,
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: { j: { api_id, name: "j", authorizer_type: "JWT", jwt_configuration } },
      aws_apigatewayv2_route: {
        r: { api_id, route_key: "GET /x", authorization_type: "JWT", authorizer_id, authorization_scopes },
        none: { api_id, route_key: "GET /y", authorization_type: "OTHER" },
      },
    },
  });
  expect(ways(model)).toBe(2);
});

test("a route without authorization at which nobody gets in, by a key neither, is nobody's", () => {
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        r: { api_id: "${aws_apigatewayv2_api.a.id}", route_key: "GET /x", authorization_type: "NONE" },
      },
    },
  });
  const [route] = model.routes;
  if (!route) throw new RangeError("no route");
  const deciding = (keyLetsIn: boolean) => {
    const { caller } = accessOf(model, route, (_, __, { apiKey }) => {
      const [outcome, result] =
        apiKey === true && keyLetsIn ? (["allow", "pass"] as const) : (["deny", "fail"] as const);
      return { outcome, reason: "no.", steps: [{ check: "authorization", result, text: "no." }] };
    });
    return caller;
  };
  expect([deciding(true), deciding(false)]).toEqual([{ kind: "key" }, { kind: "nobody", why: "no." }]);
});
