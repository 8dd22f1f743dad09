import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { itemsOf, when } from "../support/known";
import { nearestOf } from "../../nearest";
import { isEmpty } from "../../model/index";
import { redirects, SIGN_IN } from "../support/clients";

export const clientCallbackFragment: Rule = {
  code: "client-callback-fragment",
  severity: "error",
  title: "A callback or logout URL with a fragment",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    for (const url of [...client.callbackUrls.items, ...client.logoutUrls.items]) {
      if (!url.includes("#")) continue;
      const right = url.replace(/#.*$/, "");
      report({
        message: `"${url}" holds a fragment, which AWS refuses in redirects.`,
        remedy: `Write "${right}", and route inside the page by path or state.`,
        nearest: right,
      });
    }
  }),
};

/** A code that travels over http can be read. AWS refuses it, this machine and applications' own schemes apart. */
export const clientCallbackInsecure: Rule = {
  code: "client-callback-insecure",
  severity: "error",
  title: "A callback or logout URL over http, localhost apart, that a browser runs, or that is not a URL",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const callbacks = itemsOf(report, client, client.callbackUrls, "the callback URLs");
    const logouts = itemsOf(report, client, client.logoutUrls, "the logout URLs");
    for (const [urls, argument] of [
      [callbacks, "callback_urls"],
      [logouts, "logout_urls"],
    ] as const) {
      for (const url of urls) {
        const odd = ODD.find(([pattern]) => pattern.test(url))?.[1];
        if (odd !== undefined) {
          report({ message: `${argument} holds "${url}", ${odd}.`, remedy: WHOLE });
          continue;
        }
        const right = corrected(url);
        if (right === url) continue;
        const isPath = url === "" || url.startsWith("/");
        report({
          message: `${argument} holds "${url}", which AWS refuses: https, http on localhost, or a scheme of the application.`,
          remedy: isPath ? WHOLE : `Write "${right}".`,
          ...(!isPath && { nearest: right }),
        });
      }
    }
  }),
};

const WHOLE = "Write the whole address: https://HOST/PATH.";

/** What is an address, and leads no sign-in anywhere. */
const ODD: readonly (readonly [RegExp, string])[] = [
  [
    /^(javascript|data|vbscript|file|about|blob):/i,
    "which a browser runs or shows by itself: no application gets the code",
  ],
  [/\*/, "and Cognito compares redirects to the letter: a star stands for itself, and no redirect matches"],
  [/^https?:\/\/[^/?#]*@/i, "which holds a user or a password: whoever may read the client sees them"],
  [/\s/, "which holds a blank, and AWS accepts none"],
];

function corrected(url: string): string {
  if (/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(url)) return url;
  if (url.startsWith("http://")) return url.replace("http://", "https://");
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
}

export const clientRedirectUnlisted: Rule = {
  code: "client-redirect-unlisted",
  severity: "error",
  title: "A default redirect that isn't among the callback URLs",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const { items, missing } = client.callbackUrls;
    when(report, client, client.defaultRedirect, "default_redirect_uri", (uri) => {
      if (uri === undefined || items.includes(uri)) return;
      if (missing.length > 0) return report.unknown(client, `whether ${uri} is a callback URL (${missing.join(", ")})`);
      const nearest = nearestOf(uri, items);
      report({
        message: `default_redirect_uri "${uri}" is not in callback_urls: AWS refuses the client.`,
        remedy: nearest === undefined ? "Add it to callback_urls." : `Write "${nearest}", or add it to callback_urls.`,
        ...(nearest !== undefined && { nearest }),
      });
    });
  }),
};

/** Managed login redirects to registered addresses only, and every request for a code names one. */
export const clientCallbackMissing: Rule = {
  code: "client-callback-missing",
  severity: "error",
  title: "A client that signs people in by redirect and has no callback URL",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const redirected = redirects(client);
    if (!client.managed || redirected === false || isEmpty(client.callbackUrls) !== true) return;
    if (redirected === "unknown") return report.unknown(client, SIGN_IN);
    report({
      message: `allowed_oauth_flows holds ${client.flows.items.join(", ")}, and callback_urls is empty: nobody can sign in with the client.`,
      remedy: 'Write callback_urls = ["https://…"], or take the flow from the client.',
    });
  }),
};
