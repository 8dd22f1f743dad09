import { expectRefusal } from "../../../support/expect-error";
import { resource } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

const json = api({
  routes,
  alarms: { actions: [TOPIC], serverErrors: { threshold: 0, periodMinutes: 1, evaluationPeriods: 2 } },
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

test("need what they count", () => {
  expectRefusal(() => api({ routes, alarms: {}, accessLog: false }), "alarm-without-log");
  const format = { requestId: "$context.requestId" } as const;
  expectRefusal(() => api({ routes, alarms: {}, accessLog: { format } }), "alarm-log-field", "authorizer.error");
});
