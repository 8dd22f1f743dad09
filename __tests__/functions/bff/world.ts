import type { Answer } from "../../../functions/bff/answer";
import type { AwsCall } from "../../../functions/shared/aws/aws-call";
import { AwsError } from "../../../functions/shared/aws/aws-error";
import { backendForFrontend } from "../../../functions/bff/bff";
import type { Config } from "../../../functions/bff/config";
import { cognitoSignIn } from "../../../functions/bff/oauth";
import { challengeOf } from "../../../functions/bff/secrets";
import { ERROR_PARAMETER } from "../../../functions/bff/return-to";
import { tableStore } from "../../../functions/bff/table-store";
import { publicEvent } from "../events";

export const ORIGIN = "https://app.example.com";
export const NOW = 1_775_472_000;

export const CONFIG: Config = {
  origin: ORIGIN,
  apiUrl: "https://api.example.com",
  signInUrl: "https://notes-auth.auth.eu-central-1.amazoncognito.com",
  issuer: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
  clientId: "4exampleclientid",
  secretArn: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:notes-bff-client",
  table: "notes-bff-sessions",
  scopes: "openid email notes/read",
  sessionSeconds: 43_200,
};

type Item = Record<string, { S?: string; N?: string }>;

/** A table in memory that speaks DynamoDB's JSON, conditions included. */
class FakeTable {
  readonly items = new Map<string, Item>();

  readonly call: AwsCall = async (service, target, body) => {
    if (service !== "dynamodb") throw new Error(`no ${service} here`);
    const {
      Key,
      Item: item,
      ConditionExpression,
      ExpressionAttributeValues,
    } = body as {
      Key?: Item;
      Item?: Item;
      ConditionExpression?: string;
      ExpressionAttributeValues?: Item;
    };
    const id = (Key ?? item)?.["id"]?.S ?? "";
    const found = this.items.get(id);
    const wanted = ExpressionAttributeValues?.[":version"]?.S;
    const changed = ConditionExpression !== undefined && found?.["version"]?.S !== wanted;
    switch (target.split(".")[1]) {
      case "GetItem":
        return { Item: found };
      case "DeleteItem":
        if (changed) throw new AwsError(service, "ConditionalCheckFailedException", 400);
        this.items.delete(id);
        return { Attributes: found };
      case "PutItem":
        if (changed) throw new AwsError(service, "ConditionalCheckFailedException", 400);
        this.items.set(id, item ?? {});
        return {};
      default:
        throw new Error(`no ${target} here`);
    }
  };

  get text(): string {
    return JSON.stringify([...this.items.entries()]);
  }
}

interface Upstream {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Cognito's endpoints and the API behind one `fetch`. */
class FakeNet {
  readonly requests: Upstream[] = [];
  /** Codes that are still good: code -> the PKCE challenge and the nonce it was made with. */
  readonly codes = new Map<string, { challenge: string; nonce: string }>();
  readonly refreshTokens = new Set<string>(["refresh-1"]);
  /** Access tokens the API accepts. */
  readonly accepted = new Set<string>(["access-1", "access-2", "access-3"]);
  claims: Record<string, unknown> = {};
  /** Answers of the token endpoint that come before its own, in turn; undefined is its own. */
  readonly tokenAnswers: (Response | Error | undefined)[] = [];
  tokenStatus = 200;
  tokenError = "secret-detail";
  rotate = true;
  made = 0;
  apiAnswer: () => Response = () => Response.json({ items: [] }, { headers: { etag: '"1"', "set-cookie": "evil=1" } });

  readonly fetch = (async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const body =
      init.body === undefined || init.body === null ? undefined : Buffer.from(init.body as string).toString();
    const { method = "GET", redirect = "follow" } = init;
    // As fetch does.
    if (body !== undefined && ["GET", "HEAD"].includes(method)) throw new TypeError(`a ${method} has no body`);
    this.requests.push({ url, method, headers, body });
    if (url === `${CONFIG.signInUrl}/oauth2/token`) {
      const next = this.tokenAnswers.shift();
      if (next instanceof Error) throw next;
      return next ?? this.token(new URLSearchParams(body));
    }
    if (url === `${CONFIG.signInUrl}/oauth2/revoke`) {
      this.refreshTokens.delete(new URLSearchParams(body).get("token") ?? "");
      return new Response(null, { status: 200 });
    }
    if (!url.startsWith(CONFIG.apiUrl)) throw new Error(`no ${url} here`);
    const token = headers["authorization"]?.replace("Bearer ", "") ?? "";
    const answer = this.accepted.has(token)
      ? this.apiAnswer()
      : Response.json({ message: "Unauthorized" }, { status: 401 });
    if (answer.headers.has("location") && answer.status < 400 && answer.status >= 300 && redirect !== "manual")
      throw new TypeError("a redirect was followed");
    return answer;
  }) as typeof fetch;

