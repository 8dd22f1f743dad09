import { Token } from "cdktf";
import { ConfigurationError } from "./errors/configuration-error";

/** The only periods that CloudWatch knows: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/**
 * How long a log group keeps its entries, in days; with 0 they never expire.
 * @throws ConfigurationError `log-retention` naming the nearest periods when CloudWatch doesn't know this one
 */
export function logRetention(days: number | undefined, where: string): number {
  if (days === undefined) return 30;
  if (days === 0 || Token.isUnresolved(days) || DAYS.includes(days)) return days;
  const shorter = DAYS.filter((known) => known < days).at(-1);
  const longer = DAYS.find((known) => known > days);
  throw new ConfigurationError(
    "log-retention",
    where,
    `CloudWatch can't keep entries for ${days} days`,
    `Write ${[shorter, longer].filter((known) => known !== undefined).join(" or ")}, or 0 so that they never expire`,
  );
}
