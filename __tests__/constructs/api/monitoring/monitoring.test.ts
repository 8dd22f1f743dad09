import { expectRefusal } from "../../../support/refusal";
import { everyResource, resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

describe("alarms", () => {
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

  test("count refused callers in the access log, by the name its format gives them", () => {
    expect(resource(json, "aws_cloudwatch_log_metric_filter.authorizer_errors")).toMatchObject({
      log_group_name: "${aws_cloudwatch_log_group.access_log.name}",
      pattern: '{ ($.authorizerError = "*") && ($.authorizerError != "-") }',
      metric_transformation: {
        namespace: "HttpApi/notes-api",
        name: "AuthorizerErrors",
        value: "1",
        default_value: "0",
      },
    });
    expect(resource(json, "aws_cloudwatch_metric_alarm.authorizer_errors")).toMatchObject({
      namespace: "HttpApi/notes-api",
      metric_name: "AuthorizerErrors",
      statistic: "Sum",
    });
    const format = { requestId: "$context.requestId", refused: "$context.authorizer.error" } as const;
    const renamed = api({ routes, alarms: {}, accessLog: { format } });
    expect(resource(renamed, "aws_cloudwatch_log_metric_filter.authorizer_errors").pattern).toContain("$.refused");
  });

  test("can be left out one by one", () => {
    const few = api({ routes, accessLog: false, alarms: { authorizerErrors: false, latency: false } });
    expect([...resources(few, "aws_cloudwatch_metric_alarm").keys()].sort()).toEqual([
      "aws_cloudwatch_metric_alarm.client_errors",
      "aws_cloudwatch_metric_alarm.server_errors",
    ]);
    everyResource(few, "aws_cloudwatch_metric_alarm", (alarm) => !("alarm_actions" in alarm));
  });

  test("need what they count", () => {
    expectRefusal(() => api({ routes, alarms: {}, accessLog: false }), "alarm-without-log");
    const format = { requestId: "$context.requestId" } as const;
    expectRefusal(() => api({ routes, alarms: {}, accessLog: { format } }), "alarm-log-field", "authorizer.error");
  });
});

test("a dashboard in the API's region, with a graph of refused callers where they are counted", () => {
  const { dashboard_body: body, dashboard_name: name } = resource(
    api({ routes, dashboard: true }),
    "aws_cloudwatch_dashboard.dashboard",
  ) as { dashboard_body: string; dashboard_name: string };
  expect(name).toBe("notes-api");
  expect(body).toMatch(/^\$\{jsonencode\(/);
  for (const metric of ["Count", "4xx", "5xx", "Latency", "IntegrationLatency", "AuthorizerErrors"])
    expect(body).toContain(`"${metric}"`);
  expect(body).toContain('element(split(":", aws_apigatewayv2_api.api.execution_arn), 3)');
  const unlogged = api({ routes, dashboard: true, accessLog: false });
  expect(resource(unlogged, "aws_cloudwatch_dashboard.dashboard").dashboard_body).not.toContain("AuthorizerErrors");
});

test("unasked, nothing watches", () => {
  const json = api({ routes });
  for (const type of ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard", "aws_cloudwatch_log_metric_filter"])
    expect(resources(json, type).size).toBe(0);
});