  private token(form: URLSearchParams): Response {
    if (this.tokenStatus !== 200)
      return Response.json(
        { error: this.tokenError, error_description: "secret-detail" },
        { status: this.tokenStatus },
      );
    let nonce = "";
    if (form.get("grant_type") === "authorization_code") {
      const code = form.get("code") ?? "";
      const known = this.codes.get(code);
      this.codes.delete(code);
      if (known === undefined || challengeOf(form.get("code_verifier") ?? "") !== known.challenge)
        return Response.json({ error: "invalid_grant" }, { status: 400 });
      nonce = known.nonce;
    } else {
      const token = form.get("refresh_token") ?? "";
      if (!this.refreshTokens.has(token)) return Response.json({ error: "invalid_grant" }, { status: 400 });
      if (this.rotate) this.refreshTokens.delete(token);
    }
    this.made++;
    const refresh_token = `refresh-${this.made}`;
    this.refreshTokens.add(refresh_token);
    return Response.json({
      access_token: `access-${this.made}`,
      id_token: idToken({ nonce, ...this.claims }),
      refresh_token,
      expires_in: 300,
      token_type: "Bearer",
    });
  }

  api(): Upstream[] {
    return this.requests.filter(({ url }) => url.startsWith(CONFIG.apiUrl));
  }

  tokens(): Upstream[] {
    return this.requests.filter(({ url }) => url.endsWith("/oauth2/token"));
  }
}

export function idToken(claims: Record<string, unknown>): string {
  const all = {
    iss: CONFIG.issuer,
    aud: CONFIG.clientId,
    token_use: "id",
    exp: NOW + 3600,
    sub: "user-1",
    email: "demo@example.com",
    ...claims,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(all)}.sig`;
}

/** One request of a browser. */
export interface Visit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: string;
  readonly base64?: boolean;
}

/** A browser in front of the function: it keeps cookies as browsers do. */
export class Browser {
  readonly jar = new Map<string, string>();

  constructor(private readonly handler: ReturnType<typeof backendForFrontend>) {}

  /** The name and value of the newest login's cookie. */
  get login(): [string, string] {
    const found = [...this.jar].filter(([name]) => name.startsWith("__Host-login-")).pop();
    if (!found) throw new Error("no login is in progress");
    return found;
  }

  async visit(path: string, { query = {}, ...call }: Visit = {}): Promise<Answer> {
    const event = publicEvent({ path, ...call });
    const answer = await this.handler({
      ...event,
      cookies: [...this.jar].map(([name, value]) => `${name}=${value}`),
      queryStringParameters: query,
      rawQueryString: new URLSearchParams(query).toString(),
    });
    for (const cookie of answer.cookies ?? []) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (cookie.includes("Max-Age=0")) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }

  /** What a page of the site sends with a changing request. */
  async pageHeaders(): Promise<Record<string, string>> {
    const { csrfToken } = JSON.parse((await this.visit("/auth/session")).body ?? "{}") as { csrfToken: string };
    return {
      origin: ORIGIN,
      "sec-fetch-site": "same-origin",
      "x-csrf-token": csrfToken,
      "content-type": "application/json",
    };
  }
}

/** A whole world: table, net, clock and a browser; `signIn` goes through the flow. */
export function world(change: Partial<Config> = {}) {
  const table = new FakeTable();
  const net = new FakeNet();
  const clock = { now: NOW };
  const now = () => clock.now;
  const secret = { get: async () => "client-secret", renew: async () => "client-secret" };
  const outside = {
    fetch: net.fetch,
    wait: (milliseconds: number) => new Promise((done) => setImmediate(done, milliseconds)),
    random: () => 0.5,
  };
  const host = {
    ...outside,
    config: { ...CONFIG, ...change },
    store: tableStore(CONFIG.table, table.call, now),
    signIn: cognitoSignIn(CONFIG, secret, outside),
    now,
  };
  const handler = backendForFrontend(host);
  const browser = new Browser(handler);
  /** Begins a login and lets the sign-in page give a code; returns what the way back carries. */
  const begin = async (visitor = browser, returnTo?: string) => {
    const begun = await visitor.visit("/auth/login", { query: returnTo === undefined ? {} : { return_to: returnTo } });
    const url = new URL(String(begun.headers?.["location"]));
    const code = `code-${net.codes.size + 1}`;
    net.codes.set(code, {
      challenge: url.searchParams.get("code_challenge") ?? "",
      nonce: url.searchParams.get("nonce") ?? "",
    });
    return { begun, url, code, state: url.searchParams.get("state") ?? "" };
  };
  const signIn = async (visitor = browser, returnTo?: string) => {
    const { code, state } = await begin(visitor, returnTo);
    return visitor.visit("/auth/callback", { query: { code, state } });
  };
  return { table, net, clock, host, secret, handler, browser, begin, signIn, another: () => new Browser(handler) };
}

/** The code by which the app is told why nobody is signed in. */
export function errorOf(answer: Answer): string | null {
  const location = new URL(String(answer.headers?.["location"]));
  if (location.origin !== ORIGIN || answer.statusCode !== 302) throw new Error(`it leads to ${location.href}`);
  return location.searchParams.get(ERROR_PARAMETER);
}

/** Keeps what the function logs off the screen; tests that look at it put spies of their own in its place. */
export function quiet(): void {
  for (const level of ["info", "warn", "error"] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
}

export const codeOf = (answer: Answer): unknown => (JSON.parse(answer.body ?? "null") as { code?: unknown }).code;

/** Nothing that must stay on the server. */
export const SECRETS = /access-\d|refresh-\d|client-secret|eyJ|code-\d|secret-detail/;
