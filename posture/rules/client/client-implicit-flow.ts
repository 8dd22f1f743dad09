import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** The implicit flow puts tokens into addresses, where histories and logs keep them. */
export const clientImplicitFlow: Rule = {
  code: "client-implicit-flow",
  severity: "warning",
  title: "A client that allows the implicit flow",
  source: SOURCES.oauthSecurity,
  check(model, report) {
    for (const client of model.clients) {
      if (!client.flows.items.includes("implicit")) continue;
      report({
        at: client,
        message: "The implicit flow puts tokens into the URL of the page, which browser histories and logs keep.",
        remedy: 'Set allowed_oauth_flows = ["code"]; public clients use it with PKCE.',
        nearest: "code",
      });
    }
  },
};
