import type { Config } from "./config";
import { PATHS } from "./config";
import { Refused } from "./refused";
import { challengeOf } from "./secrets";

/** What Cognito's token endpoint gives. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  /** Absent on a refresh without rotation: the old one goes on. */
  readonly refreshToken: string | undefined;
  /** Seconds. */
  readonly expiresIn: number;
}

/** The one that signs people in, as this function talks to it. https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html */
export interface SignIn {
  authorizeUrl(login: { readonly state: string; readonly nonce: string; readonly verifier: string }): string;
  logoutUrl(): string;
  redeem(code: string, verifier: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** Ends the refresh token and all access tokens made from it. */
  revoke(refreshToken: string): Promise<void>;
}

type Settings = Pick<Config, "origin" | "signInUrl" | "clientId" | "scopes">;

export function cognitoSignIn(config: Settings, clientSecret: () => Promise<string>, fetching: typeof fetch): SignIn {
  const redirectUri = config.origin + PATHS.callback;
  const post = async (path: string, form: Record<string, string>): Promise<Response> => {
    const basic = Buffer.from(`${config.clientId}:${await clientSecret()}`).toString("base64");
    return fetching(config.signInUrl + path, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
      redirect: "error",
      signal: AbortSignal.timeout(5000),
    });
  };
  const tokens = async (form: Record<string, string>): Promise<Tokens> => {
    const answer = await post("/oauth2/token", form);
    // Cognito's words stay here: they may quote the code or the token.
    if (answer.status >= 500) throw new Refused(502, "upstream_unavailable");
    if (!answer.ok) throw new Refused(401, "sign_in_failed");
    return parse(await answer.json().catch(() => undefined));
  };
  return {
    authorizeUrl: ({ state, nonce, verifier }) =>
      `${config.signInUrl}/oauth2/authorize?${new URLSearchParams({
        response_type: "code",
        client_id: config.clientId,
        redirect_uri: redirectUri,
        scope: config.scopes,
        state,
        nonce,
        code_challenge: challengeOf(verifier),
        code_challenge_method: "S256",
      }).toString()}`,
    logoutUrl: () =>
      `${config.signInUrl}/logout?${new URLSearchParams({ client_id: config.clientId, logout_uri: `${config.origin}/` }).toString()}`,
    redeem: (code, verifier) =>
      tokens({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier }),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
    revoke: async (refreshToken) => {
      const answer = await post("/oauth2/revoke", { token: refreshToken });
      if (!answer.ok) throw new Refused(502, "upstream_unavailable");
    },
  };
}

function parse(body: unknown): Tokens {
  const { access_token, id_token, refresh_token, expires_in } = (body ?? {}) as Record<string, unknown>;
  const text = (value: unknown) => typeof value === "string" && value !== "";
  if (!text(access_token) || !text(id_token) || typeof expires_in !== "number")
    throw new Refused(401, "sign_in_failed");
  return {
    accessToken: access_token as string,
    idToken: id_token as string,
    refreshToken: text(refresh_token) ? (refresh_token as string) : undefined,
    expiresIn: expires_in,
  };
}
