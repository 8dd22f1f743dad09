import type { Page } from "./browser";

/** Where tokens are between requests: in memory, so that a script that gets into the page later finds nothing in storage. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent where the client has none. */
  readonly refreshToken: string | undefined;
  /** Who signed in, for the page to show; absent without the scope `openid`. */
  readonly idToken: string | undefined;
  /** Scopes that the access token carries. */
  readonly scopes: readonly string[];
  /** By this browser's clock, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The token endpoint didn't do what it was asked. */
export class TokenEndpointError extends Error {
  override readonly name = "TokenEndpointError";

  constructor(
    /** 0 without an answer. */
    readonly status: number,
    /** An OAuth error code, or "unknown". */
    readonly code: string,
  ) {
    super(status === 0 ? "The sign-in service can't be reached" : `The sign-in service answered ${status} ${code}`);
  }

  /** The one answer that says that code or refresh token are over (RFC 6749 section 5.2). After any other nobody has to sign in again. */
  get isInvalidGrant(): boolean {
    return this.code === "invalid_grant" && this.status < 500;
  }

  /** Throttled, failing or not reached: a moment later it may work. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface EndpointOptions {
  readonly signInUrl: string;
  readonly clientId: string;
  readonly page: Page;
  readonly fetch: typeof fetch;
}

/** @throws TokenEndpointError */
export async function requestTokens(options: EndpointOptions, form: Readonly<Record<string, string>>): Promise<Tokens> {
  const asked = options.page.now();
  const body = (await post(options, "/oauth2/token", form)) as {
    readonly access_token?: unknown;
    readonly refresh_token?: unknown;
    readonly id_token?: unknown;
    readonly expires_in?: unknown;
  };
  const { access_token, refresh_token, id_token, expires_in } = body;
  if (typeof access_token !== "string" || typeof expires_in !== "number") throw new TokenEndpointError(200, "unknown");
  const { scope } = claimsOf(access_token);
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === "string" ? refresh_token : form["refresh_token"],
    idToken: typeof id_token === "string" ? id_token : undefined,
    scopes: typeof scope === "string" ? scope.split(" ").filter((word) => word !== "") : [],
    expiresAt: asked + expires_in * 1000,
  };
}

/** Ends a refresh token, and the access tokens made from it wherever somebody asks. @throws TokenEndpointError */
export async function revoke(options: EndpointOptions, refreshToken: string): Promise<void> {
  await post(options, "/oauth2/revoke", { token: refreshToken });
}

/**
 * Tried once more after a random pause where the service stumbles: all pages that were throttled together would come back together.
 * Not with a code, which is good once.
 */
async function post(options: EndpointOptions, path: string, form: Readonly<Record<string, string>>): Promise<unknown> {
  try {
    return await postOnce(options, path, form);
  } catch (error) {
    if (!(error instanceof TokenEndpointError) || !error.isPassing || form["code"] !== undefined) throw error;
    await options.page.wait(200 + Math.random() * 800);
    return postOnce(options, path, form);
  }
}

async function postOnce({ fetch, signInUrl, clientId }: EndpointOptions, path: string, form: object): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(signInUrl + path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...form, client_id: clientId }).toString(),
      // Signing out leaves the page while this is under way.
      keepalive: true,
    });
  } catch {
    throw new TokenEndpointError(0, "unknown");
  }
  const body: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return body ?? {};
  const { error } = (body ?? {}) as { readonly error?: unknown };
  throw new TokenEndpointError(
    answer.status,
    typeof error === "string" && /^\w{1,40}$/.test(error) ? error : "unknown",
  );
}

/**
 * What a token says, to be shown and never to be trusted: it came straight from the token endpoint, and the API checks it anyway.
 */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const [, payload = ""] = token.split(".");
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
