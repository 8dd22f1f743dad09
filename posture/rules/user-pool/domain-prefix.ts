import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

const RESERVED = /aws|amazon|cognito/;

/** What stands before .auth.REGION.amazoncognito.com. A domain of one's own has a certificate and other rules. */
export const domainPrefix: Rule = {
  code: "domain-prefix",
  severity: "error",
  title: "A domain prefix that Cognito refuses",
  source: SOURCES.domain,
  check(model, report) {
    for (const domain of model.poolDomains) {
      if (domain.certificateArn.known ? domain.certificateArn.value !== undefined : true) continue;
      when(report, domain, domain.domain, "the domain prefix", (prefix = "") => {
        const fault = faultOf(prefix);
        if (fault === undefined) return;
        const right = corrected(prefix);
        report({
          at: domain,
          message: `The domain prefix "${prefix}" ${fault}.`,
          remedy: `Write 1 to 63 of a-z, 0-9 and hyphens inside, e.g. "${right}".`,
          nearest: right,
        });
      });
    }
  },
};

function faultOf(prefix: string): string | undefined {
  if (prefix.includes(".")) return "has a dot: a domain of your own needs certificate_arn";
  if (RESERVED.test(prefix.toLowerCase())) return "holds aws, amazon or cognito, which are reserved";
  if (prefix.length < 1 || prefix.length > 63) return `has ${prefix.length} characters; 1 to 63 are allowed`;
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(prefix) ? undefined : "holds other characters, or a hyphen at an end";
}

function corrected(prefix: string): string {
  const clean = prefix
    .toLowerCase()
    .replace(/aws|amazon|cognito/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-+|-+$/g, "");
  return clean === "" ? "my-app" : clean;
}
