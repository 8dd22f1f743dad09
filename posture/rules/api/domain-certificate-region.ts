import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** Cognito serves a domain of one's own through CloudFront, which takes certificates of us-east-1 only. */
export const domainCertificateRegion: Rule = {
  code: "domain-certificate-region",
  severity: "error",
  title: "A sign-in domain whose certificate isn't in us-east-1",
  source: SOURCES.ownDomain,
  check(model, report) {
    for (const domain of model.poolDomains) {
      const { certificateArn: arn } = domain;
      if (!arn.known) {
        report.unknown(domain, `the certificate's region (${arn.why})`);
        continue;
      }
      const region = /^arn:aws:acm:([\w-]+):/.exec(arn.value ?? "")?.[1];
      if (region === undefined || region === "us-east-1") continue;
      report({
        at: domain,
        message: `The certificate is in ${region}; Cognito takes certificates of us-east-1 only, whatever the pool's region.`,
        remedy: "Make the certificate with a provider for us-east-1 and name that one.",
        nearest: "us-east-1",
      });
    }
  },
};
