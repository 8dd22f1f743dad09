import { appliedFrom, explainRequest, samplePath } from "../../../local/terraform/applied";
import { issuerOfPool } from "../../../posture/aws/issuers";
import { readSynth } from "../../../posture/model/read";
import { route } from "../support";

test("path parameters are filled in", () => {
  expect(samplePath("/a/{id}/{proxy+}")).toBe("/a/sample/sample");
});

test.each([
  ["eu-west-1_abc", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"],
  ["cn-north-1_abc", "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_abc"],
])("the issuer of %s", (id, issuer) => expect(issuerOfPool(id)).toBe(issuer));

const API = "${aws_apigatewayv2_api.api.id}";
const POOL = "${aws_cognito_user_pool.pool.id}";
/** As a state has it: ids are there. */
const STATE = {
  aws_apigatewayv2_api: {
    api: {
      id: "abc",
      name: "notes",
      protocol_type: "HTTP",
      cors_configuration: { allow_origins: ["https://a.example"] },
    },
  },
  aws_apigatewayv2_stage: { v1: { api_id: API, name: "v1" } },
  aws_apigatewayv2_integration: {
    items: { api_id: API, integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.items.invoke_arn}" },
    far: { api_id: API, integration_type: "HTTP_PROXY", integration_uri: "https://far.example" },
  },
  aws_apigatewayv2_route: {
    items: {
      api_id: API,
      route_key: "ANY /items/{id}",
      target: "integrations/${aws_apigatewayv2_integration.items.id}",
    },
    far: { api_id: API, route_key: "POST /far", target: "integrations/${aws_apigatewayv2_integration.far.id}" },
    none: { api_id: API, route_key: "$default" },
  },
  aws_lambda_function: { items: { function_name: "notes-items" } },
  aws_iam_role: { caller: { name: "caller" } },
  aws_cognito_user_pool: {
    pool: {
      id: "eu-west-1_abc",
      username_attributes: ["email"],
      schema: [
        { name: "email", attribute_data_type: "String" },
        { name: "seats", attribute_data_type: "Number" },
      ],
      lambda_config: { pre_token_generation_config: { lambda_arn: "arn", lambda_version: "V2_0" } },
    },
  },
  aws_cognito_user_group: {
    last: { name: "last", user_pool_id: POOL },
    second: { name: "second", user_pool_id: POOL, precedence: 2 },
    first: { name: "first", user_pool_id: POOL, precedence: 1 },
  },
  aws_cognito_user_pool_client: {
    web: { id: "web", user_pool_id: "eu-west-1_abc", allowed_oauth_flows: ["code"], allowed_oauth_scopes: ["openid"] },
    machine: {
      id: "machine",
      user_pool_id: "eu-west-1_abc",
      client_secret: "s",
      allowed_oauth_flows: ["client_credentials"],
      allowed_oauth_scopes: ["api/read"],
    },
  },
};
const applied = (change: object = {}) =>
  appliedFrom(readSynth({ resource: { ...STATE, ...change } }), (address) => [{ of: address } as never]);

test("what was applied, to the letter", () => expect(applied()).toMatchSnapshot());

test("a stack may have neither pool nor route", () => {
  expect(appliedFrom(readSynth({ resource: {} }))).toMatchSnapshot();
});

test.each([
  [
    "a route of an API that lies elsewhere",
    { aws_apigatewayv2_route: { items: { api_id: "xyz", route_key: "GET /" } } },
    "aws_apigatewayv2_route.items belongs to no API of this stack.",
  ],
  [
    "a client whose scopes aren't there",
    { aws_cognito_user_pool_client: { web: { id: "w", user_pool_id: "p", allowed_oauth_scopes: ["${var.scope}"] } } },
    "a part of the scopes of aws_cognito_user_pool_client.web is unknown",
  ],
  ["an API without its id", { aws_apigatewayv2_api: { api: { name: "notes", protocol_type: "HTTP" } } }, "the id of"],
])("%s is said to be incomplete", (_, change, said) => expect(() => applied(change)).toThrow(said));

const called = { method: "GET", path: "/items", api: "aws_apigatewayv2_api.api" };
const rest = { entryPoint: "aws_api_gateway_method.m", vpcEndpoints: [] } as never;
test.each([
  ["by its key", {}, false, { routeKey: "GET /items", api: called.api }],
  ["behind IAM by its path", { authorization: "AWS_IAM" }, false, called],
  ["behind IAM at a stage by both", { authorization: "AWS_IAM", stage: "v1" }, false, { ...called, path: "/v1/items" }],
  [
    "of a REST API as an entry point",
    { rest },
    false,
    { entryPoint: rest["entryPoint"], method: "GET", path: "/items" },
  ],
  [
    "of a REST API through its endpoint",
    { rest },
    true,
    { entryPoint: rest["entryPoint"], method: "GET", path: "/items", inside: true },
  ],
])("a route is explained %s", (_, change, inside, asked) => {
  expect(explainRequest(route("GET /items", change), inside)).toEqual(asked);
});
