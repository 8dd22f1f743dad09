import type { Client } from "../../model/index";
import { broadened, unknown, narrowed, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { MASK } from "../../redact/redact";
import { kept } from "../entity-diff";

/** Where Cognito may send people, with a code or a token, after signing in and out. */
export const redirects: Detector = {
  source:
    "Cognito API: CreateUserPoolClient, CallbackURLs https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html",
  codes: {
    "client-callback-added": broadened("A callback URL is added; wildcards, http and other hosts are pointed out"),
    "client-callback-removed": narrowed("A callback URL is removed"),
    "client-logout-url-added": broadened("A sign-out URL is added"),
    "client-logout-url-removed": narrowed("A sign-out URL is removed"),
    "client-redirects-unknown": unknown("A client's URLs aren't known before apply"),
  },
  compares: {
    aws_cognito_user_pool_client: "callback_urls logout_urls default_redirect_uri",
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.clients, "client-redirects-unknown")) {
      const { pair } = on;
      const name = nameOf(pair.after);
      on.list((c) => c.callbackUrls, {
        path: ["callback_urls"],
        what: `the callback URLs of client ${name}`,
        added: (url) => ({
          code: "client-callback-added",
          summary: `Client ${name} has a new callback URL, ${url}${warnings(url, pair.before)}.`,
        }),
        removed: (url) => ({
          code: "client-callback-removed",
          summary: `Client ${name} no longer has the callback URL ${url}.`,
        }),
      });
      on.list((c) => c.logoutUrls, {
        path: ["logout_urls"],
        what: `the sign-out URLs of client ${name}`,
        added: (url) => ({
          code: "client-logout-url-added",
          summary: `Client ${name} has a new sign-out URL, ${url}${warnings(url, pair.before)}.`,
        }),
        removed: (url) => ({
          code: "client-logout-url-removed",
          summary: `Client ${name} no longer has the sign-out URL ${url}.`,
        }),
      });
    }
  },
};

/** What a reviewer should look twice at. `http` is usual for a machine's own address. */
function warnings(url: string, before: Client): string {
  if (url === MASK) return "";
  const found: string[] = [];
  const [, scheme = "", host = ""] = /^([a-z][\w+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
  if (url.includes("*")) found.push("with a wildcard");
  if (/^http$/i.test(scheme) && !local) found.push("over http, unencrypted");
  const hosts = [...before.callbackUrls.items, ...before.logoutUrls.items].map((known) => hostOf(known));
  if (/^https?$/i.test(scheme) && !hosts.includes(hostOf(url)))
    found.push(local ? "on localhost" : "on a host that this client didn't use before");
  if (scheme !== "" && !/^https?$/i.test(scheme)) found.push("with an app's own URL scheme");
  return found.length > 0 ? `: ${found.join(", ")}` : "";
}

const hostOf = (url: string): string => (/^[a-z][\w+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "").toLowerCase();
