import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { itemsOf } from "../support/known";

/** A code that travels over http can be read. AWS refuses it, this machine and applications' own schemes apart. */
export const clientCallbackInsecure: Rule = {
  code: "client-callback-insecure",
  severity: "error",
  title: "A callback or logout URL over http, localhost apart, or that is no URL",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      const callbacks = itemsOf(report, client, client.callbackUrls, "the callback URLs");
      const logouts = itemsOf(report, client, client.logoutUrls, "the logout URLs");
      for (const [urls, argument] of [
        [callbacks, "callback_urls"],
        [logouts, "logout_urls"],
      ] as const) {
        for (const url of urls) {
          const right = corrected(url);
          if (right === url) continue;
          report({
            at: client,
            message: `${argument} holds "${url}", which AWS refuses: https, http on localhost, or a scheme of the application.`,
            remedy: `Write "${right}".`,
            nearest: right,
          });
        }
      }
    }
  },
};

function corrected(url: string): string {
  if (/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(url)) return url;
  if (url.startsWith("http://")) return url.replace("http://", "https://");
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
}
