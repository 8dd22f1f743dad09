import { AccessLog } from "../../../constructs/api/monitoring/access-log";
import { Route } from "../../../constructs/api/routes/route";
import { Stage, type StageProps } from "../../../constructs/api/stage";
import { BACKEND, httpApi } from "../../support/api";
import { expectRefusal } from "../../support/expect-error";
import { emitted } from "../../support/synth";
import { resource, type Block } from "../../support/terraform-json";

const stage = (props: Partial<StageProps> = {}): Block =>
  resource(
    emitted((stack) => new Stage(stack, "stage", { api: httpApi(stack), accessLog: false, ...props })),
    "aws_apigatewayv2_stage.stage",
  );

test("by default it is $default, deploys by itself, and throttles by both numbers", () => {
  expect(stage()).toMatchObject({
    api_id: "${aws_apigatewayv2_api.api.id}",
    name: "$default",
    auto_deploy: true,
    default_route_settings: {
      throttling_burst_limit: 200,
      throttling_rate_limit: 100,
      detailed_metrics_enabled: false,
    },
  });
  for (const key of ["route_settings", "access_log_settings", "tags", "depends_on"])
    expect(stage()).not.toHaveProperty(key);
});

test.each<[Partial<StageProps>, object]>([
  [{ name: "v1" }, { name: "v1" }],
  [
    { throttling: { burstLimit: 10, rateLimit: 5 } },
    { default_route_settings: { throttling_burst_limit: 10, throttling_rate_limit: 5 } },
  ],
  [
    { detailedMetrics: true },
    { default_route_settings: { detailed_metrics_enabled: true, throttling_burst_limit: 200 } },
  ],
  [{ tags: { team: "identity" } }, { tags: { team: "identity" } }],
])("%j", (props, expected) => expect(stage(props)).toMatchObject(expected));

test("it writes to the access log", () => {
  const json = emitted((stack) => {
    const accessLog = new AccessLog(stack, "access_log", { apiName: "notes-api" });
    new Stage(stack, "stage", { api: httpApi(stack), accessLog });
  });
  const { access_log_settings } = resource(json, "aws_apigatewayv2_stage.stage");
  expect(access_log_settings).toMatchObject({ destination_arn: "${aws_cloudwatch_log_group.access_log.arn}" });
  expect(JSON.parse((access_log_settings as { format: string }).format)).toHaveProperty("requestId");
});

test("a route's throttling has both numbers, and waits for the route", () => {
  const json = emitted((stack) => {
    const api = httpApi(stack);
    const route = new Route(stack, "get_a", { api, key: "GET /a", target: BACKEND, authorization: { iam: true } });
    const routeThrottling = { "POST /b": { burstLimit: 4, rateLimit: 3 }, "GET /a": { burstLimit: 2, rateLimit: 1 } };
    new Stage(stack, "stage", {
      api,
      accessLog: false,
      routeThrottling,
      after: [route.resource],
      detailedMetrics: true,
    });
  });
  const { route_settings, depends_on } = resource(json, "aws_apigatewayv2_stage.stage");
  expect(depends_on).toEqual(["aws_apigatewayv2_route.get_a"]);
  expect(route_settings).toEqual([
    { route_key: "GET /a", throttling_burst_limit: 2, throttling_rate_limit: 1, detailed_metrics_enabled: true },
    { route_key: "POST /b", throttling_burst_limit: 4, throttling_rate_limit: 3, detailed_metrics_enabled: true },
  ]);
});

test("variables and a description", () =>
  expect(stage({ description: "For everybody", variables: { backend: "live.example.com" } })).toMatchObject({
    description: "For everybody",
    stage_variables: { backend: "live.example.com" },
  }));

test.each<[Partial<StageProps>, string, string]>([
  [{ name: "v 1" }, "stage-name", "name"],
  [{ name: "" }, "stage-name", "name"],
  [{ variables: { "my var": "a" } }, "stage-variable", 'variables["my var"]'],
  [{ variables: { backend: "a b" } }, "stage-variable", "such value"],
  [{ variables: { backend: "" } }, "stage-variable", "variables.backend"],
  [{ throttling: { burstLimit: 1.5, rateLimit: 1 } }, "stage-limit", "throttling.burstLimit"],
  [{ throttling: { burstLimit: 1, rateLimit: NaN } }, "input-type", "throttling.rateLimit"],
])("%j is refused", (props, code, text) => expectRefusal(() => stage(props), code, text));
