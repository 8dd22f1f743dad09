import { logRetention } from "../../constructs/log-retention";
import { expectRefusal } from "../support/expect-error";

test.each([
  [undefined, 30],
  [0, 0],
  [1, 1],
  [3653, 3653],
])("%s days are %i", (given, days) => expect(logRetention(given, "p")).toBe(days));

test.each([
  [31, "Write 30 or 60, or 0"],
  [-1, "Write 1, or 0"],
  [4000, "Write 3653, or 0"],
  [7.5, "Write 7 or 14, or 0"],
])("%d days aren't CloudWatch's: %s", (days, instead) =>
  expectRefusal(() => logRetention(days, "p"), "log-retention", "retentionInDays (p)", instead),
);
