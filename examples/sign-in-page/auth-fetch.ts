import { base64url, type Page } from "./browser";
import { claimsOf, requestTokens, revoke, TokenEndpointError, type Tokens } from "./token-endpoint";

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
  /** How long before its end an access token is replaced. @default 30 */
  readonly marginSeconds?: number;
  readonly page: Page;
  readonly fetch: typeof fetch;
}

/** Who signed in, as the ID token says. */
export interface Person {
  readonly sub: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
}

/** Nobody is signed in, or no longer; the browser is on its way to the sign-in page. */
export class SignInNeeded extends Error {
  override readonly name = "SignInNeeded";
}

/** The way back from the sign-in page brought no code, or one that can't be used. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";

  constructor(
    /** The sign-in page's `error`, `invalid_grant`, or `unexpected`: this page didn't ask for it. */
    readonly code: string,
    /** What the sign-in page says besides; only after a login that this page began. */
    readonly description: string | undefined,
  ) {
    super(`Signing in failed: ${code}`);
  }
}

const PENDING = "sign-in";

/**
 * Signs people in from a page (authorization code with PKCE) and calls the API with their token.
 *
 * - The token is renewed in time, by `expires_in` and this browser's clock: behind a Lambda authorizer an expired token is answered like one
 *   that lacks a right, with 403, so the status doesn't tell.
 * - 401: API Gateway took no token of ours. It is renewed once, whoever waits for it, and the call is repeated once; still 401: sign in again.
 * - 403: an answer like any other. The token was good for longer than the call took, so what it lacks is a right.
 */
export class Auth {
  private tokens: Tokens | undefined;
  private renewing: Promise<Tokens | undefined> | undefined;
  private leaving: Promise<void> | undefined;

  constructor(private readonly options: AuthOptions) {}

  get signedIn(): boolean {
    return this.tokens !== undefined;
  }

  /** The scopes that the access token carries. */
  get scopes(): readonly string[] {
    return this.tokens?.scopes ?? [];
  }

  get person(): Person | undefined {
    if (this.tokens === undefined) return undefined;
    const { idToken, accessToken } = this.tokens;
    const claims = claimsOf(idToken ?? accessToken);
    const text = (name: string) => (typeof claims[name] === "string" ? claims[name] : undefined);
    return { sub: text("sub") ?? "", email: text("email"), name: text("name") };
  }

  /**
   * `fetch` for the API.
   * @throws SignInNeeded when there is no way around the sign-in page, TypeError for another origin than the API's, TokenEndpointError when the
   *   token can't be renewed at the moment; nobody is signed out by that
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.options.apiOrigin);
    if (url.origin !== this.options.apiOrigin) throw new TypeError(`${url.origin} is not the API; it gets no token`);
    const used = await this.fresh();
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

  /**
   * To be called when the page loads: takes up the way back from the sign-in page. False when this is no way back.
   * @throws SignInFailed when it is one and nobody is signed in by it, TokenEndpointError when the token endpoint is out of order
   */
  async resume(): Promise<boolean> {
    const { page, redirectUri } = this.options;
    const query = new URL(page.address()).searchParams;
    const [code, state, error] = [query.get("code"), query.get("state"), query.get("error")];
    if (code === null && error === null) return false;
    page.show(redirectUri);
    const pending = parsePending(page.storage.getItem(PENDING));
    page.storage.removeItem(PENDING);
    // A code that this page didn't ask for would sign the visitor in as somebody else, and its error could say anything.
    if (pending === undefined || pending.state !== state) throw new SignInFailed("unexpected", undefined);
    if (error !== null) throw new SignInFailed(error, query.get("error_description") ?? undefined);
    try {
      this.tokens = await requestTokens(this.options, {
        grant_type: "authorization_code",
        code: code ?? "",
        redirect_uri: redirectUri,
        code_verifier: pending.verifier,
      });
    } catch (problem) {
      if (problem instanceof TokenEndpointError && problem.isInvalidGrant)
        throw new SignInFailed("invalid_grant", undefined);
      throw problem;
    }
    return true;
  }

  /**
   * Forgets the tokens, ends the refresh token and the sign-in page's session. The browser leaves in any case, after two seconds at most.
   * @returns whether the refresh token is known to have ended
   */
  async signOut(logoutUri: string): Promise<boolean> {
    const { page, signInUrl, clientId } = this.options;
    const refreshToken = this.tokens?.refreshToken;
    this.tokens = undefined;
    const ended = refreshToken === undefined ? Promise.resolve(true) : this.end(refreshToken);
    const revoked = await Promise.race([ended, page.wait(2000).then(() => false)]);
    page.go(`${signInUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: logoutUri }).toString()}`);
    return revoked;
  }

  private end(refreshToken: string): Promise<boolean> {
    return revoke(this.options, refreshToken).then(
      () => true,
      () => false,
    );
  }

  /** A token that is good for long enough to arrive. */
  private async fresh(): Promise<Tokens> {
    const { page, marginSeconds = 30 } = this.options;
    const used = this.tokens ?? (await this.signInAgain());
    if (page.now() < used.expiresAt - marginSeconds * 1000) return used;
    return (await this.renew(used)) ?? this.signInAgain();
  }

  private send(url: URL, init: RequestInit, { accessToken }: Tokens): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${accessToken}`);
    const { fetch } = this.options; // Browsers refuse a `fetch` that is called as somebody's method.
    return fetch(url, { ...init, headers });
  }

  /** New tokens instead of old ones. Who comes late, after others renewed, gets what they got. */
  private renew(old: Tokens): Promise<Tokens | undefined> {
    if (this.tokens !== undefined && this.tokens !== old) return Promise.resolve(this.tokens);
    this.renewing ??= this.refresh(old).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** Undefined when the refresh token is over; anything else that goes wrong is thrown, since signing in again wouldn't help. */
  private async refresh({ refreshToken, idToken }: Tokens): Promise<Tokens | undefined> {
    if (refreshToken === undefined) return (this.tokens = undefined);
    try {
      const renewed = await requestTokens(this.options, { grant_type: "refresh_token", refresh_token: refreshToken });
      return (this.tokens = { ...renewed, idToken: renewed.idToken ?? idToken });
    } catch (error) {
      if (!(error instanceof TokenEndpointError) || !error.isInvalidGrant) throw error;
      return (this.tokens = undefined);
    }
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
