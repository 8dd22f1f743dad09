import { accessListOf, compareAccess, type AccessList, type DeclaredRoute } from "../../../posture/access-list";
import { readPlan, readSynth } from "../../../posture/model/read";
import { asPlan } from "../rules/as-plan";
import { goodStack, over, route, stackOf, type Resources } from "../rules/support";

const model = (...changes: Resources[]) => readSynth(stackOf(...changes));
const LIST = accessListOf(model());
const codes = (list: AccessList, ...changes: Resources[]): string[] =>
  compareAccess(model(...changes), list).map(({ code, certain }) => `${code}${certain ? "" : "?"}`);
const withRoute = (change: Partial<DeclaredRoute>): AccessList => ({
  ...LIST,
  routes: LIST.routes.map((one) => ({ ...one, ...change })),
});

test("what is written from a stack holds of it, and of its plan", () => {
  expect(LIST.routes).toEqual([
    {
      api: "aws_apigatewayv2_api.api",
      route: "GET /items",
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web"],
        scopes: ["https://api.example/read"],
      },
      target: "aws_lambda_function.items",
    },
  ]);
  expect(codes(LIST)).toEqual([]);
  expect(compareAccess(readPlan(asPlan(goodStack())).after, LIST).filter(({ certain }) => certain)).toEqual([]);
});

test.each<[string, Resources, string[]]>([
  [
    "public",
    route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined }),
    ["access-authorization"],
  ],
  ["no scope", route({ authorization_scopes: [] }), ["access-scopes"]],
  ["another scope", route({ authorization_scopes: ["https://api.example/write"] }), ["access-scopes"]],
  ["another key", route({ route_key: "GET /other" }), ["access-route-missing", "access-route-undeclared"]],
  ["a key that isn't known", route({ route_key: "${var.key}" }), ["access-route-missing?"]],
  [
    "another issuer",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: "https://issuer.example", audience: ["${aws_cognito_user_pool_client.web.id}"] },
    }),
    ["access-issuer"],
  ],
  [
    "a further audience",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: {
        issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
        audience: ["${aws_cognito_user_pool_client.web.id}", "x"],
      },
    }),
    ["access-clients"],
  ],
  [
    "an issuer that isn't known",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: "${var.issuer}", audience: ["${aws_cognito_user_pool_client.web.id}"] },
    }),
    ["access-issuer?"],
  ],
  [
    "no throttling",
    over("aws_apigatewayv2_stage", "stage", { default_route_settings: undefined }),
    ["access-safeguard"],
  ],
  ["no log", over("aws_apigatewayv2_stage", "stage", { access_log_settings: undefined }), ["access-safeguard"]],
  [
    "a pool that isn't protected",
    over("aws_cognito_user_pool", "pool", { deletion_protection: "INACTIVE" }),
    ["access-safeguard"],
  ],
  [
    "a trigger that nobody declared",
    over("aws_cognito_user_pool", "pool", {
      lambda_config: { pre_token_generation: "${aws_lambda_function.items.arn}" },
    }),
    ["access-trigger"],
  ],
  [
    "a route beside the declared",
    {
      aws_apigatewayv2_route: {
        more: { ...goodStack().resource["aws_apigatewayv2_route"]?.["get_items"], route_key: "GET /more" },
      },
    },
    ["access-route-undeclared"],
  ],
])("%s is a difference", (_name, change, expected) => {
  expect(codes(LIST, change)).toEqual(expected);
});

test.each<[string, AccessList, string[]]>([
  ["a route that isn't there", withRoute({ route: "GET /gone" }), ["access-route-missing", "access-route-undeclared"]],
  ["another target", withRoute({ target: "aws_lambda_function.other" }), ["access-target"]],
  ["public", withRoute({ allow: { public: "why not" } }), ["access-authorization"]],
  ["principals", withRoute({ allow: { principals: [] } }), ["access-authorization"]],
  [
    "a client more",
    withRoute({
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web", "machine"],
        scopes: ["https://api.example/read"],
      },
    }),
    ["access-clients"],
  ],
  [
    "a name that only Terraform knows",
    withRoute({
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web"],
        scopes: ["${var.scope}/read"],
      },
    }),
    ["access-scopes?"],
  ],
  ["a name in AWS in place of an address", withRoute({ api: "api", target: "items" }), []],
  ["no target at all", { ...LIST, routes: LIST.routes.map(({ api, route, allow }) => ({ api, route, allow })) }, []],
])("declared %s", (_name, list, expected) => {
  expect(codes(list)).toEqual(expected);
});
