import { USER_POOL } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

const RESERVED = new RegExp(USER_POOL.domainReserved.value.join("|"));
const { least: LEAST, most: MOST } = USER_POOL.domainPrefix.value;

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
          remedy: `Write ${LEAST} to ${MOST} of a-z, 0-9 and hyphens inside, e.g. "${right}".`,
          nearest: right,
        });
      });
    }
  },
};

function faultOf(prefix: string): string | undefined {
  if (prefix.includes(".")) return "has a dot: a domain of your own needs certificate_arn";
  if (RESERVED.test(prefix.toLowerCase())) return "holds aws, amazon or cognito, which are reserved";
  if (prefix.length < LEAST || prefix.length > MOST)
    return `has ${prefix.length} characters; ${LEAST} to ${MOST} are allowed`;
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(prefix) ? undefined : "holds other characters, or a hyphen at an end";
}

function corrected(prefix: string): string {
  const clean = prefix
    .toLowerCase()
    .replaceAll(new RegExp(RESERVED, "g"), "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MOST)
    .replace(/^-+|-+$/g, "");
  return clean === "" ? "my-app" : clean;
}
