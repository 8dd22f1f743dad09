import { everyResource, resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

const json = api({
  routes,
  alarms: { actions: [TOPIC], serverErrors: { threshold: 0, periodMinutes: 1, evaluationPeriods: 2 } },
});

test("on errors, latency and refused callers, each telling the topic twice", () => {
  expect([...resources(json, "aws_cloudwatch_metric_alarm").keys()].sort()).toEqual(
    ["authorizer_errors", "client_errors", "latency", "server_errors"].map(
      (name) => `aws_cloudwatch_metric_alarm.${name}`,
    ),
  );
  everyResource(json, "aws_cloudwatch_metric_alarm", (alarm) =>
    expect(alarm).toMatchObject({
      alarm_actions: [TOPIC],
      ok_actions: [TOPIC],
      treat_missing_data: "notBreaching",
      comparison_operator: "GreaterThanThreshold",
    }),
  );
});

test("look at this stage", () => {
  const stage = {
    namespace: "AWS/ApiGateway",
    dimensions: { ApiId: "${aws_apigatewayv2_api.api.id}", Stage: "$default" },
  };
  expect(resource(json, "aws_cloudwatch_metric_alarm.client_errors")).toMatchObject({
    ...stage,
    metric_name: "4xx",
    threshold: 100,
    period: 300,
  });
  expect(resource(json, "aws_cloudwatch_metric_alarm.server_errors")).toMatchObject({
    ...stage,
    metric_name: "5xx",
    threshold: 0,
    period: 60,
    evaluation_periods: 2,
  });
  expect(resource(json, "aws_cloudwatch_metric_alarm.latency")).toMatchObject({
    ...stage,
    metric_name: "Latency",
    extended_statistic: "p95",
    threshold: 3000,
    evaluation_periods: 3,
  });
});

test("can be left out one by one", () => {
  const few = api({ routes, accessLog: false, alarms: { authorizerErrors: false, latency: false } });
  expect([...resources(few, "aws_cloudwatch_metric_alarm").keys()].sort()).toEqual([
    "aws_cloudwatch_metric_alarm.client_errors",
    "aws_cloudwatch_metric_alarm.server_errors",
  ]);
  everyResource(few, "aws_cloudwatch_metric_alarm", (alarm) => !("alarm_actions" in alarm));
});
