import { byHost } from "../../../../posture/access/steps/by-host";
import type { AccessRequest } from "../../../../posture/access";
import { readSynth } from "../../../../posture/model/read";

const api = (name: string, more: object = {}) => ({ name, protocol_type: "HTTP", ...more });
const idOf = (name: string) => `\${aws_apigatewayv2_api.${name}.id}`;
const mapping = (name: string, domain: string, api_mapping_key?: string) => ({
  ...{ api_id: idOf(name), domain_name: `\${aws_apigatewayv2_domain_name.${domain}.id}`, stage: "$default" },
  ...(api_mapping_key !== undefined && { api_mapping_key }),
});
const route = (name: string) => ({ api_id: idOf(name), route_key: "GET /items", authorization_type: "NONE" });
const MODEL = readSynth({
  resource: {
    aws_apigatewayv2_api: {
      one: api("first", { id: "abc1" }),
      two: api("second", { id: "def2", disable_execute_api_endpoint: true }),
      bare: api("bare", { id: "ghi3", disable_execute_api_endpoint: true }),
    },
    aws_apigatewayv2_route: { one: route("one"), two: route("two") },
    aws_apigatewayv2_domain_name: {
      one: { domain_name: "one.example" },
      both: { domain_name: "both.example" },
      vague: { domain_name: "vague.example" },
      unsure: { domain_name: "unsure.example" },
      later: { domain_name: "${var.unset}" },
    },
    aws_apigatewayv2_api_mapping: {
      one: mapping("one", "one", "v1"),
      a: mapping("one", "both"),
      b: mapping("two", "both", "v1"),
      c: mapping("one", "both", "v1/old"),
      v: mapping("one", "vague", "${var.unset}"),
      w: mapping("two", "vague"),
      u: mapping("one", "unsure", "${var.unset}"),
      l: mapping("one", "later"),
    },
    aws_lambda_function: { f: { function_name: "f" } },
    aws_lambda_function_url: {
      url: { function_name: "f", authorization_type: "NONE", function_url: "https://xyz.lambda-url.eu-west-1.on.aws/" },
    },
  },
});
const [ONE, TWO] = ["aws_apigatewayv2_api.one", "aws_apigatewayv2_api.two"];
const GET = { method: "GET" };

test.each<[AccessRequest, object]>([
  [
    { ...GET, path: "/items" },
    { ...GET, path: "/items" },
  ],
  [
    { host: "one.example", entryPoint: "x" },
    { host: "one.example", entryPoint: "x" },
  ],
  [
    { host: "one.example", ...GET, path: "/v1/items" },
    { host: "one.example", ...GET, path: "/items", api: ONE },
  ],
  [
    { host: "one.example", ...GET, path: "/v1" },
    { host: "one.example", ...GET, path: "/", api: ONE },
  ],
  [
    { host: "one.example", routeKey: "GET /items" },
    { host: "one.example", routeKey: "GET /items", api: ONE },
  ],
  [
    { host: "both.example", path: "/v1/items" },
    { host: "both.example", path: "/items", api: TWO },
  ],
  [
    { host: "both.example", path: "/v1/old/items" },
    { host: "both.example", path: "/items", api: ONE },
  ],
  [
    { host: "both.example", path: "/v10" },
    { host: "both.example", path: "/v10", api: ONE },
  ],
  [
    { host: "both.example", api: "second" },
    { host: "both.example", api: TWO },
  ],
  [
    { host: "both.example", api: TWO },
    { host: "both.example", api: TWO },
  ],
  [{ host: "unsure.example" }, { host: "unsure.example", api: ONE }],
  [{ host: "ABC1.execute-api.eu-west-1.amazonaws.com" }, { host: `execute-api of ${ONE}`, api: ONE }],
  [{ host: "abc1-vpce-0a1b.execute-api.eu-west-1.amazonaws.com" }, { host: `execute-api of ${ONE}`, api: ONE }],
  [
    { host: "ghi3.execute-api.eu-west-1.amazonaws.com" },
    { host: "execute-api of aws_apigatewayv2_api.bare", api: "aws_apigatewayv2_api.bare" },
  ],
  [
    { host: "xyz.lambda-url.eu-west-1.on.aws", ...GET, path: "/any" },
    { host: "xyz.lambda-url.eu-west-1.on.aws", ...GET, path: "/any", entryPoint: "aws_lambda_function_url.url" },
  ],
])("%j is %j", (request, found) => expect(byHost(MODEL, request)).toEqual(found));

test.each<[AccessRequest, "fail" | "unknown", string]>([
  [{ host: "one.example", path: "/items" }, "fail", 'No API is mapped at "one.example/items".'],
  [{ host: "one.example", api: "second" }, "fail", 'No API is mapped at "one.example".'],
  [
    { host: "both.example" },
    "unknown",
    `${ONE}, ${TWO} answer at "both.example". Name the one with --api or --entry-point.`,
  ],
  [
    { host: "vague.example" },
    "unknown",
    `${ONE}, ${TWO} answer at "vague.example". Name the one with --api or --entry-point.`,
  ],
  ...["vague", "unsure"].map((name): [AccessRequest, "unknown", string] => [
    { host: `${name}.example`, path: "/items" },
    "unknown",
    `What answers at "${name}.example/items" isn't known yet: the key of a mapping is unknown (var.unset is not declared).`,
  ]),
  [{ host: "def2.execute-api.eu-west-1.amazonaws.com" }, "fail", `The execute-api address of ${TWO} is disabled.`],
  [
    { host: "x.abc1.execute-api.eu-west-1.amazonaws.com" },
    "unknown",
    'Nothing of this input is known to answer at "x.abc1.execute-api.eu-west-1.amazonaws.com", but the domain of aws_apigatewayv2_domain_name.later isn\'t known yet. What answers: execute-api of aws_apigatewayv2_api.one, one.example, both.example, vague.example, unsure.example, the domain of aws_apigatewayv2_domain_name.later, xyz.lambda-url.eu-west-1.on.aws.',
  ],
])("%j: %s, %s", (request, result, text) =>
  expect(byHost(MODEL, request)).toEqual({ kind: "none", step: { check: "route", result, text } }),
);

test("where nothing answers at all, that is said", () =>
  expect(byHost(readSynth({ resource: {} }), { host: "a.example" })).toMatchObject({
    step: { text: 'Nothing of this input is known to answer at "a.example". What answers: nothing.' },
  }));
