import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { itemsOf } from "../support/known";
import { metadataPoliciesOf } from "../support/registration";

/** A client ID metadata document is a client's registration: whoever can publish one at a matching address is a client. */
export const registrationMetadataHosts: Rule = {
  code: "registration-metadata-hosts",
  severity: "warning",
  title: "A client ID metadata policy whose URL pattern matches hosts that anyone can use",
  source: SOURCES.clientMetadata,
  check(model, report) {
    const { found, unread } = metadataPoliciesOf(model);
    // A template that isn't known at all is told by registration-open.
    for (const { at, why, whole } of unread) if (!whole) report.unknown(at, why);
    for (const { at, what, patterns } of found)
      for (const pattern of itemsOf(report, at, patterns, `the URL patterns of ${what}`))
        if (isWide(pattern))
          report({
            at,
            message: `The URL pattern "${pattern}" of ${what} matches hosts that anyone can use: whoever publishes a metadata document there becomes a client of the pool.`,
            remedy:
              'Name the hosts, e.g. "https://app.example.com/*", or the subdomains of one domain, "https://*.example.com/*".',
          });
  },
};

/** A host is somebody's where it has no wildcard, or one for the subdomains of a domain of two labels at least. */
function isWide(pattern: string): boolean {
  const host = /^(?:[a-z*]+:\/\/)?([^/?#]*)/i.exec(pattern)?.[1]?.replace(/:[^:]*$/, "") ?? "";
  return host.includes("*") && !/^(?:[a-z0-9-]+\.)*\*(?:\.[a-z0-9-]+){2,}$/i.test(host);
}
