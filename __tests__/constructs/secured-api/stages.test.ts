import { expectRefusal } from "../../support/expect-error";
import { addresses, resource } from "../../support/terraform-json";
import { api } from "../api/secured";

const routes = {
  "GET /hello": { public: "a greeting", target: "hello", throttling: { burstLimit: 2, rateLimit: 1 } },
} as const;
const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const customDomain = { domainName: "api.example.com", certificateArn: CERTIFICATE };

test("further stages serve the same routes, each with its own limits and variables, behind a path of the domain", () => {
  const json = api({
    routes,
    stages: { beta: { variables: { backend: "beta" }, throttling: { burstLimit: 20, rateLimit: 10 } } },
    customDomain: { ...customDomain, mappings: { next: "beta" } },
  });
  expect(resource(json, "aws_apigatewayv2_stage.beta")).toMatchObject({
    name: "beta",
    auto_deploy: true,
    stage_variables: { backend: "beta" },
    default_route_settings: { throttling_burst_limit: 20, throttling_rate_limit: 10 },
    route_settings: [{ route_key: "GET /hello", throttling_burst_limit: 2 }],
    access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access_log.arn}" },
  });
  expect(resource(json, "aws_apigatewayv2_api_mapping.domain")).not.toHaveProperty("api_mapping_key");
  expect(resource(json, "aws_apigatewayv2_api_mapping.domain_next")).toMatchObject({
    api_mapping_key: "next",
    stage: "${aws_apigatewayv2_stage.beta.id}",
  });
  expect(json.output?.stage_endpoints).toMatchObject({
    value: { beta: "${aws_apigatewayv2_api.api.api_endpoint}/beta" },
  });
});

test("several paths of the domain lead to stages, two of them to one", () => {
  const json = api({
    routes,
    stages: { beta: {}, gamma: {} },
    customDomain: { ...customDomain, mappings: { next: "beta", newest: "gamma", "v2/next": "beta" } },
  });
  const mapped = Object.values(json.resource?.["aws_apigatewayv2_api_mapping"] ?? {}) as Record<string, unknown>[];
  expect(mapped.map((one) => [one["api_mapping_key"], one["stage"]])).toEqual([
    [undefined, "${aws_apigatewayv2_stage.stage.id}"],
    ["newest", "${aws_apigatewayv2_stage.gamma.id}"],
    ["next", "${aws_apigatewayv2_stage.beta.id}"],
    ["v2/next", "${aws_apigatewayv2_stage.beta.id}"],
  ]);
});

test("without further stages there is no output of them", () =>
  expect(addresses(api({ routes }))).not.toContain("output.stage_endpoints"));

test.each<[object, string, string]>([
  [{ stages: { $default: {} } }, "stage-name", "stages"],
  [{ stages: { "be ta": {} } }, "stage-name", 'stages["be ta"]'],
  [
    { stages: { beta: {} }, customDomain: { ...customDomain, mappings: { next: "bta" } } },
    "stage-undeclared",
    'Did you mean "beta"?',
  ],
  [
    { stages: { beta: {} }, customDomain: { ...customDomain, mappingKey: "v1", mappings: { v1: "beta" } } },
    "api-domain-path",
    "customDomain.mappings.v1",
  ],
])("%j is refused", (options, code, text) => expectRefusal(() => api({ routes, ...options } as never), code, text));
