import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { itemsOf } from "../support/known";
import { metadataPoliciesOf } from "../support/registration";
import { wideness } from "../support/url-pattern";

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
      for (const pattern of itemsOf(report, at, patterns, `the URL patterns of ${what}`)) {
        const wide = wideness(pattern);
        const message = `The URL pattern "${pattern}" of ${what} ${wide?.why}.`;
        if (wide !== undefined) report({ at, message, remedy: wide.remedy });
      }
  },
};
