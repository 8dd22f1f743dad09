import { callService, hostOf, isFipsOnly, serviceUrl, type Account } from "./account";

/** The host under which the probes reach the account. It is never resolved. */
export const ACCOUNT_URL = "http://account.invalid";

/** Where a stack's sign-in pages are, once it is applied: the pool's domain prefix. */
export interface SignInDomain {
  prefix: string | undefined;
}

/** What the probes may ask of Amazon Cognito: their own test users, and nothing else. */
const ACTIONS = ["AdminCreateUser", "AdminSetUserPassword", "AdminAddUserToGroup"];

/**
 * A `fetch` that presents the account in the form of the AWS emulator, so that the local run's probes ask the account
 * without knowing it: routes go to execute-api, sign-in pages to the pool's domain, and actions are signed with the
 * account's credentials. Anything else is refused; no other host is asked.
 */
export function asEmbedded(account: Account, domain: SignInDomain, send: typeof fetch): typeof fetch {
  const { region, endpoint } = account;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== ACCOUNT_URL) return send(input, init);
    const [, first = "", second = "", api = "", ...rest] = url.pathname.split("/");
    if (first === "_aws" && second === "execute-api") {
      const base =
        endpoint === undefined ? hostOf(`${api}.execute-api`, region) : `${endpoint}/_aws/execute-api/${api}`;
      return send(`${base}/${rest.join("/")}${url.search}`, init);
    }
    if (url.pathname.endsWith("/.well-known/jwks.json"))
      return send(`${serviceUrl(account, "cognito-idp")}${url.pathname}`, init);
    if (["oauth2", "login", "error", "signup"].includes(first)) {
      if (endpoint === undefined && domain.prefix === undefined)
        throw new TypeError("The applied stack has no sign-in domain.");
      const pages =
        endpoint ??
        `https://${domain.prefix ?? ""}.${isFipsOnly(region) ? "auth-fips" : "auth"}.${region}.amazoncognito.com`;
      return send(`${pages}${url.pathname}${url.search}`, init);
    }
    const headers = new Headers(init?.headers);
    const action = headers.get("x-amz-target") ?? "";
    const name = action.split(".")[1] ?? "";
    if (url.pathname === "/" && ACTIONS.includes(name) && typeof init?.body === "string")
      return callService(account, "cognito-idp", init.body, {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": action,
      });
    throw new TypeError(`The probes don't ask ${init?.method ?? "GET"} ${url.pathname} ${action} of an account.`);
  };
}
