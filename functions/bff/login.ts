import type { LoggedCall } from "../shared/log";
import { redirect, type Answer } from "./answer";
import { clearCookie, isId, loginCookie, readId, SESSION_COOKIE, setCookie, surplusLogins } from "./cookies";
import { Denied } from "./denied";
import { toDenied } from "./to-denied";
import { readIdToken } from "./id-token";
import { endSession, revoke } from "./logout";
import type { Tokens } from "./oauth";
import type { SessionRefresher } from "./refresh";
import { returnTo, withError } from "./return-to";
import { randomId, equalInConstantTime } from "./secrets";
import { findSession, type Host, type Session } from "./session";
import { oauthCode, SignInError } from "./token-endpoint";

/** What is kept between the redirect to the sign-in page and the way back. */
interface Login {
  readonly kind: "login";
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** How long somebody may take to sign in, in seconds. */
const LOGIN_SECONDS = 600;

/** How long somebody who signs in waits for refresh tokens to be revoked, in milliseconds; it goes on in the function's next call. */
const LONGEST_REVOCATION = 2000;

export type Query = Readonly<Record<string, string | undefined>>;
export type Cookies = readonly string[];

/**
 * A person waits in front of these two paths, not a script: a failure leads back into the app, which is told its code in `sign_in_error`.
 * Not to the sign-in page: a browser that takes no cookies would go round in circles.
 */
function backToApp(error: unknown, path: string, cookies: Cookies, { config }: Host): Denied {
  const denied = toDenied(error);
  return denied.with({ cookies, redirectTo: withError(config.origin, path, denied.code) });
}

/** `GET /auth/login?return_to=/path`: to the sign-in page. */
export async function beginLogin(query: Query, cookies: Cookies, host: Host): Promise<Answer> {
  const { config, store, signIn, now } = host;
  const id = randomId();
  const login: Login = {
    kind: "login",
    state: randomId(),
    nonce: randomId(),
    verifier: randomId(),
    returnTo: returnTo(query["return_to"], config.origin),
  };
  try {
    await store.put(id, login, now() + LOGIN_SECONDS);
  } catch (error) {
    throw backToApp(error, login.returnTo, [], host);
  }
  const surplus = surplusLogins(cookies).map(clearCookie);
  return redirect(signIn.authorizeUrl(login), [...surplus, setCookie(loginCookie(login.state), id, LOGIN_SECONDS)]);
}

/** `GET /auth/callback?code=…&state=…`: back from the sign-in page. A login is good for one try, right or wrong. */
export async function finishLogin(
  query: Query,
  cookies: Cookies,
  host: Host,
  refresher: SessionRefresher,
  call: LoggedCall,
): Promise<Answer> {
  const { config, store, signIn, wait } = host;
  const { state } = query;
  if (!isId(state)) throw backToApp(new Denied(400, "state_mismatch"), "/", [], host);
  const done = [clearCookie(loginCookie(state))];
  let path = "/";
  try {
    const login = await takeLogin(state, cookies, host);
    if (login === undefined) {
      // The way back was opened a second time: whoever is signed in is sent into the app.
      if ((await findSession(cookies, store)) !== undefined) return redirect(`${config.origin}/`, done);
      throw new Denied(400, "login_expired");
    }
    path = login.returnTo;
    const tokens = await redeem(query, login, host);
    // Refresh tokens that no session holds: they would be good for as long as the client says.
    const unheld = new Set(tokens.refreshToken === undefined ? [] : [tokens.refreshToken]);
    try {
      const session = sessionOf(tokens, login, host);
      // A new id at each sign-in: whoever knew the old one (session fixation) has nothing. The old session ends.
      const old = await findSession(cookies, store);
      if (old !== undefined) unheld.add(await endSession(old, refresher.takeUnwritten(old), store));
      const id = randomId();
      await store.put(id, session, session.expiresAt);
      unheld.delete(session.refreshToken);
      return redirect(config.origin + path, [...done, setCookie(SESSION_COOKIE, id, config.sessionSeconds)]);
    } finally {
      const revoked = Promise.all([...unheld].map((token) => revoke(signIn, token, call)));
      if (unheld.size > 0) await Promise.race([revoked, wait(LONGEST_REVOCATION)]);
    }
  } catch (error) {
    throw backToApp(error, path, done, host);
  }
}

async function redeem(query: Query, { verifier }: Login, { signIn }: Host): Promise<Tokens> {
  const { code, error } = query;
  if (error !== undefined || code === undefined || code === "") {
    const cause = { service: "cognito", code: oauthCode(error) };
    throw new Denied(401, error === "access_denied" ? "sign_in_cancelled" : "sign_in_failed", { cause });
  }
  return signIn.redeem(code, verifier).catch((error: unknown) => {
    if (!(error instanceof SignInError) || !error.isInvalidGrant) throw error;
    throw new Denied(401, "sign_in_failed", {
      cause: { service: "cognito", status: error.status, code: error.code },
    });
  });
}

function sessionOf(tokens: Tokens, { nonce }: Login, { config, now }: Host): Session {
  const { idToken, refreshToken } = tokens;
  if (idToken === undefined || refreshToken === undefined) {
    const detail = `the token response has no ${idToken === undefined ? "ID" : "refresh"} token`;
    throw new Denied(401, "sign_in_failed", { cause: { service: "cognito", detail } });
  }
  return {
    kind: "session",
    person: readIdToken(idToken, config, nonce, now()),
    csrfToken: randomId(),
    accessToken: tokens.accessToken,
    accessExpiresAt: now() + tokens.expiresIn,
    refreshToken,
    expiresAt: now() + config.sessionSeconds,
  };
}

async function takeLogin(state: string, cookies: Cookies, { store }: Host): Promise<Login | undefined> {
  const id = readId(cookies, loginCookie(state));
  if (id === undefined) return undefined;
  const taken = (await store.take(id)) as Partial<Login> | undefined;
  if (taken?.kind !== "login") return undefined;
  // Under a cookie of its own name lies its own login, unless somebody planted the cookie.
  if (!equalInConstantTime(state, taken.state ?? "")) throw new Denied(400, "state_mismatch");
  return taken as Login;
}
