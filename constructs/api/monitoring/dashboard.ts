import { Fn } from "cdktf";
import { Construct } from "constructs";
import { CloudwatchDashboard } from "../../bindings";
import type { Metric } from "./authorizer-errors";
import type { Stage } from "../stage";
import { requireChecks } from "../../stack/run-rules";

export interface ApiDashboardProps {
  /** The dashboard's name, unique in the account. */
  readonly name: string;
  /** The stage that is shown. */
  readonly stage: Stage;
  /** What counts refused callers. @default none: that graph is left out */
  readonly authorizerErrorMetric?: Metric;
}

type Line = readonly (string | Readonly<Record<string, string>>)[];

/**
 * Calls, errors, latency and refused callers of a stage at a glance. Address: `aws_cloudwatch_dashboard.ID`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export class ApiDashboard extends Construct {
  readonly resource: CloudwatchDashboard;

  constructor(scope: Construct, id: string, props: ApiDashboardProps) {
    super(scope, id);
    requireChecks(this, props);
    const { api, stageName } = props.stage;
    const line = (metric: string, stat: string, label: string): Line => {
      return ["AWS/ApiGateway", metric, "ApiId", api.apiId, "Stage", stageName, { stat, label }];
    };
    const graphs: [string, Line[]][] = [
      ["Calls", [line("Count", "Sum", "calls")]],
      ["Errors", [line("4xx", "Sum", "4xx"), line("5xx", "Sum", "5xx")]],
      ["Latency (ms)", ["p50", "p95", "p99"].map((stat) => line("Latency", stat, stat))],
      ["Latency of what answers (ms)", ["p50", "p95", "p99"].map((stat) => line("IntegrationLatency", stat, stat))],
    ];
    const refused = props.authorizerErrorMetric;
    if (refused !== undefined)
      graphs.push(["Refused by an authorizer", [[refused.namespace, refused.name, { stat: "Sum", label: "refused" }]]]);
    // The ARN names the region in every supported provider version; the `aws_region` data source renamed its attribute in 6.0.
    const region = Fn.element(Fn.split(":", api.resource.executionArn), 3);
    this.resource = new CloudwatchDashboard(this, "Resource", {
      dashboardName: props.name,
      dashboardBody: Fn.jsonencode({
        widgets: graphs.map(([title, metrics], index) => ({
          type: "metric",
          x: (index % 2) * 12,
          y: Math.floor(index / 2) * 6,
          width: 12,
          height: 6,
          properties: { title, region, metrics, period: 300, view: "timeSeries" },
        })),
      }),
    });
  }
}
