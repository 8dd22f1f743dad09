import { readOn, type Fact, type NamePattern } from "./fact";
import { SOURCES } from "./sources";

const fact = readOn("2026-11-21");

/** CloudWatch log groups, and the policy by which AWS services may write to them. */
export const LOG_GROUP = {
  /** Besides, a name doesn't begin with `aws/`. */
  name: fact<NamePattern>(
    {
      pattern: /^(?!aws\/)[.\-_/#A-Za-z0-9]{1,512}$/,
      words: "1 to 512 of A-Z, a-z, 0-9, . - _ / and #, not beginning with aws/",
    },
    SOURCES.logGroupReference,
  ),
  /** Days; CloudWatch knows no other periods. */
  retention: fact(
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    "CloudWatch Logs API reference: PutRetentionPolicy https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  ),
  /** Characters of the resource policy that all log groups of an account and region share. */
  resourcePolicy: fact(5120, SOURCES.logDelivery),
  /** Groups below it are let in as one, so they take no room in that policy. */
  vended: fact("/aws/vendedlogs/", SOURCES.logDelivery),
} satisfies Readonly<Record<string, Fact>>;
