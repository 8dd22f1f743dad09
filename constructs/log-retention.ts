import { Token } from "cdktf";
import { LOG_GROUP } from "../posture/aws/logs";
import { ConfigurationError } from "./errors/configuration-error";

const DAYS = LOG_GROUP.retention.value;

/**
 * How long a log group keeps its entries, in days; with 0 they never expire.
 * @throws ConfigurationError `log-retention` naming the nearest periods when CloudWatch doesn't know this one
 */
export function logRetention(days: number | undefined, path: string, prop = "retentionInDays"): number {
  if (days === undefined) return 30;
  if (days === 0 || Token.isUnresolved(days) || DAYS.includes(days)) return days;
  const shorter = DAYS.filter((known) => known < days).at(-1);
  const longer = DAYS.find((known) => known > days);
  throw new ConfigurationError(
    "log-retention",
    { path, prop },
    `CloudWatch can't keep entries for ${days} days`,
    `Write ${[shorter, longer].filter((known) => known !== undefined).join(" or ")}, or 0 so that they never expire`,
  );
}
