import { Construct } from "constructs";
import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "../../bindings";
import type { Metric } from "./authorizer-errors";
import type { Stage } from "../stage";
import { requireChecks } from "../../stack/run-rules";

/** When an alarm goes off: more than `above`, in each of `periods` spans of `minutes`. */
export interface Threshold {
  /** The alarm goes off above it: a count, or milliseconds. */
  readonly threshold: number;
  /** @default 5 */
  readonly periodMinutes?: number;
  /** @default 1 */
  readonly evaluationPeriods?: number;
}

export interface AlarmOptions {
  /** ARNs of what is told when an alarm goes off and when it is over: SNS topics. @default nobody; the alarms only show */
  readonly actions?: readonly string[];
  /** Answers 400 to 499. @default more than 100 in 5 minutes; false for none */
  readonly clientErrors?: Threshold | false;
  /** Answers 500 to 599. @default more than 5 in 5 minutes; false for none */
  readonly serverErrors?: Threshold | false;
  /** Milliseconds within which 95 of 100 calls are answered. @default more than 3000 in three spans of 5 minutes; false for none */
  readonly latency?: Threshold | false;
  /** Calls that an authorizer refused or failed at, counted in the access log. @default more than 50 in 5 minutes; false for none */
  readonly authorizerErrors?: Threshold | false;
}

export interface ApiAlarmsProps extends AlarmOptions {
  /** The stage that is watched. */
  readonly stage: Stage;
  /** Begins the alarms' names. */
  readonly apiName: string;
  /** What counts refused callers. @default none: that alarm is left out */
  readonly authorizerErrorMetric?: Metric;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Alarms on a stage. Addresses: `aws_cloudwatch_metric_alarm.ID_client_errors`, `…_server_errors`, `…_latency`, `…_authorizer_errors`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    requireChecks(this, props);
    const stage = {
      namespace: "AWS/ApiGateway",
      dimensions: { ApiId: props.stage.api.apiId, Stage: props.stage.stageName },
    };
    const add = (
      name: string,
      wanted: Threshold | false | undefined,
      usual: Threshold,
      metric: Partial<CloudwatchMetricAlarmConfig>,
    ): void => {
      if (wanted !== false) this.alarm(name, { ...usual, ...wanted }, metric, props);
    };
    add("client_errors", props.clientErrors, { threshold: 100 }, { ...stage, metricName: "4xx", statistic: "Sum" });
    add("server_errors", props.serverErrors, { threshold: 5 }, { ...stage, metricName: "5xx", statistic: "Sum" });
    add(
      "latency",
      props.latency,
      { threshold: 3000, evaluationPeriods: 3 },
      { ...stage, metricName: "Latency", extendedStatistic: "p95" },
    );
    const refused = props.authorizerErrorMetric;
    if (refused === undefined) return;
    add(
      "authorizer_errors",
      props.authorizerErrors,
      { threshold: 50 },
      { namespace: refused.namespace, metricName: refused.name, statistic: "Sum" },
    );
  }

  private alarm(
    name: string,
    { threshold: above, periodMinutes: minutes, evaluationPeriods: periods }: Threshold,
    metric: Partial<CloudwatchMetricAlarmConfig>,
    { apiName, actions, tags }: ApiAlarmsProps,
  ): void {
    const told = actions === undefined || actions.length === 0 ? undefined : [...actions];
    new CloudwatchMetricAlarm(this, name, {
      ...metric,
      alarmName: `${apiName}-${name.replaceAll("_", "-")}`,
      comparisonOperator: "GreaterThanThreshold",
      threshold: above,
      period: (minutes ?? 5) * 60,
      evaluationPeriods: periods ?? 1,
      // No calls are no trouble.
      treatMissingData: "notBreaching",
      alarmActions: told,
      okActions: told,
      tags,
    });
  }
}
