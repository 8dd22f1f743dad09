import { Construct } from "constructs";
import { CloudwatchLogMetricFilter } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { AccessLog } from "./access-log";
import { requireChecks } from "../../stack/run-rules";

/** A CloudWatch metric without dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Counts the calls that an authorizer refused or failed at: entries of the access log whose `$context.authorizer.error` says something. API
 * Gateway has no metric for them. Address: `aws_cloudwatch_log_metric_filter.ID`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class AuthorizerErrors extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, props: { readonly accessLog: AccessLog; readonly apiName: string }) {
    super(scope, id);
    requireChecks(this, props);
    const format = JSON.parse(props.accessLog.format) as Record<string, string>;
    const field = Object.keys(format).find((name) => format[name] === "$context.authorizer.error");
    if (field === undefined || !/^\w+$/.test(field)) {
      throw new ConfigurationError(
        "alarm-log-field",
        this.node.path,
        field === undefined
          ? "the access log doesn't show $context.authorizer.error"
          : `a filter can't name "${field}"`,
        'Add authorizerError: "$context.authorizer.error" to its format, or set authorizerErrors: false',
      );
    }
    this.metric = { namespace: `HttpApi/${props.apiName}`, name: "AuthorizerErrors" };
    new CloudwatchLogMetricFilter(this, "Resource", {
      name: `${props.apiName}-authorizer-errors`,
      logGroupName: props.accessLog.logGroupName,
      // API Gateway logs "-" for what has no value.
      pattern: `{ ($.${field} = "*") && ($.${field} != "-") }`,
      metricTransformation: { ...this.metric, value: "1", defaultValue: "0", unit: "Count" },
    });
  }
}
