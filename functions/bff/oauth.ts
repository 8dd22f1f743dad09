import type { ClientSecret } from "./client-secret";
import { PATHS, type Config } from "./config";
import { challengeOf } from "./secrets";
import { formPoster, SignInError, type EndpointHost } from "./token-endpoint";

/** What Cognito's token endpoint gives. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent on a refresh of an issuer that has nothing new to say (OpenID Connect Core 1.0, section 12.2). */
  readonly idToken: string | undefined;
  /** Absent on a refresh without rotation: the old one goes on. */
  readonly refreshToken: string | undefined;
  /** Seconds. */
  readonly expiresIn: number;
}

/** The one that signs people in, as this function talks to it. https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html */
export interface SignIn {
  authorizeUrl(login: { readonly state: string; readonly nonce: string; readonly verifier: string }): string;
  logoutUrl(): string;
  /** @throws SignInError; with `invalid_grant` the code is used up, expired or another login's */
  redeem(code: string, verifier: string): Promise<Tokens>;
  /** @throws SignInError; with `invalid_grant` the session is over, with anything else it isn't */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Ends the refresh token and all access tokens made from it. @throws SignInError */
  revoke(refreshToken: string): Promise<void>;
}

type Settings = Pick<Config, "origin" | "signInUrl" | "clientId" | "scopes">;

export function cognitoSignIn(config: Settings, secret: ClientSecret, host: EndpointHost): SignIn {
  const redirectUri = config.origin + PATHS.callback;
  const post = formPoster(config, secret, host);
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
    // A code is good once: a second try would be told invalid_grant whatever became of the first.
    redeem: async (code, verifier) =>
      tokens(
        await post(
          "/oauth2/token",
          { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier },
          { repeatable: false },
        ),
      ),
    // Where the token rotates and the first try's answer was lost, so is the session: a second try has nothing to lose.
    refresh: async (refreshToken) =>
      tokens(
        await post("/oauth2/token", { grant_type: "refresh_token", refresh_token: refreshToken }, { repeatable: true }),
      ),
    revoke: async (refreshToken) => {
      await post("/oauth2/revoke", { token: refreshToken }, { repeatable: true });
    },
  };
}

function tokens(answer: Readonly<Record<string, unknown>>): Tokens {
  const { token_type: type, expires_in: expiresIn } = answer;
  const text = (name: string) => {
    const value = answer[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const accessToken = text("access_token");
  // A token of a type that isn't understood must not be used: RFC 6749, section 7.1.
  const isBearer = typeof type === "string" && type.toLowerCase() === "bearer";
  if (accessToken === undefined || !isBearer || typeof expiresIn !== "number" || !(expiresIn > 0))
    throw new SignInError("unreadable_answer", 200);
  return { accessToken, idToken: text("id_token"), refreshToken: text("refresh_token"), expiresIn };
}
