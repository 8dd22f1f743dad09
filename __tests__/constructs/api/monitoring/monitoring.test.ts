import { resources } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

test("unasked, nothing watches", () => {
  const json = api({ routes });
  for (const type of ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard", "aws_cloudwatch_log_metric_filter"])
    expect(resources(json, type).size).toBe(0);
});
