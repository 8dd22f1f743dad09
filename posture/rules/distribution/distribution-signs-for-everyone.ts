import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { eachOpen } from "../support/entry-points";

/** Origin access control signs requests to a function URL that demands AWS_IAM, whoever sent them. */
export const distributionSignsForEveryone: Rule = {
  code: "distribution-signs-for-everyone",
  severity: "warning",
  title: "A CloudFront distribution that signs for every caller",
  source: SOURCES.originAccess,
  check(model, report) {
    eachOpen(model, report, ["distribution"], (entryPoint) => {
      if (entryPoint.authorization.kind !== "forwarded" || entryPoint.authorization.signs !== true) return;
      report({
        at: entryPoint,
        message: `CloudFront signs for every caller, so the AWS_IAM of the URL behind it (${entryPoint.authorization.kind === "forwarded" ? entryPoint.authorization.to.join(", ") : "it"}) refuses nobody.`,
        remedy:
          "Ask for signed URLs or cookies (trusted_key_groups), or let the function authenticate callers; or acknowledge it as public with a reason.",
      });
    });
  },
};
