import type { Construct } from "constructs";
import { ConfigurationError } from "../../errors/configuration-error";
import { madeFor } from "../../errors/written-as";
import type { AccessLog } from "./access-log";
import { ApiAlarms, type AlarmOptions } from "./alarms";
import { AuthorizerErrors, type Metric } from "./authorizer-errors";
import { ApiDashboard } from "./dashboard";
import type { Stage } from "../stage";

export interface MonitoringProps {
  readonly project: string;
  readonly stage: Stage;
  readonly accessLog: AccessLog | undefined;
  readonly alarms?: AlarmOptions;
  readonly dashboard?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Alarms and dashboard of an API, as far as they are wanted, over one count of refused callers. */
export function addMonitoring(
  scope: Construct,
  { project, stage, accessLog, alarms, dashboard, tags }: MonitoringProps,
): void {
  if (alarms === undefined && dashboard !== true) return;
  const apiName = `${project}-api`;
  if (accessLog === undefined && alarms !== undefined && alarms.authorizerErrors !== false) {
    throw new ConfigurationError(
      "alarm-without-log",
      scope.node.path,
      "an alarm on authorizer errors, which are counted in the access log, and there is none",
      "Keep the access log, or set alarms.authorizerErrors: false",
    );
  }
  const counted = accessLog !== undefined && alarms?.authorizerErrors !== false;
  const authorizerErrorMetric: Metric | undefined = counted
    ? new AuthorizerErrors(scope, "authorizer_errors", { accessLog, apiName }).metric
    : undefined;
  if (alarms !== undefined)
    madeFor(
      "alarms",
      () => new ApiAlarms(scope, "Default", { ...alarms, stage, apiName, authorizerErrorMetric, tags }),
    );
  if (dashboard === true)
    madeFor("dashboard", () => new ApiDashboard(scope, "dashboard", { name: apiName, stage, authorizerErrorMetric }));
}
