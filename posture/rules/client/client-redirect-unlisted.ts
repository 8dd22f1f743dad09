import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { when } from "../support/known";

export const clientRedirectUnlisted: Rule = {
  code: "client-redirect-unlisted",
  severity: "error",
  title: "A default redirect that isn't among the callback URLs",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      const { items, missing } = client.callbackUrls;
      when(report, client, client.defaultRedirect, "default_redirect_uri", (uri) => {
        if (uri === undefined || items.includes(uri)) return;
        if (missing.length > 0)
          return report.unknown(client, `whether ${uri} is a callback URL (${missing.join(", ")})`);
        const nearest = nearestOf(uri, items);
        report({
          at: client,
          message: `default_redirect_uri "${uri}" is not in callback_urls: AWS refuses the client.`,
          remedy:
            nearest === undefined ? "Add it to callback_urls." : `Write "${nearest}", or add it to callback_urls.`,
          ...(nearest !== undefined && { nearest }),
        });
      });
    }
  },
};
