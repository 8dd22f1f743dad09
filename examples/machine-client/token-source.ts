/** What Secrets Manager holds for a machine client. */
export interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

export interface TokenSourceOptions {
  /** The pool's sign-in domain, `https://…`: the output `sign_in_url`. */
  readonly signInUrl: string;
  /** Full scopes, e.g. `https://api.example.com/read`. */
  readonly scopes: readonly string[];
  /** Reads the secret; asked again after each refusal, so that a rotated one is found. */
  readonly credentials: () => Promise<Credentials>;
  /** Handed to the token trigger (V3_0). */
  readonly clientMetadata?: Readonly<Record<string, string>>;
  /** How long before its end a token is replaced. @default 60 */
  readonly marginSeconds?: number;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Neither secret nor token is in the message. */
export class TokenError extends Error {
  override readonly name = "TokenError";

  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`The token endpoint answered ${status} ${code}`);
  }
}

/**
 * Access tokens of a machine client (client credentials). A token is used until shortly before its end, because Cognito bills each request;
 * of several callers at once one asks. https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export class TokenSource {
  private kept: { readonly token: string; readonly until: number } | undefined;
  private running: Promise<string> | undefined;

  constructor(private readonly options: TokenSourceOptions) {}

  async token(): Promise<string> {
    if (this.kept !== undefined && this.now() < this.kept.until) return this.kept.token;
    this.running ??= this.obtain().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Forgets a token that the API refused; a newer one stays. */
  discard(token: string): void {
    if (this.kept?.token === token) this.kept = undefined;
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }

  private async obtain(): Promise<string> {
    try {
      return await this.request(await this.options.credentials());
    } catch (error) {
      // Retired between reading and using: the secret names another client by now.
      if (!(error instanceof TokenError) || error.code !== "invalid_client") throw error;
      return this.request(await this.options.credentials());
    }
  }

  private async request({ client_id, client_secret }: Credentials): Promise<string> {
    const { signInUrl, scopes, clientMetadata, marginSeconds = 60 } = this.options;
    const asked = this.now();
    const form = new URLSearchParams({ grant_type: "client_credentials", scope: scopes.join(" ") });
    if (clientMetadata !== undefined) form.set("aws_client_metadata", JSON.stringify(clientMetadata));
    const answer = await (this.options.fetch ?? fetch)(`${signInUrl}/oauth2/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: form.toString(),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (!answer.ok) throw new TokenError(answer.status, typeof body["error"] === "string" ? body["error"] : "unknown");
    const { access_token: token, expires_in: seconds } = body;
    if (typeof token !== "string" || typeof seconds !== "number") throw new TokenError(answer.status, "malformed");
    // Of a token shorter than the margin half its life is used.
    this.kept = { token, until: asked + Math.max(seconds - marginSeconds, seconds / 2) * 1000 };
    return token;
  }
}

/**
 * `fetch` with a machine's token, which is replaced in time (`marginSeconds`): behind a Lambda authorizer an expired one would be a 403 like a
 * missing right. On 401 once more with a new token; 403 is an answer: another token would carry the same scopes.
 */
export function machineFetch(source: TokenSource, fetching: typeof fetch = fetch): typeof fetch {
  const send = async (input: string | URL | Request, init: RequestInit | undefined, token: string) => {
    const request = new Request(input, init);
    request.headers.set("authorization", `Bearer ${token}`);
    return fetching(request);
  };
  return async (input, init) => {
    // A body that is a stream can be sent once; a copy is kept for the second try.
    const again = input instanceof Request ? input.clone() : input;
    const token = await source.token();
    const first = await send(input, init, token);
    if (first.status !== 401 || init?.body instanceof ReadableStream) return first;
    source.discard(token);
    return send(again, init, await source.token());
  };
}
