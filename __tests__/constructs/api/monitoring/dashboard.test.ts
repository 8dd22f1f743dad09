import { resource } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

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
