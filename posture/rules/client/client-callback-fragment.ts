import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

export const clientCallbackFragment: Rule = {
  code: "client-callback-fragment",
  severity: "error",
  title: "A callback or logout URL with a fragment",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      for (const url of [...client.callbackUrls.items, ...client.logoutUrls.items]) {
        if (!url.includes("#")) continue;
        const right = url.replace(/#.*$/, "");
        report({
          at: client,
          message: `"${url}" holds a fragment, which AWS refuses in redirects.`,
          remedy: `Write "${right}", and route inside the page by path or state.`,
          nearest: right,
        });
      }
    }
  },
};
