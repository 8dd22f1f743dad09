import { createHash, randomBytes } from "node:crypto";
import type { AppliedClient } from "../terraform/applied";
import type { TestUser } from "./test-users";
import { isObject } from "../terraform/plan-changes";
import { fetchOnce } from "../terraform/request";
import { UserError } from "../../process/user-error";

/** What the token endpoint hands out. */
export interface Tokens {
  readonly access: string;
  readonly id: string | undefined;
  readonly refresh: string | undefined;
}

/** The hidden fields of a sign-in form, HTML entities decoded. */
export function hiddenFields(html: string): Readonly<Record<string, string>> {
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
  const decode = (text: string): string =>
    text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (all, name: string) => entities[name] ?? all);
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input\b[^>]*>/g)) {
    if (!/type="hidden"/.test(input)) continue;
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = decode(/value="([^"]*)"/.exec(input)?.[1] ?? "");
  }
  return fields;
}

/** The address of the sign-in page for a client: authorization code with PKCE. */
export function authorizeUrl(
  url: string,
  client: AppliedClient,
  scopes: readonly string[],
  challenge: string,
  state: string,
): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: client.callbackUrls[0] ?? "",
    scope: scopes.join(" "),
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  return `${url}/oauth2/authorize?${query.toString()}`;
}

const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

/** Asks the token endpoint; confidential clients show their secret. */
async function requestTokens(url: string, client: AppliedClient, form: Record<string, string>): Promise<Tokens> {
  const basic = Buffer.from(`${client.id}:${client.secret ?? ""}`).toString("base64");
  const answer = await fetchOnce(`${url}/oauth2/token`, {
    method: "POST",
    headers: client.secret === undefined ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ client_id: client.id, ...form }),
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok || !isObject(body) || typeof body["access_token"] !== "string") {
    const said = isObject(body) ? `${String(body["error"])} ${String(body["error_description"] ?? "")}` : "no JSON";
    throw new UserError(
      "sign-in",
      `The token endpoint refused ${form["grant_type"] ?? ""} for ${client.address} (${String(answer.status)}): ${said}`,
    );
  }
  const text = (name: string): string | undefined => (typeof body[name] === "string" ? body[name] : undefined);
  return { access: body["access_token"], id: text("id_token"), refresh: text("refresh_token") };
}

/**
 * Signs a person in as a browser would: the sign-in page, its form, the redirects (followed by hand up to the callback
 * address, which nobody serves), and the exchange of the code with the PKCE verifier.
 * @param scopes what to ask for; each must be allowed for the client
 */
export async function signIn(
  url: string,
  client: AppliedClient,
  person: TestUser,
  scopes: readonly string[],
): Promise<Tokens> {
  const callback = client.callbackUrls[0];
  if (callback === undefined)
    throw new UserError("sign-in", `${client.address} has no callback URL, so nobody can sign in with it.`);
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const address = authorizeUrl(url, client, scopes, challengeOf(verifier), state);
  const code = await authorizationCode(address, callback, state, person);
  return requestTokens(url, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: callback,
    code_verifier: verifier,
  });
}

/**
 * Signs a person in at the address of a sign-in page.
 * @param state that the callback must get; undefined: none
 * @returns the code that the callback gets
 */
export async function authorizationCode(
  address: string,
  callback: string,
  state: string | undefined,
  person: TestUser,
): Promise<string> {
  const url = new URL(address).origin;
  const page = await fetchOnce(address, {});
  const html = await page.text();
  if (page.status !== 200) {
    const said = page.headers.get("location") ?? html.slice(0, 300);
    throw new UserError("sign-in", `The sign-in page answered ${String(page.status)}: ${said}`);
  }
  // Amazon Cognito's pages compare the form with a cookie.
  const cookies = new Map<string, string>();
  const keep = (from: Response): void => {
    for (const cookie of from.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = ""] = pair.split("=");
      cookies.set(name, pair);
    }
  };
  keep(page);
  const shown = (): { headers: Record<string, string> } => ({ headers: { cookie: [...cookies.values()].join("; ") } });
  const action = new URL(/<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? "/login", url);
  const form = new URLSearchParams({ ...hiddenFields(html), username: person.username, password: person.password });
  let answer = await fetchOnce(action, { method: "POST", body: form, ...shown() });
  for (let hops = 0; hops < 5; hops++) {
    const location = answer.headers.get("location");
    if (location === null) break;
    const target = new URL(location, url);
    if (location.startsWith(callback)) {
      const code = target.searchParams.get("code");
      if (code === null) throw new UserError("sign-in", `The sign-in failed: ${target.searchParams.toString()}`);
      if ((target.searchParams.get("state") ?? undefined) !== state)
        throw new UserError("sign-in", "The sign-in returned another state than it was given.");
      return code;
    }
    keep(answer);
    answer = await fetchOnce(target, shown());
  }
  const said = /class="error">([^<]*)/.exec(await answer.text())?.[1];
  throw new UserError(
    "sign-in",
    `The sign-in of ${person.username} ended at ${String(answer.status)} instead of the callback${said === undefined ? "" : `: ${said}`}.`,
  );
}

/** A machine's token: client credentials with these scopes. */
export async function machineToken(url: string, client: AppliedClient, scopes: readonly string[]): Promise<string> {
  return (await requestTokens(url, client, { grant_type: "client_credentials", scope: scopes.join(" ") })).access;
}

/** New tokens for a refresh token. */
export function refreshTokens(url: string, client: AppliedClient, refresh: string): Promise<Tokens> {
  return requestTokens(url, client, { grant_type: "refresh_token", refresh_token: refresh });
}
