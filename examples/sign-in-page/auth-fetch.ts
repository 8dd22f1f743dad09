/** Where tokens are between requests: in memory, so that a script that gets into the page later finds nothing in storage. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent where the client has none. */
  readonly refreshToken: string | undefined;
}

export interface AuthOptions {
  /** The pool's sign-in domain, `https://…`: the output `sign_in_url`. */
  readonly signInUrl: string;
  /** A public client: the output `web_client_id`. */
  readonly clientId: string;
  /** One of the client's callback URLs, to the letter. */
  readonly redirectUri: string;
  /** Full scopes, `openid` among them if an ID token is wanted. */
  readonly scopes: readonly string[];
  /** The API's origin, e.g. `https://abc123.execute-api.eu-central-1.amazonaws.com`: tokens go nowhere else. */
  readonly apiOrigin: string;
  readonly page: Page;
  readonly fetch: typeof fetch;
}

/** What the helper needs of the browser. */
export interface Page {
  /** The page's own address, with the query that the sign-in page left. */
  address(): string;
  /** Leaves for another page. */
  go(url: string): void;
  /** Replaces the shown address, without loading anything: a code must not stay in the history. */
  show(url: string): void;
  /** `sessionStorage`: it holds state and verifier until the way back, never tokens. */
  readonly storage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly crypto: {
    getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array;
    readonly subtle: { digest(algorithm: "SHA-256", data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> };
  };
}

/** Nobody is signed in, or no longer; the browser is on its way to the sign-in page. */
export class SignInNeeded extends Error {
  override readonly name = "SignInNeeded";
}

const PENDING = "sign-in";

/**
 * Signs people in from a page (authorization code with PKCE) and calls the API with their token.
 *
 * - 401: the token is renewed once, whoever waits for it, and the call is repeated once; still 401, or nothing to renew with: sign in again
 * - 403: an answer like any other. The token is good and its scopes are too few, and a new one would carry the same
 */
export class Auth {
  private tokens: Tokens | undefined;
  private renewing: Promise<Tokens | undefined> | undefined;
  private leaving: Promise<void> | undefined;

  constructor(private readonly options: AuthOptions) {}

  get signedIn(): boolean {
    return this.tokens !== undefined;
  }

  /** `fetch` for the API. @throws SignInNeeded when there is no way around the sign-in page, TypeError for another origin than the API's */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.options.apiOrigin);
    if (url.origin !== this.options.apiOrigin) throw new TypeError(`${url.origin} is not the API; it gets no token`);
    const used = this.tokens ?? (await this.signInAgain());
    const first = await this.send(url, init, used);
    if (first.status !== 401) return first;
    const renewed = (await this.renew(used)) ?? (await this.signInAgain());
    const second = await this.send(url, init, renewed);
    return second.status === 401 ? this.signInAgain() : second;
  }

  /** To the sign-in page. */
  async signIn(): Promise<void> {
    const { page, signInUrl, clientId, redirectUri, scopes } = this.options;
    const [state, verifier] = [this.random(), this.random()];
    page.storage.setItem(PENDING, JSON.stringify({ state, verifier }));
    const challenge = base64url(
      new Uint8Array(await page.crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))),
    );
    const query = new URLSearchParams({
      response_type: "code",
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: scopes.join(" "),
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    page.go(`${signInUrl}/oauth2/authorize?${query.toString()}`);
  }

  /** To be called when the page loads: takes up the way back from the sign-in page. False when this is no way back. */
  async resume(): Promise<boolean> {
    const { page, clientId, redirectUri } = this.options;
    const query = new URL(page.address()).searchParams;
    const [code, state] = [query.get("code"), query.get("state")];
    if (code === null && query.get("error") === null) return false;
    page.show(redirectUri);
    const pending = parsePending(page.storage.getItem(PENDING));
    page.storage.removeItem(PENDING);
    // A code that this page didn't ask for would sign the visitor in as somebody else.
    if (code === null || pending === undefined || pending.state !== state) return false;
    this.tokens = await this.token({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: pending.verifier,
    });
    return this.tokens !== undefined;
  }

  /** Forgets the tokens and ends the sign-in page's session. */
  signOut(logoutUri: string): void {
    this.tokens = undefined;
    const { page, signInUrl, clientId } = this.options;
    page.go(`${signInUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: logoutUri }).toString()}`);
  }

  private send(url: URL, init: RequestInit, { accessToken }: Tokens): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${accessToken}`);
    const { fetch } = this.options; // Browsers refuse a `fetch` that is called as somebody's method.
    return fetch(url, { ...init, headers });
  }

  /** New tokens instead of the ones that were refused. Who comes late, after others renewed, gets what they got. */
  private renew(refused: Tokens): Promise<Tokens | undefined> {
    if (this.tokens !== undefined && this.tokens !== refused) return Promise.resolve(this.tokens);
    this.renewing ??= this.refresh(refused).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async refresh({ refreshToken }: Tokens): Promise<Tokens | undefined> {
    this.tokens =
      refreshToken === undefined
        ? undefined
        : await this.token(
            { grant_type: "refresh_token", refresh_token: refreshToken, client_id: this.options.clientId },
            refreshToken,
          );
    return this.tokens;
  }

  /** Undefined when the sign-in service refuses; an outage is thrown, since signing in again wouldn't help. */
  private async token(form: Record<string, string>, refreshToken?: string): Promise<Tokens | undefined> {
    const { fetch, signInUrl } = this.options;
    const answer = await fetch(`${signInUrl}/oauth2/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    if (answer.status >= 500) throw new Error(`The sign-in service answered ${answer.status}`);
    if (!answer.ok) return undefined;
    const body = (await answer.json()) as { access_token?: string; refresh_token?: string };
    if (body.access_token === undefined) return undefined;
    return { accessToken: body.access_token, refreshToken: body.refresh_token ?? refreshToken };
  }

  private async signInAgain(): Promise<never> {
    this.tokens = undefined;
    // However many calls find out at once, the page leaves once: each leaving would replace the state of the one before.
    this.leaving ??= this.signIn().finally(() => (this.leaving = undefined));
    await this.leaving;
    throw new SignInNeeded("Nobody is signed in; the sign-in page follows");
  }

  private random(): string {
    return base64url(this.options.page.crypto.getRandomValues(new Uint8Array(32)));
  }
}

function parsePending(text: string | null): { readonly state: string; readonly verifier: string } | undefined {
  try {
    const { state, verifier } = JSON.parse(text ?? "null") as { state?: unknown; verifier?: unknown };
    return typeof state === "string" && typeof verifier === "string" ? { state, verifier } : undefined;
  } catch {
    return undefined;
  }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
