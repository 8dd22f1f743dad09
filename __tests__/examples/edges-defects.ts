import type { PlanGap } from "../../local/emulator/emulator-gaps";

const unset = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  value === 0 ||
  value === false ||
  value === "missing" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** What DescribeAlarms leaves out where it answers in XML, as the provider asks it to. */
const LEFT_OUT = [
  "actions_enabled",
  "alarm_actions",
  "dimensions",
  "extended_statistic",
  "ok_actions",
  "period",
  "statistic",
  "treat_missing_data",
] as const;

/** What the AWS emulator (ministack 1.5.33) gets wrong about the edges of an API, besides what it gets wrong everywhere. */
export const EDGES_DEFECTS: readonly PlanGap[] = [
  {
    type: "aws_apigatewayv2_api",
    attributes: ["ip_address_type"],
    only: (before, after) => unset(before["ip_address_type"]) && after["ip_address_type"] === "dualstack",
    reason: "it doesn't keep an API's address type",
    checkedInstead: "the domain's, which it keeps, and both records",
  },
  {
    type: "aws_cloudwatch_metric_alarm",
    // Statistic and extended statistic exclude each other: of the one not set nothing is left out.
    attributes: [...LEFT_OUT, "dimensions.ApiId", "dimensions.Stage"],
    only: (before) => LEFT_OUT.every((name) => unset(before[name])),
    reason: "its XML answer leaves most of an alarm out",
    checkedInstead: "every alarm whole, as it answers in JSON",
  },
];
